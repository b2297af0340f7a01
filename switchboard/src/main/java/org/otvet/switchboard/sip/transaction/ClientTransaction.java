package org.otvet.switchboard.sip.transaction;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipResponse;

/** A request of ours: the state machines of RFC 3261 sections 17.1.1 and 17.1.2 with RFC 6026. */
public final class ClientTransaction {

    /** INVITE uses all; for others TRYING is what the RFC calls Trying. */
    public enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        ACCEPTED,
        TERMINATED
    }

    private final Transactions layer;
    private final String key;
    private final RequestStart start;
    private final Peer peer;
    private final boolean invite;
    private final ClientUser user;
    private State state = State.TRYING;
    private byte @Nullable [] bytes;
    private byte @Nullable [] ack;
    private long interval;

    private final Timer resend = new Timer() {
        @Override
        protected void fire(long now) {
            resend();
        }
    };
    private final Timer end = new Timer() {
        @Override
        protected void fire(long now) {
            ended();
        }
    };

    ClientTransaction(Transactions layer, String key, RequestStart start, byte[] bytes, Peer peer, ClientUser user) {
        this.layer = layer;
        this.key = key;
        this.start = start;
        this.bytes = bytes;
        this.peer = peer;
        this.invite = start.method().equals(Methods.INVITE);
        this.user = user;
    }

    public State state() {
        return state;
    }

    public RequestStart start() {
        return start;
    }

    public Peer peer() {
        return peer;
    }

    void begin() {
        Timing timing = layer.timing();
        layer.later(end, timing.patience());
        if (!peer.transport().isReliable()) {
            interval = timing.t1();
            layer.later(resend, interval);
        }
        byte[] first = bytes;
        if (first != null) {
            layer.send(peer, first, this::sendFailed);
        }
    }

    private void sendFailed() {
        if (state == State.TRYING || state == State.PROCEEDING) {
            terminate();
            user.onSendFailed(this);
        }
    }

    private void resend() {
        if (bytes == null) {
            return;
        }
        if (invite) {
            if (state == State.TRYING) {
                layer.send(peer, bytes, null);
                interval *= 2;
                layer.later(resend, interval);
            }
        } else if (state == State.TRYING || state == State.PROCEEDING) {
            layer.send(peer, bytes, null);
            interval = state == State.PROCEEDING
                    ? layer.timing().t2()
                    : Math.min(interval * 2, layer.timing().t2());
            layer.later(resend, interval);
        }
    }

    private void ended() {
        boolean unanswered = state == State.TRYING || (state == State.PROCEEDING && !invite);
        terminate();
        if (unanswered) {
            user.onTimeout(this);
        }
    }

    void received(SipResponse response, Peer from) {
        int status = response.status();
        if (status < 200) {
            provisional(response, from);
        } else if (invite) {
            finalOfInvite(response, from, status);
        } else if (state == State.TRYING || state == State.PROCEEDING) {
            complete(peer.transport().isReliable() ? 0 : layer.timing().t4());
            user.onResponse(this, response, from);
        }
    }

    private void provisional(SipResponse response, Peer from) {
        if (state == State.TRYING || state == State.PROCEEDING) {
            if (invite && state == State.TRYING) {
                layer.cancel(resend);
                layer.cancel(end);
                bytes = null;
            }
            state = State.PROCEEDING;
            user.onResponse(this, response, from);
        }
    }

    private void finalOfInvite(SipResponse response, Peer from, int status) {
        if (status < 300) {
            if (state == State.TRYING || state == State.PROCEEDING) {
                complete(layer.timing().patience());
                state = State.ACCEPTED;
                user.onResponse(this, response, from);
            } else if (state == State.ACCEPTED) {
                user.onResponse(this, response, from);
            }
            return;
        }
        if (state == State.TRYING || state == State.PROCEEDING) {
            complete(peer.transport().isReliable() ? 0 : layer.timing().patience());
            ack = start.ackOfFailure(layer.writer(), response);
            layer.send(peer, ack, null);
            user.onResponse(this, response, from);
        } else if (state == State.COMPLETED && ack != null) {
            layer.send(peer, ack, null);
        }
    }

    private void complete(long lingerMillis) {
        state = State.COMPLETED;
        bytes = null;
        layer.cancel(resend);
        layer.later(end, lingerMillis);
    }

    /** Forgets the transaction: nobody waits for it any more. */
    public void terminate() {
        state = State.TERMINATED;
        bytes = null;
        layer.cancel(resend);
        layer.cancel(end);
        layer.forget(this);
    }

    String key() {
        return key;
    }
}

package org.otvet.switchboard.sip.transaction;

import org.jspecify.annotations.Nullable;

/** A request being answered: the state machines of RFC 3261 sections 17.2.1 and 17.2.2 with RFC 6026. */
public final class ServerTransaction {

    /** INVITE uses all, others the first three and the last. */
    public enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        ACCEPTED,
        TERMINATED
    }

    private final Transactions layer;
    private final String key;
    private final Peer replyTo;
    private final boolean invite;
    private State state = State.TRYING;
    private byte @Nullable [] last;
    private long interval;
    private @Nullable Object owner;

    private final Timer resend = new Timer() {
        @Override
        protected void fire(long now) {
            resend(now);
        }
    };
    private final Timer end = new Timer() {
        @Override
        protected void fire(long now) {
            terminate();
        }
    };

    ServerTransaction(Transactions layer, String key, Peer replyTo, boolean invite) {
        this.layer = layer;
        this.key = key;
        this.replyTo = replyTo;
        this.invite = invite;
        if (!invite) {
            // A core that forgot to answer must not keep the request for ever.
            layer.later(end, layer.timing().patience());
        }
    }

    public State state() {
        return state;
    }

    public Peer replyTo() {
        return replyTo;
    }

    /** Whose request this is, as {@link #own} said. */
    public @Nullable Object owner() {
        return owner;
    }

    public void own(Object who) {
        owner = who;
    }

    /** True while a final response may still be given. */
    public boolean isOpen() {
        return state == State.TRYING || state == State.PROCEEDING;
    }

    /** Sends a response; a second final one is ignored. */
    public void respond(int status, byte[] response) {
        if (!isOpen()) {
            return;
        }
        last = response;
        layer.send(replyTo, response, null);
        if (status < 200) {
            state = State.PROCEEDING;
            return;
        }
        owner = status >= 300 || !invite ? null : owner;
        Timing timing = layer.timing();
        boolean reliable = replyTo.transport().isReliable();
        if (!invite) {
            state = State.COMPLETED;
            layer.later(end, reliable ? 0 : timing.patience());
        } else if (status < 300) {
            state = State.ACCEPTED;
            last = null;
            layer.later(end, timing.patience());
        } else {
            state = State.COMPLETED;
            layer.later(end, timing.patience());
            if (!reliable) {
                interval = timing.t1();
                layer.later(resend, interval);
            }
        }
    }

    /** Sends bytes to where responses go, outside the state machine: a 2xx again until its ACK. */
    public void sendAgain(byte[] response) {
        layer.send(replyTo, response, null);
    }

    void retransmitted() {
        if (last != null && (state == State.PROCEEDING || state == State.COMPLETED)) {
            layer.send(replyTo, last, null);
        }
    }

    /** True when the ACK is taken here, false when it is for the core. */
    boolean acknowledged() {
        switch (state) {
            case COMPLETED -> {
                state = State.CONFIRMED;
                last = null;
                layer.cancel(resend);
                layer.later(
                        end,
                        replyTo.transport().isReliable() ? 0 : layer.timing().t4());
                return true;
            }
            case CONFIRMED, TERMINATED -> {
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private void resend(long now) {
        if (state == State.COMPLETED && last != null) {
            layer.send(replyTo, last, null);
            interval = Math.min(interval * 2, layer.timing().t2());
            layer.later(resend, interval);
        }
    }

    private void terminate() {
        state = State.TERMINATED;
        last = null;
        owner = null;
        layer.cancel(resend);
        layer.forget(this);
    }

    String key() {
        return key;
    }
}

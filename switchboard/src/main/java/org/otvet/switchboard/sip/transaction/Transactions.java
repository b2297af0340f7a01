package org.otvet.switchboard.sip.transaction;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.message.Via;

/** All transactions of one loop. */
public final class Transactions {

    private static final int DEFAULT_PORT = 5060;

    private final TimerWheel timers;
    private final Wire wire;
    private final Timing timing;
    private final TransactionUser core;
    private final int most;
    private final Map<String, ServerTransaction> servers = new HashMap<>();
    private final Map<String, ClientTransaction> clients = new HashMap<>();
    private final MessageWriter writer = new MessageWriter();
    private long now;
    private long refused;

    /** @param most server transactions at once; further requests get no transaction */
    public Transactions(TimerWheel timers, Wire wire, Timing timing, TransactionUser core, int most, long now) {
        this.timers = timers;
        this.wire = wire;
        this.timing = timing;
        this.core = core;
        this.most = most;
        this.now = now;
    }

    /** The clock of everything that happens until the next call. */
    public void clock(long nowMillis) {
        now = nowMillis;
    }

    public long now() {
        return now;
    }

    public Timing timing() {
        return timing;
    }

    /** One for all on this loop: what it holds is lost at the next use. */
    public MessageWriter writer() {
        return writer;
    }

    public int size() {
        return servers.size() + clients.size();
    }

    /** Requests that got no transaction because there were too many. */
    public long refused() {
        return refused;
    }

    public void received(SipMessage message, Peer from) {
        if (message instanceof SipResponse response) {
            received(response, from);
        } else if (message instanceof SipRequest request) {
            received(request, from);
        }
    }

    private void received(SipResponse response, Peer from) {
        Via via = response.topVia();
        if (response.defect() != null || via == null) {
            return;
        }
        boolean cancel = response.cseqMethod().equals(Methods.CANCEL);
        ClientTransaction transaction = clients.get(cancel ? via.branch() + "C" : via.branch());
        if (transaction != null && transaction.start().method().equals(response.cseqMethod())) {
            transaction.received(response, from);
        }
    }

    private void received(SipRequest request, Peer from) {
        if (request.topVia() == null) {
            // No branch, no transaction: the core answers without state.
            if (!request.is(Methods.ACK)) {
                core.onRequest(request, from);
            }
            return;
        }
        if (request.is(Methods.ACK)) {
            ServerTransaction invite = servers.get(key(request, Methods.INVITE));
            if (request.defect() == null && (invite == null || !invite.acknowledged())) {
                core.onAck(request, from);
            }
            return;
        }
        ServerTransaction known = servers.get(key(request, request.method()));
        if (known != null) {
            known.retransmitted();
        } else if (request.is(Methods.CANCEL) && request.defect() == null) {
            core.onCancel(request, from, servers.get(key(request, Methods.INVITE)));
        } else {
            core.onRequest(request, from);
        }
    }

    /** Opens a server transaction; null when there are too many already. */
    public @Nullable ServerTransaction open(SipRequest request, Peer from) {
        if (servers.size() >= most) {
            refused++;
            return null;
        }
        String key = key(request, request.method());
        ServerTransaction transaction =
                new ServerTransaction(this, key, replyTo(request, from), request.is(Methods.INVITE));
        servers.put(key, transaction);
        return transaction;
    }

    /** Sends a request and waits for what becomes of it. */
    public ClientTransaction send(RequestStart start, String branch, byte[] bytes, Peer peer, ClientUser user) {
        String key = start.method().equals(Methods.CANCEL) ? branch + "C" : branch;
        ClientTransaction transaction = new ClientTransaction(this, key, start, bytes, peer, user);
        clients.put(key, transaction);
        transaction.begin();
        return transaction;
    }

    public void send(Peer peer, byte[] bytes, Wire.@Nullable Failure failure) {
        wire.send(peer, bytes, failure);
    }

    public void later(Timer timer, long delayMillis) {
        timers.set(timer, now, delayMillis);
    }

    public void cancel(Timer timer) {
        timers.cancel(timer);
    }

    void forget(ServerTransaction transaction) {
        servers.remove(transaction.key(), transaction);
    }

    void forget(ClientTransaction transaction) {
        clients.remove(transaction.key(), transaction);
    }

    /** Where the response goes: RFC 3261 section 18.2.2 with RFC 3581; never to a host the message merely names. */
    public static Peer replyTo(SipRequest request, Peer from) {
        Via via = request.topVia();
        if (from.transport().isReliable() || via == null || via.rport()) {
            return from;
        }
        int port = via.port() < 0 ? DEFAULT_PORT : via.port();
        return port == from.remote().getPort()
                ? from
                : from.at(new InetSocketAddress(from.remote().getAddress(), port));
    }

    private static String key(SipRequest request, String method) {
        Via via = request.topVia();
        if (via != null && via.isModern()) {
            String key = via.branch() + '|' + via.host() + ':' + via.port();
            return method.equals(Methods.INVITE) ? key : key + '|' + method;
        }
        // RFC 2543 clients: section 17.2.3 without the To tag, which the ACK has and the INVITE has not.
        String host = via == null ? "" : via.host();
        return "2543|" + request.callId() + '|' + request.cseq() + '|' + request.fromTag() + '|' + host + '|' + method;
    }
}

package org.otvet.switchboard.sip.dialog;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.CallEnd;
import org.otvet.switchboard.sip.OutgoingInvite;
import org.otvet.switchboard.sip.SipCallListener;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.message.Texts;
import org.otvet.switchboard.sip.transaction.ClientTransaction;
import org.otvet.switchboard.sip.transaction.ClientUser;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.ServerTransaction;
import org.otvet.switchboard.sip.transaction.Timer;

/** A call by us. */
final class OutgoingLeg extends Leg implements ClientUser {

    /** Branches that answered too; each costs a transaction, and the called side can make up as many as it likes. */
    private static final int MOST_FORKS = 16;

    private static final int MOST_TRIES = 3;

    private final String callId;
    private @Nullable OutgoingInvite order;
    private final Set<String> forks = new HashSet<>(2);
    private Dialog dialog;
    private @Nullable ClientTransaction transaction;
    private String branch = "";
    private String cancelReason = "";
    private boolean cancelWanted;
    private boolean cancelSent;
    private long minSe;
    private int tries;
    private int proofs;
    private String proofHeader = "";
    private String proof = "";
    private long ackCseq;
    private final ReliableProvisionals provisionals;
    private byte @Nullable [] ack;

    private final Timer ringing = new Timer() {
        @Override
        protected void fire(long now) {
            giveUp("");
            finish(new CallEnd(CallEnd.Kind.NO_ANSWER, CallEnd.By.US, 0, "", ""));
        }
    };
    private final Timer response = new Timer() {
        @Override
        protected void fire(long now) {
            giveUp("");
            unreachable(408, "Request Timeout");
        }
    };
    private final Timer drained = new Timer() {
        @Override
        protected void fire(long now) {
            ClientTransaction open = transaction;
            if (open != null) {
                open.terminate();
            }
            gone();
        }
    };

    OutgoingLeg(Agent agent, OutgoingInvite order, SipCallListener listener, String callId) {
        super(agent, listener, callId);
        this.order = order;
        this.provisionals = new ReliableProvisionals(agent, new CancelUser());
        DigestAnswers proving = order.account();
        if (proving != null) {
            proveWith(proving);
        }
        this.callId = callId;
        this.dialog = Dialog.outgoing(
                callId, "", "", "", "", Peer.udp(java.net.InetSocketAddress.createUnresolved("unknown", 0)), false);
    }

    void begin() {
        OutgoingInvite wanted = order;
        if (wanted == null || isTold()) {
            return;
        }
        agent.ladders().open(ladder());
        // One timer each for the whole attempt, name look-up included.
        later(ringing, wanted.ringTime().toMillis());
        later(response, atMost(wanted.responseTime(), transactions().timing().patience()));
        agent.gate().locate(wanted.destination(), target -> agent.loop().execute(() -> located(wanted, target)));
    }

    private static long atMost(Duration time, long millis) {
        return Math.min(time.toMillis(), millis);
    }

    private void located(OutgoingInvite wanted, Gate.@Nullable Target target) {
        if (isTold()) {
            return;
        }
        if (target == null) {
            unreachable(480, "Not Registered");
            gone();
            return;
        }
        String tag = agent.tokens().tag();
        String name = Texts.harmless(wanted.callerName());
        String local = (name.isEmpty() ? "" : "\"" + name + "\" ") + "<sip:"
                + Texts.escapeUser(wanted.callerNumber()) + "@"
                + agent.settings().names().host() + ">;tag=" + tag;
        dialog = Dialog.outgoing(
                callId, tag, local, "<" + target.uri() + ">", target.uri(), target.peer(), target.symmetric());
        agent.add(this);
        sendInvite(wanted);
    }

    private void sendInvite(OutgoingInvite wanted) {
        tries++;
        branch = agent.tokens().branch();
        String via = agent.settings().names().via(dialog.peer.transport(), branch);
        RequestStart start = dialog.request(Methods.INVITE, via, ++dialog.localCseq);
        MessageWriter out = start.begin(transactions().writer());
        out.text(contactLine(dialog.peer.transport()));
        out.text("Allow: " + Methods.ALLOWED + "\r\nSupported: timer, 100rel\r\nSession-Expires: ");
        out.number(Math.max(minSe, agent.settings().sessionSeconds())).end();
        if (minSe > 0) {
            out.text("Min-SE: ").number(minSe).end();
        }
        if (!agent.settings().userAgent().isEmpty()) {
            out.header(HeaderName.USER_AGENT, agent.settings().userAgent());
        }
        for (Map.Entry<String, String> header : wanted.headers().entrySet()) {
            out.header(header.getKey(), header.getValue());
        }
        if (!proof.isEmpty()) {
            out.header(proofHeader, proof);
        }
        session.local(wanted.sdp());
        transaction =
                transactions().send(start, branch, out.body(SDP, wanted.sdp()).toBytes(), dialog.peer, this);
    }

    @Override
    Dialog dialog() {
        return dialog;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public boolean isIncoming() {
        return false;
    }

    @Override
    public void ring() {
        // Only an incoming leg rings its caller.
    }

    @Override
    public void progress(String sdp) {
        // Only an incoming leg has a caller to send early media to.
    }

    @Override
    public void accept(String sdp) {
        // The party answers an outgoing leg.
    }

    @Override
    public void reject(int status, String reason) {
        end(status, reason);
    }

    @Override
    void abandon(int status, String text) {
        giveUp(reason(status, text));
        finish(new CallEnd(CallEnd.Kind.CANCELLED, CallEnd.By.US, 487, "Request Terminated", ""));
    }

    /** CANCEL now, or when the first provisional response allows it (RFC 3261 section 9.1). */
    private void giveUp(String reasonLine) {
        cancelReason = reasonLine;
        cancelWanted = true;
        ClientTransaction open = transaction;
        if (open == null) {
            gone();
            return;
        }
        if (open.state() == ClientTransaction.State.PROCEEDING) {
            sendCancel(open);
        }
        later(drained, transactions().timing().patience());
    }

    private void sendCancel(ClientTransaction open) {
        if (cancelSent) {
            return;
        }
        cancelSent = true;
        RequestStart cancel = open.start().cancel();
        byte[] bytes = cancel.begin(transactions().writer())
                .text(cancelReason)
                .body("", "")
                .toBytes();
        transactions().send(cancel, branch, bytes, open.peer(), new CancelUser());
    }

    @Override
    public void onResponse(ClientTransaction from, SipResponse message, Peer sender) {
        int status = message.status();
        cancel(response);
        if (status < 200) {
            if (cancelWanted) {
                sendCancel(from);
            } else if (status > 100 && provisionals.received(message, dialog)) {
                listener().onRinging(status, sdpOf(message));
            }
        } else if (status < 300) {
            answered(message, sender);
        } else if (status == 422 && tries < MOST_TRIES && !cancelWanted && order != null) {
            minSe = Math.max(
                    SessionInterval.seconds(message.first(HeaderName.MIN_SE)),
                    agent.settings().sessionSeconds());
            sendInvite(order);
        } else if ((status == 401 || status == 407) && !cancelWanted && order != null && proves(order, from, message)) {
            sendInvite(order);
        } else {
            refused(message);
        }
    }

    /** Once, and once more when only the nonce was too old. */
    private boolean proves(OutgoingInvite wanted, ClientTransaction from, SipResponse message) {
        DigestAnswers account = wanted.account();
        boolean proxy = message.status() == 407;
        List<String> challenges = message.lines(proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE);
        if (account == null || proofs > 1 || (proofs == 1 && !DigestAnswers.isStale(challenges))) {
            return false;
        }
        String answer = account.answer(challenges, Methods.INVITE, from.start().uri());
        if (answer == null) {
            return false;
        }
        proofs++;
        proofHeader = (proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION).text();
        proof = answer;
        dialog.proofLine = proofHeader + ": " + answer + "\r\n";
        return true;
    }

    private void refused(SipResponse message) {
        String reason = message.first(HeaderName.REASON);
        finish(new CallEnd(
                CallEnd.Kind.REFUSED,
                CallEnd.By.PEER,
                message.status(),
                Texts.printable(message.reason()),
                reason == null ? "" : reason));
        gone();
    }

    private void answered(SipResponse message, Peer sender) {
        if (!dialog.remoteTag.isEmpty()) {
            if (dialog.remoteTag.equals(message.toTag())) {
                if (ack != null) {
                    agent.send(dialog.nextHop(), ack);
                }
            } else {
                endFork(message);
            }
            return;
        }
        dialog.confirm(message);
        dialog.moved(sender);
        ackCseq = message.cseq();
        ack = sendAck(agent, dialog, ackCseq);
        cancel(ringing);
        up();
        if (cancelWanted || isTold()) {
            // Answered while our CANCEL was on its way, or after we gave up.
            cancel(drained);
            endNow(0, "");
            return;
        }
        order = null;
        session.settle(SessionInterval.settled(message), message);
        String sdp = sdpOf(message);
        listener().onAnswered(sdp == null ? provisionals.answerOf(message) : sdp);
    }

    /** Two answered: the second one is thanked and hung up (RFC 3261 section 13.2.2.4). */
    private void endFork(SipResponse message) {
        Dialog fork = dialog.forked(message);
        boolean isNew = !forks.contains(message.toTag());
        if (isNew && forks.size() == MOST_FORKS) {
            return;
        }
        sendAck(agent, fork, message.cseq());
        if (!isNew) {
            return;
        }
        forks.add(message.toTag());
        String forkBranch = agent.tokens().branch();
        String via = agent.settings().names().via(fork.nextHop().transport(), forkBranch);
        RequestStart bye = fork.request(Methods.BYE, via, fork.localCseq + 1);
        byte[] bytes = bye.begin(transactions().writer()).body("", "").toBytes();
        transactions().send(bye, forkBranch, bytes, fork.nextHop(), new CancelUser());
    }

    @Override
    public void onTimeout(ClientTransaction from) {
        unreachable(408, "Request Timeout");
        gone();
    }

    @Override
    public void onSendFailed(ClientTransaction from) {
        unreachable(503, "Service Unavailable");
        gone();
    }

    private void unreachable(int status, String phrase) {
        finish(new CallEnd(CallEnd.Kind.UNREACHABLE, CallEnd.By.NETWORK, status, phrase, ""));
    }

    @Override
    void onAck(SipRequest message, Peer from) {
        session.onAck(message);
    }

    @Override
    void onCancel(SipRequest message, ServerTransaction invite) {
        session.onCancel(invite);
    }

    @Override
    void onEarlyBye() {
        giveUp("");
    }

    @Override
    void quiet() {
        cancel(ringing);
        cancel(response);
        order = null;
    }

    @Override
    void gone() {
        cancel(drained);
        super.gone();
    }

    /** CANCEL, PRACK and the BYE of a fork: nothing depends on their outcome. */
    private static final class CancelUser implements ClientUser {

        @Override
        public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {}

        @Override
        public void onTimeout(ClientTransaction transaction) {}

        @Override
        public void onSendFailed(ClientTransaction transaction) {}
    }
}

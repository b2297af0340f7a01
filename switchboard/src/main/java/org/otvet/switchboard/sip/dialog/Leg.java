package org.otvet.switchboard.sip.dialog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.CallEnd;
import org.otvet.switchboard.sip.Ladder;
import org.otvet.switchboard.sip.SipCall;
import org.otvet.switchboard.sip.SipCallListener;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.RequestStart;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipResponse;
import org.otvet.switchboard.sip.message.Texts;
import org.otvet.switchboard.sip.transaction.ClientTransaction;
import org.otvet.switchboard.sip.transaction.ClientUser;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.ServerTransaction;
import org.otvet.switchboard.sip.transaction.Timer;
import org.otvet.switchboard.sip.transaction.Transactions;

/** What both kinds of legs do once there is a dialog. Everything but the {@link SipCall} methods runs on the loop. */
abstract class Leg implements SipCall {

    /** Of the leg; the application has heard of the end in the last two. */
    enum Phase {
        EARLY,
        UP,
        CLOSING,
        GONE
    }

    static final String SDP = "application/sdp";

    final Agent agent;
    final Session session;
    private final Ladder ladder;
    private SipCallListener listener;
    private Phase phase = Phase.EARLY;
    private boolean told;
    private RequestStart lastStart = new RequestStart("", "", "", List.of(), "", "", "", 0);
    private String lastBranch = "";
    private int lastStartLength;
    private @Nullable DigestAnswers account;

    Leg(Agent agent, SipCallListener listener, String callId) {
        this.agent = agent;
        this.ladder = new Ladder(callId);
        this.listener = listener;
        this.session = new Session(this);
    }

    abstract Dialog dialog();

    /** Refuses or cancels a leg that is not up. */
    abstract void abandon(int status, String text);

    abstract void onAck(SipRequest ack, Peer from);

    abstract void onCancel(SipRequest cancel, ServerTransaction invite);

    /** A BYE came before the answer. */
    abstract void onEarlyBye();

    /** Nothing more will come: timers off. */
    abstract void quiet();

    @Override
    public Ladder ladder() {
        return ladder;
    }

    Phase phase() {
        return phase;
    }

    SipCallListener listener() {
        return listener;
    }

    void listen(SipCallListener who) {
        listener = who;
    }

    void up() {
        phase = Phase.UP;
    }

    @Override
    public void proveWith(DigestAnswers proving) {
        agent.loop().execute(() -> account = proving);
    }

    @Override
    public void reinvite(String sdp) {
        agent.loop().execute(() -> session.offer(sdp));
    }

    @Override
    public void info(String contentType, String body) {
        agent.loop().execute(() -> {
            if (phase == Phase.UP) {
                MessageWriter out = next(Methods.INFO);
                sendInDialog(out.body(Texts.harmless(contentType), body).toBytes(), new InDialogUser());
            }
        });
    }

    @Override
    public void end(int status, String text) {
        agent.loop().execute(() -> endNow(status, text));
    }

    void endNow(int status, String text) {
        if (phase == Phase.UP) {
            bye(reason(status, text));
            finish(new CallEnd(CallEnd.Kind.BYE, CallEnd.By.US, 0, "", ""));
        } else if (phase == Phase.EARLY) {
            abandon(status, text);
        }
    }

    /** A whole Reason line, empty for status 0. */
    static String reason(int status, String text) {
        return status == 0
                ? ""
                : "Reason: SIP;cause=" + status + (text.isEmpty() ? "" : ";text=\"" + Texts.harmless(text) + "\"")
                        + "\r\n";
    }

    /** The dialog is broken: hangs up, as far as anybody still hears it, and tells the application. */
    void lost(int status, String phrase) {
        if (phase == Phase.UP) {
            bye("");
        }
        finish(new CallEnd(CallEnd.Kind.LOST, CallEnd.By.NETWORK, status, phrase, ""));
    }

    void bye(String reasonLine) {
        phase = Phase.CLOSING;
        sendInDialog(next(Methods.BYE).text(reasonLine).body("", "").toBytes(), new ByeUser());
    }

    /** Begins the next request of the dialog in the loop's writer; {@link #sendInDialog} must follow at once. */
    MessageWriter next(String method) {
        Dialog dialog = dialog();
        lastBranch = agent.tokens().branch();
        String via = agent.settings().names().via(dialog.nextHop().transport(), lastBranch);
        lastStart = dialog.request(method, via, ++dialog.localCseq);
        MessageWriter out = lastStart.begin(agent.transactions().writer());
        lastStartLength = out.length();
        return out;
    }

    ClientTransaction sendInDialog(byte[] bytes, ClientUser user) {
        DigestAnswers proving = account;
        ClientUser heard =
                proving == null ? user : new Proving(this, proving, user, bytes, lastStartLength, lastStart.method());
        return send(bytes, heard);
    }

    ClientTransaction send(byte[] bytes, ClientUser user) {
        return agent.transactions().send(lastStart, lastBranch, bytes, dialog().nextHop(), user);
    }

    /** ACK of a 2xx, a transaction of its own (RFC 3261 section 13.2.2.4). */
    static byte[] sendAck(Agent agent, Dialog dialog, long cseq) {
        Peer hop = dialog.nextHop();
        String via =
                agent.settings().names().via(hop.transport(), agent.tokens().branch());
        byte[] ack = dialog.request(Methods.ACK, via, cseq)
                .begin(agent.transactions().writer())
                .text(dialog.proofLine)
                .body("", "")
                .toBytes();
        agent.send(hop, ack);
        return ack;
    }

    void onRequest(SipRequest request, Peer from, ServerTransaction transaction) {
        Dialog dialog = dialog();
        if (request.cseq() < dialog.remoteCseq) {
            respond(transaction, request, from, 500, "CSeq Out of Order", "");
            return;
        }
        dialog.remoteCseq = request.cseq();
        dialog.moved(from);
        if (phase == Phase.GONE) {
            respond(transaction, request, from, 481, "Call/Transaction Does Not Exist", "");
            return;
        }
        switch (request.method()) {
            case Methods.BYE -> onBye(request, from, transaction);
            case Methods.PRACK -> onPrack(request, from, transaction);
            case Methods.INVITE, Methods.UPDATE -> session.onOffer(request, from, transaction);
            case Methods.INFO -> {
                respond(transaction, request, from, 200, "OK", "");
                if (!told && request.hasBody()) {
                    listener.onInfo(request.contentType(), request.bodyText());
                }
            }
            case Methods.OPTIONS ->
                respond(transaction, request, from, 200, "OK", "Allow: " + Methods.ALLOWED + "\r\n");
            default ->
                respond(transaction, request, from, 405, "Method Not Allowed", "Allow: " + Methods.ALLOWED + "\r\n");
        }
    }

    void onPrack(SipRequest prack, Peer from, ServerTransaction transaction) {
        respond(transaction, prack, from, 481, "Call/Transaction Does Not Exist", "");
    }

    private void onBye(SipRequest bye, Peer from, ServerTransaction transaction) {
        respond(transaction, bye, from, 200, "OK", "");
        if (phase == Phase.EARLY) {
            onEarlyBye();
        }
        String reason = bye.first(HeaderName.REASON);
        finish(new CallEnd(CallEnd.Kind.BYE, CallEnd.By.PEER, 0, "", reason == null ? "" : reason));
        gone();
    }

    void respond(
            ServerTransaction transaction, SipRequest request, Peer from, int status, String reason, String lines) {
        byte[] bytes = agent.begin(request, from, status, reason, dialog().localTag)
                .text(lines)
                .body("", "")
                .toBytes();
        transaction.respond(status, bytes);
    }

    /** Tells the application that it is over, once. The leg may still have protocol to finish. */
    void finish(CallEnd end) {
        if (told) {
            return;
        }
        told = true;
        quiet();
        session.stop();
        SipCallListener who = listener;
        listener = Silence.INSTANCE;
        if (phase != Phase.CLOSING) {
            phase = Phase.CLOSING;
        }
        who.onEnded(end);
    }

    boolean isTold() {
        return told;
    }

    /** The dialog is over for good. */
    void gone() {
        phase = Phase.GONE;
        quiet();
        session.stop();
        agent.remove(this);
    }

    void later(Timer timer, long millis) {
        agent.transactions().later(timer, millis);
    }

    void cancel(Timer timer) {
        agent.transactions().cancel(timer);
    }

    /** What happens to requests whose outcome matters only when the dialog is gone. */
    class InDialogUser implements ClientUser {

        @Override
        public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {
            if (response.status() == 481 || response.status() == 408) {
                lost(response.status(), response.reason());
            }
        }

        @Override
        public void onTimeout(ClientTransaction transaction) {
            lost(408, "Request Timeout");
        }

        @Override
        public void onSendFailed(ClientTransaction transaction) {
            lost(503, "Service Unavailable");
        }
    }

    private final class ByeUser implements ClientUser {

        @Override
        public void onResponse(ClientTransaction transaction, SipResponse response, Peer from) {
            if (response.status() >= 200) {
                gone();
            }
        }

        @Override
        public void onTimeout(ClientTransaction transaction) {
            gone();
        }

        @Override
        public void onSendFailed(ClientTransaction transaction) {
            gone();
        }
    }

    /** The listener of a leg that has told its end. */
    private static final class Silence implements SipCallListener {

        static final Silence INSTANCE = new Silence();

        @Override
        public void onEnded(CallEnd end) {}
    }

    /** A whole Contact line. */
    String contactLine(Transport transport) {
        return agent.settings().names().contactLine(transport, dialog().sips);
    }

    static @Nullable String sdpOf(SipMessage message) {
        return message.hasBody() && message.contentType().equals(SDP) ? message.bodyText() : null;
    }

    Transactions transactions() {
        return agent.transactions();
    }
}

package org.otvet.switchboard.sip.dialog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.CallEnd;
import org.otvet.switchboard.sip.Caller;
import org.otvet.switchboard.sip.IncomingInvite;
import org.otvet.switchboard.sip.SipApplication;
import org.otvet.switchboard.sip.SipCall;
import org.otvet.switchboard.sip.SipSource;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.NameAddr;
import org.otvet.switchboard.sip.message.Reasons;
import org.otvet.switchboard.sip.message.SipParseException;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipUri;
import org.otvet.switchboard.sip.message.Texts;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.ServerTransaction;
import org.otvet.switchboard.sip.transaction.Timer;

/** A call to us. */
final class IncomingLeg extends Leg {

    private static final int MOST_EXTENSION_HEADERS = 32;
    private static final int LONGEST_EXTENSION_HEADER = 512;
    private static final long TRYING_MILLIS = 200;
    private static final long REMIND_MILLIS = 60_000;

    private final Dialog dialog;
    private final Caller caller;
    private final Peer from;
    private final Acceptance acceptance = new Acceptance(this);
    private @Nullable ServerTransaction transaction;
    private @Nullable SipRequest invite;
    private byte @Nullable [] provisional;
    private @Nullable ReliableRinging reliable;
    private boolean lateAnswer;
    /** Set when we hung up before the ACK: the BYE waits for it (RFC 3261 section 15). */
    private @Nullable String byeReason;

    /** 100 when the application takes its time, then the last provisional each minute (RFC 3261 section 13.3.1.1). */
    private final Timer reminder = new Timer() {
        @Override
        protected void fire(long now) {
            remind();
        }
    };

    IncomingLeg(Agent agent, SipRequest invite, Peer from, ServerTransaction transaction, Caller caller) {
        super(agent, end -> {}, invite.callId());
        this.invite = invite;
        this.transaction = transaction;
        this.caller = caller;
        boolean telephone = caller instanceof Caller.ByPassword;
        this.from = from;
        this.dialog = Dialog.incoming(invite, from, agent.tokens().tag(), telephone);
        transaction.own(this);
    }

    void offer(SipApplication application) {
        later(reminder, TRYING_MILLIS);
        SipRequest request = invite;
        if (request != null) {
            if (request.lists(HeaderName.REQUIRE, "100rel")) {
                reliable = new ReliableRinging(this, request.cseq(), () -> refuse(500, "No PRACK", ""));
            }
            listen(application.onInvite(new Invitation(request)));
        }
    }

    @Override
    Dialog dialog() {
        return dialog;
    }

    @Override
    public String callId() {
        return dialog.callId;
    }

    @Override
    public boolean isIncoming() {
        return true;
    }

    @Override
    public void ring() {
        agent.loop().execute(() -> provisional(180, "Ringing", ""));
    }

    @Override
    public void progress(String sdp) {
        agent.loop().execute(() -> provisional(183, "Session Progress", sdp));
    }

    @Override
    public void accept(String sdp) {
        agent.loop().execute(() -> acceptNow(sdp));
    }

    @Override
    public void reject(int status, String reason) {
        agent.loop().execute(() -> {
            if (phase() == Phase.EARLY) {
                refuse(status, reason, "");
            }
        });
    }

    private void remind() {
        SipRequest request = invite;
        ServerTransaction open = transaction;
        if (phase() != Phase.EARLY || request == null || open == null) {
            return;
        }
        byte[] bytes = provisional;
        if (bytes == null) {
            bytes = agent.begin(request, from, 100, "Trying", "").body("", "").toBytes();
            open.respond(100, bytes);
        } else {
            open.respond(180, bytes);
        }
        later(reminder, REMIND_MILLIS);
    }

    private void provisional(int status, String reason, String sdp) {
        SipRequest request = invite;
        ServerTransaction open = transaction;
        if (phase() != Phase.EARLY || request == null || open == null) {
            return;
        }
        ReliableRinging acknowledged = reliable;
        if (acknowledged != null && !acknowledged.isFree()) {
            return;
        }
        MessageWriter out = agent.begin(request, from, status, reason, dialog.localTag);
        out.text(contactLine(from.transport()));
        if (acknowledged != null) {
            cancel(reminder);
            acknowledged.send(
                    open, status, out.text(acknowledged.lines()).body(SDP, sdp).toBytes());
            return;
        }
        byte[] bytes = out.body(SDP, sdp).toBytes();
        provisional = bytes;
        open.respond(status, bytes);
        later(reminder, REMIND_MILLIS);
    }

    private void acceptNow(String sdp) {
        SipRequest request = invite;
        ServerTransaction open = transaction;
        if (phase() != Phase.EARLY || request == null || open == null) {
            return;
        }
        SessionInterval interval =
                SessionInterval.asked(request, agent.settings().sessionSeconds());
        MessageWriter out = agent.begin(request, from, 200, "OK", dialog.localTag);
        out.text(contactLine(from.transport()));
        out.text("Allow: " + Methods.ALLOWED + "\r\nSupported: timer\r\n").text(interval.answerLines());
        byte[] bytes = out.body(SDP, sdp).toBytes();
        cancel(reminder);
        provisional = null;
        stopRinging();
        up();
        session.local(sdp);
        session.settle(interval, request);
        lateAnswer = !request.hasBody();
        invite = null;
        transaction = null;
        acceptance.begin(open, bytes, request.cseq());
    }

    private void refuse(int status, String reason, String lines) {
        SipRequest request = invite;
        ServerTransaction open = transaction;
        if (request != null && open != null) {
            int sane = status < 300 || status > 699 ? 480 : status;
            String phrase = reason.isEmpty() ? Reasons.of(sane) : Texts.harmless(reason);
            respond(open, request, from, sane, phrase, lines);
            finish(new CallEnd(CallEnd.Kind.REFUSED, CallEnd.By.US, sane, phrase, ""));
        }
        gone();
    }

    @Override
    void abandon(int status, String text) {
        refuse(status, text, "");
    }

    @Override
    void endNow(int status, String text) {
        if (phase() == Phase.UP && acceptance.isOpen()) {
            byeReason = reason(status, text);
            finish(new CallEnd(CallEnd.Kind.BYE, CallEnd.By.US, 0, "", ""));
        } else {
            super.endNow(status, text);
        }
    }

    @Override
    void lost(int status, String phrase) {
        if (byeReason != null) {
            acceptance.stop();
            bye(byeReason);
            byeReason = null;
        } else {
            super.lost(status, phrase);
        }
    }

    @Override
    void onAck(SipRequest ack, Peer sender) {
        if (acceptance.acknowledged(ack.cseq())) {
            dialog.moved(sender);
            if (byeReason != null) {
                bye(byeReason);
                byeReason = null;
                return;
            }
            if (!isTold()) {
                listener().onEstablished(lateAnswer ? sdpOf(ack) : null);
            }
            session.sendWaiting();
        } else {
            session.onAck(ack);
        }
    }

    /** Whether the caller may acknowledge our ringing. */
    boolean takesPrack() {
        return reliable != null;
    }

    @Override
    void onPrack(SipRequest prack, Peer sender, ServerTransaction acknowledging) {
        ReliableRinging ringing = reliable;
        if (ringing != null && ringing.acknowledged(prack)) {
            respond(acknowledging, prack, sender, 200, "OK", "");
        } else {
            respond(acknowledging, prack, sender, 481, "Call/Transaction Does Not Exist", "");
        }
    }

    private void stopRinging() {
        if (reliable != null) {
            reliable.stop();
        }
    }

    @Override
    void onCancel(SipRequest cancel, ServerTransaction cancelled) {
        if (phase() != Phase.EARLY || cancelled != transaction || invite == null) {
            session.onCancel(cancelled);
            return;
        }
        respond(cancelled, invite, from, 487, "Request Terminated", "");
        String reason = cancel.first(HeaderName.REASON);
        finish(new CallEnd(
                CallEnd.Kind.CANCELLED, CallEnd.By.PEER, 487, "Request Terminated", reason == null ? "" : reason));
        gone();
    }

    @Override
    void onEarlyBye() {
        SipRequest request = invite;
        ServerTransaction open = transaction;
        if (request != null && open != null) {
            respond(open, request, from, 487, "Request Terminated", "");
        }
    }

    @Override
    void gone() {
        byeReason = null;
        super.gone();
    }

    @Override
    void quiet() {
        cancel(reminder);
        stopRinging();
        if (byeReason == null) {
            acceptance.stop();
        }
        invite = null;
        transaction = null;
        provisional = null;
    }

    /** What the application sees of the INVITE. */
    private final class Invitation implements IncomingInvite {

        private final SipRequest request;
        private final String number;
        private final String name;

        Invitation(SipRequest request) {
            this.request = request;
            NameAddr identity = identity();
            number = identity == null ? "" : SipUri.userOf(identity.uri());
            name = identity == null ? "" : identity.display();
        }

        private @Nullable NameAddr identity() {
            if (caller instanceof Caller.ByAddress) {
                List<String> asserted = request.values(HeaderName.P_ASSERTED_IDENTITY);
                NameAddr found = asserted.isEmpty() ? null : parse(asserted.getFirst());
                if (found != null) {
                    return found;
                }
            }
            return parse(dialog.remote);
        }

        private static @Nullable NameAddr parse(String text) {
            try {
                return NameAddr.parse(text);
            } catch (SipParseException e) {
                return null;
            }
        }

        @Override
        public SipCall call() {
            return IncomingLeg.this;
        }

        @Override
        public SipSource source() {
            return new SipSource(
                    from.transport(),
                    from.remote(),
                    from.connection() == null
                            ? java.util.Set.of()
                            : from.connection().principals());
        }

        @Override
        public Caller caller() {
            return caller;
        }

        @Override
        public String dialled() {
            return SipUri.userOf(request.uri());
        }

        @Override
        public String callerNumber() {
            return number;
        }

        @Override
        public String callerName() {
            return name;
        }

        @Override
        public @Nullable String sdp() {
            return request.sdp();
        }

        @Override
        public @Nullable String header(String header) {
            return request.header(header);
        }

        @Override
        public Map<String, String> extensionHeaders() {
            return request.extensionHeaders(MOST_EXTENSION_HEADERS, LONGEST_EXTENSION_HEADER);
        }
    }
}

package org.otvet.phone;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.otvet.phone.SessionDescription.Direction;

/** The INVITE that brought a call, until it is answered, refused or cancelled. Owned by the loop. */
final class IncomingInvite {

    private final SipPhone phone;
    private final PhoneCall call;
    private final SipMessage invite;
    private final InetSocketAddress source;
    private final Answering answering;
    private final String tag;
    private PhoneLoop.@Nullable Alarm decision;
    private boolean ignored;
    private @Nullable String early;

    IncomingInvite(SipPhone phone, PhoneCall call, SipMessage invite, InetSocketAddress source) {
        this.phone = phone;
        this.call = call;
        this.invite = invite;
        this.source = source;
        tag = call.dialog().localTag;
        answering = new Answering(phone, invite, source);
        call.incoming(this);
    }

    void start(AnswerPolicy policy) {
        if (policy instanceof AnswerPolicy.Ignore) {
            ignored = true;
            return;
        }
        phone.respond(invite, SipMessage.response(invite, 100, "Trying", tag), source);
        switch (policy) {
            case AnswerPolicy.Answer(long ringMs) -> {
                ring(ringMs);
                decision = phone.loop().after(ringMs, this::answer);
            }
            case AnswerPolicy.Reject(int status, long ringMs) -> {
                ring(ringMs);
                decision = phone.loop().after(ringMs, () -> refuse(status));
            }
            case AnswerPolicy.Ring _ -> ring(1);
            case AnswerPolicy.EarlyMedia _ -> speakEarly();
            case AnswerPolicy.Ignore _ -> {}
        }
    }

    private void ring(long ringMs) {
        if (ringMs > 0 && call.advance(CallState.RINGING)) {
            phone.respond(invite, response(180, "Ringing"), source);
        }
    }

    private void speakEarly() {
        early = call.audio().answer(invite.body());
        if (early == null) {
            refuse(488);
        } else if (call.advance(CallState.RINGING)) {
            phone.respond(invite, response(183, "Session Progress").body("application/sdp", early), source);
        }
    }

    private SipMessage response(int status, String reason) {
        return SipMessage.response(invite, status, reason, tag)
                .add("Contact", phone.contact())
                .add("Allow", SipPhone.ALLOW)
                .add("User-Agent", SipPhone.USER_AGENT);
    }

    void answer() {
        if (answering.isSent() || ignored) {
            return;
        }
        PhoneAudio audio = call.audio();
        String own = early != null
                ? early
                : invite.body().isBlank() ? audio.offer(Direction.SENDRECV) : audio.answer(invite.body());
        if (own == null) {
            refuse(488);
            return;
        }
        SipMessage response = response(200, "OK").body("application/sdp", own);
        answering.send(response, call::hangUp);
        call.advance(CallState.UP);
    }

    void refuse(int status) {
        if (!answering.isSent() && !ignored) {
            answering.send(response(status, Reasons.of(status)), () -> {});
            call.end(new CallEnd(status, true, Reasons.of(status)));
        }
    }

    void hangUp() {
        if (answering.isSent()) {
            answering.afterAcknowledgement(call::sendBye);
        } else if (ignored) {
            call.end(new CallEnd(0, true, "ignored"));
        } else {
            refuse(603);
        }
    }

    void cancelled(SipMessage cancel, InetSocketAddress from) {
        phone.respond(cancel, SipMessage.response(cancel, 200, "OK", tag), from);
        if (!answering.isSent() && !ignored) {
            answering.send(response(487, "Request Terminated"), () -> {});
            call.end(new CallEnd(487, false, cancel.get("Reason")));
        }
    }

    /** A BYE before our final answer ends the INVITE as well. */
    void ended() {
        if (decision != null) {
            decision.cancel();
        }
        if (!answering.isSent() && !ignored) {
            answering.send(response(487, "Request Terminated"), () -> {});
        }
    }

    boolean acknowledged(SipMessage ack) {
        if (!answering.answers(ack)) {
            return false;
        }
        answering.acknowledged();
        if (invite.body().isBlank() && !ack.body().isBlank()) {
            call.audio().accept(ack.body());
        }
        return true;
    }
}

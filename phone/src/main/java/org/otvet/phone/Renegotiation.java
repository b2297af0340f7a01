package org.otvet.phone;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.otvet.phone.SessionDescription.Direction;

/** Changes of a call that is up by re-INVITE and UPDATE (RFC 3261 section 14, RFC 3311), from either side. */
final class Renegotiation {

    private final SipPhone phone;
    private final PhoneCall call;
    private boolean ours;
    private boolean theirsWithoutOffer;
    private @Nullable Answering theirs;

    Renegotiation(SipPhone phone, PhoneCall call) {
        this.phone = phone;
        this.call = call;
    }

    void offer(Direction direction) {
        if (ours) {
            return;
        }
        ours = true;
        Dialog dialog = call.dialog();
        SipMessage invite = dialog.request("INVITE", dialog.nextSequence(), phone.via())
                .add("Contact", phone.contact())
                .add("Allow", SipPhone.ALLOW)
                .body("application/sdp", call.audio().offer(direction));
        send(invite, direction, false);
    }

    private void send(SipMessage invite, Direction direction, boolean authorized) {
        phone.send(invite, call.dialog().hop(), response -> {
            int status = response.status();
            if (status < 200) {
                return;
            }
            ours = false;
            if (status < 300) {
                accepted(invite, response, direction);
            } else if (status == 491) {
                phone.loop().after(1000, () -> offer(direction));
            } else if ((status == 401 || status == 407) && !authorized) {
                ours = true;
                SipMessage again = invite.copyAs(invite.uri());
                again.set("Via", phone.via());
                again.set("CSeq", call.dialog().nextSequence() + " INVITE");
                if (phone.authorize(again, response)) {
                    send(again, direction, true);
                }
            } else if (status == 408 || status == 481) {
                call.sendBye();
            } else {
                phone.log().add("hold change refused with " + status);
            }
        });
    }

    private void accepted(SipMessage invite, SipMessage response, Direction direction) {
        Dialog dialog = call.dialog();
        dialog.retarget(response, !phone.transport().isReliable());
        SipMessage ack = dialog.request("ACK", invite.sequence(), phone.via());
        phone.transport().send(ack, dialog.hop());
        call.audio().accept(response.body());
        call.onHold(direction != Direction.SENDRECV);
        call.heldByPeer(call.audio().heldByPeer());
    }

    void receiveInvite(SipMessage invite, InetSocketAddress source) {
        Answering before = theirs;
        if (ours) {
            Answering refusal = new Answering(phone, invite, source);
            theirs = refusal;
            refusal.send(SipPhone.response(invite, 491, "Request Pending"), () -> {});
            return;
        }
        if (before != null) {
            before.stop();
        }
        call.dialog().retarget(invite, !phone.transport().isReliable());
        theirsWithoutOffer = invite.body().isBlank();
        Answering answering = new Answering(phone, invite, source);
        theirs = answering;
        String own = theirsWithoutOffer
                ? call.audio().offer(Direction.SENDRECV)
                : call.audio().answer(invite.body());
        answering.send(description(invite, own), () -> {});
        call.heldByPeer(call.audio().heldByPeer());
    }

    void receiveUpdate(SipMessage update, InetSocketAddress source) {
        call.dialog().retarget(update, !phone.transport().isReliable());
        if (update.body().isBlank()) {
            phone.respond(update, SipPhone.response(update, 200, "OK").add("Contact", phone.contact()), source);
            return;
        }
        phone.respond(update, description(update, call.audio().answer(update.body())), source);
        call.heldByPeer(call.audio().heldByPeer());
    }

    private SipMessage description(SipMessage request, @Nullable String own) {
        if (own == null) {
            return SipPhone.response(request, 488, Reasons.of(488));
        }
        return SipPhone.response(request, 200, "OK")
                .add("Contact", phone.contact())
                .add("Allow", SipPhone.ALLOW)
                .body("application/sdp", own);
    }

    void acknowledged(SipMessage ack) {
        Answering answering = theirs;
        if (answering != null && answering.answers(ack)) {
            answering.acknowledged();
            if (theirsWithoutOffer && !ack.body().isBlank()) {
                call.audio().accept(ack.body());
                call.heldByPeer(call.audio().heldByPeer());
            }
        }
    }

    void stop() {
        if (theirs != null) {
            theirs.stop();
        }
    }
}

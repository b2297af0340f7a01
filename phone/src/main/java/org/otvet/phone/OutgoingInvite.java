package org.otvet.phone;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.phone.SessionDescription.Direction;

/** The INVITE of our own call, until it is answered, refused or cancelled. Owned by the loop. */
final class OutgoingInvite {

    private final SipPhone phone;
    private final PhoneCall call;
    private final Dialog dialog;
    private final Map<String, String> headers;
    private SipMessage invite;
    private @Nullable SipMessage ack;
    private String answeredBy = "";
    private boolean challenged;
    private boolean provisional;
    private boolean cancelWanted;
    private boolean cancelSent;

    OutgoingInvite(SipPhone phone, PhoneCall call, Map<String, String> headers) {
        this.phone = phone;
        this.call = call;
        this.headers = headers;
        dialog = call.dialog();
        invite = invite(call.audio().offer(Direction.SENDRECV));
        call.outgoing(this);
    }

    private SipMessage invite(String offer) {
        SipMessage request = dialog.request("INVITE", dialog.nextSequence(), phone.via())
                .add("Contact", phone.contact())
                .add("Allow", SipPhone.ALLOW)
                .add("User-Agent", SipPhone.USER_AGENT)
                .body("application/sdp", offer);
        headers.forEach(request::set);
        return request;
    }

    void start() {
        phone.send(invite, dialog.hop(), this::receive);
    }

    private void receive(SipMessage response) {
        int status = response.status();
        if (status < 200) {
            provisional(response);
        } else if (status < 300) {
            answered(response);
        } else if ((status == 401 || status == 407) && !challenged && !cancelWanted) {
            challenged = true;
            SipMessage again = invite(invite.body());
            if (phone.authorize(again, response)) {
                invite = again;
                start();
            } else {
                call.end(new CallEnd(status, false, response.reason()));
            }
        } else {
            call.end(new CallEnd(status, cancelWanted, response.reason()));
        }
    }

    private void provisional(SipMessage response) {
        provisional = true;
        if (response.status() > 100) {
            if (!response.tag("To").isEmpty()) {
                dialog.establish(response, !phone.transport().isReliable());
            }
            if (!response.body().isBlank()) {
                call.audio().accept(response.body());
            }
            call.ringing(response.status());
        }
        if (cancelWanted) {
            cancel();
        }
    }

    private void answered(SipMessage response) {
        SipMessage before = ack;
        if (before != null && response.tag("To").equals(answeredBy)) {
            phone.transport().send(before, dialog.hop());
            return;
        }
        if (before != null) {
            return;
        }
        answeredBy = response.tag("To");
        dialog.establish(response, !phone.transport().isReliable());
        SipMessage acknowledgement = dialog.request("ACK", invite.sequence(), phone.via());
        ack = acknowledgement;
        phone.log().add("-> " + acknowledgement);
        phone.transport().send(acknowledgement, dialog.hop());
        if (cancelWanted || !call.audio().accept(response.body())) {
            call.sendBye();
        } else {
            call.advance(CallState.UP);
        }
    }

    /** Gives up; before a provisional response the CANCEL waits for it (RFC 3261 section 9.1). */
    void cancel() {
        cancelWanted = true;
        if (!provisional || cancelSent) {
            return;
        }
        cancelSent = true;
        SipMessage cancel = SipMessage.request("CANCEL", invite.uri())
                .add("Via", invite.get("Via"))
                .add("Max-Forwards", "70")
                .add("From", invite.get("From"))
                .add("To", invite.get("To"))
                .add("Call-ID", invite.callId())
                .add("CSeq", invite.sequence() + " CANCEL");
        invite.all("Route").forEach(route -> cancel.add("Route", route));
        phone.send(cancel, dialog.hop(), _ -> {});
    }
}

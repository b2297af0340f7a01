package org.otvet.phone;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the far side asks within a call: its end, changes of it, keys by INFO. Owned by the loop. */
final class CallRequests {

    private static final Pattern RELAYED = Pattern.compile("(?im)^signal\\s*=\\s*([0-9*#A-D])");

    private final SipPhone phone;
    private final PhoneCall call;
    private final Renegotiation renegotiation;

    CallRequests(SipPhone phone, PhoneCall call, Renegotiation renegotiation) {
        this.phone = phone;
        this.call = call;
        this.renegotiation = renegotiation;
    }

    void receive(SipMessage request, InetSocketAddress source) {
        IncomingInvite incoming = call.incoming();
        if (request.is("ACK")) {
            if (incoming == null || !incoming.acknowledged(request)) {
                renegotiation.acknowledged(request);
            }
            return;
        }
        if (request.is("CANCEL") && incoming != null) {
            incoming.cancelled(request, source);
            return;
        }
        if (request.is("INVITE") && request.tag("To").isEmpty()) {
            return;
        }
        if (call.state() == CallState.ENDED) {
            phone.respond(request, SipPhone.response(request, 481, "Call/Transaction Does Not Exist"), source);
        } else if (!call.dialog().inOrder(request)) {
            phone.respond(request, SipPhone.response(request, 500, "Out Of Order"), source);
        } else {
            inDialog(request, source);
        }
    }

    private void inDialog(SipMessage request, InetSocketAddress source) {
        switch (request.method()) {
            case "BYE" -> {
                phone.respond(request, SipPhone.response(request, 200, "OK"), source);
                IncomingInvite incoming = call.incoming();
                if (incoming != null) {
                    incoming.ended();
                }
                call.end(new CallEnd(200, false, request.get("Reason")));
            }
            case "INVITE" -> renegotiation.receiveInvite(request, source);
            case "UPDATE" -> renegotiation.receiveUpdate(request, source);
            case "INFO" -> {
                Matcher relayed = RELAYED.matcher(request.body());
                if (relayed.find()) {
                    call.pressed(relayed.group(1).charAt(0), 0);
                }
                phone.respond(request, SipPhone.response(request, 200, "OK"), source);
            }
            case "OPTIONS", "NOTIFY" ->
                phone.respond(request, SipPhone.response(request, 200, "OK").add("Allow", SipPhone.ALLOW), source);
            default ->
                phone.respond(
                        request,
                        SipPhone.response(request, 405, "Method Not Allowed").add("Allow", SipPhone.ALLOW),
                        source);
        }
    }
}

package org.otvet.phone;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way (RFC 3261 section 17.1): sent again over UDP until something comes back, acknowledged when it
 * is a refused INVITE, and ended after 32 s with a 408 of our own. Every 2xx to an INVITE is handed on, since each copy
 * wants its own ACK.
 */
final class ClientTransaction {

    private static final long T1 = 500;
    private static final long T2 = 4000;
    private static final long GIVE_UP = 64 * T1;

    private final PhoneLoop loop;
    private final SipTransport transport;
    private final SipMessage request;
    private final InetSocketAddress to;
    private final Consumer<SipMessage> onResponse;
    private final Runnable onGone;
    private PhoneLoop.@Nullable Alarm retransmission;
    private PhoneLoop.@Nullable Alarm giveUp;
    private boolean provisional;
    private boolean finished;

    ClientTransaction(
            PhoneLoop loop,
            SipTransport transport,
            SipMessage request,
            InetSocketAddress to,
            Consumer<SipMessage> onResponse,
            Runnable onGone) {
        this.loop = loop;
        this.transport = transport;
        this.request = request;
        this.to = to;
        this.onResponse = onResponse;
        this.onGone = onGone;
    }

    void start() {
        transport.send(request, to);
        if (!transport.isReliable()) {
            retransmitAfter(T1);
        }
        giveUp = loop.after(GIVE_UP, () -> {
            if (!finished && !(provisional && request.is("INVITE"))) {
                finish();
                onResponse.accept(SipMessage.response(request, 408, "Request Timeout", "none"));
            }
        });
    }

    private void retransmitAfter(long milliseconds) {
        retransmission = loop.after(milliseconds, () -> {
            transport.send(request, to);
            long doubled = milliseconds * 2;
            retransmitAfter(request.is("INVITE") ? doubled : Math.min(doubled, T2));
        });
    }

    void receive(SipMessage response) {
        boolean invite = request.is("INVITE");
        if (response.status() < 200) {
            provisional = true;
            if (invite) {
                stopRetransmitting();
            }
            if (!finished) {
                onResponse.accept(response);
            }
            return;
        }
        if (invite && response.status() >= 300) {
            acknowledge(response);
        }
        boolean again = finished;
        if (!again) {
            finish();
        }
        if (!again || invite && response.status() < 300) {
            onResponse.accept(response);
        }
    }

    private void acknowledge(SipMessage response) {
        SipMessage ack = SipMessage.request("ACK", request.uri())
                .add("Via", request.get("Via"))
                .add("Max-Forwards", "70")
                .add("From", request.get("From"))
                .add("To", response.get("To"))
                .add("Call-ID", request.callId())
                .add("CSeq", request.sequence() + " ACK");
        request.all("Route").forEach(route -> ack.add("Route", route));
        transport.send(ack, to);
    }

    private void finish() {
        finished = true;
        stopRetransmitting();
        if (giveUp != null) {
            giveUp.cancel();
        }
        loop.after(GIVE_UP, onGone);
    }

    private void stopRetransmitting() {
        if (retransmission != null) {
            retransmission.cancel();
        }
    }
}

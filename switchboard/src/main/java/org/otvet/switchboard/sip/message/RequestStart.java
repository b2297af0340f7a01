package org.otvet.switchboard.sip.message;

import java.util.List;

/**
 * The part of a request that its ACK and CANCEL repeat.
 *
 * @param via value of the one Via header
 * @param routes values of Route headers in their order
 * @param from value with tag
 * @param to value, with tag inside a dialog
 */
public record RequestStart(
        String method, String uri, String via, List<String> routes, String from, String to, String callId, long cseq) {

    /** Request line to CSeq, with Max-Forwards. */
    public MessageWriter begin(MessageWriter out) {
        out.reset().text(method).text(" ").text(uri).text(" SIP/2.0\r\nVia: ").text(via);
        out.text("\r\nMax-Forwards: 70\r\n");
        for (String route : routes) {
            out.text("Route: ").text(route).end();
        }
        out.text("From: ").text(from).text("\r\nTo: ").text(to);
        out.text("\r\nCall-ID: ").text(callId);
        return out.text("\r\nCSeq: ").number(cseq).text(" ").text(method).end();
    }

    /** ACK of a final response other than 2xx: same branch, To of the response (RFC 3261 section 17.1.1.3). */
    public byte[] ackOfFailure(MessageWriter out, SipResponse response) {
        String answered = response.first(HeaderName.TO);
        RequestStart ack =
                new RequestStart(Methods.ACK, uri, via, routes, from, answered == null ? to : answered, callId, cseq);
        return ack.begin(out).text("Content-Length: 0\r\n\r\n").toBytes();
    }

    /** CANCEL of this request: same branch and To (RFC 3261 section 9.1). */
    public RequestStart cancel() {
        return new RequestStart(Methods.CANCEL, uri, via, routes, from, to, callId, cseq);
    }
}

package org.otvet.switchboard.sip.message;

import java.net.InetSocketAddress;

/** Begins responses to requests: what RFC 3261 section 8.2.6 copies, with RFC 3581 in the top Via. */
public final class Responses {

    private Responses() {}

    /**
     * Status line, Via, From, To, Call-ID and CSeq.
     *
     * @param toTag added to To when it has none; empty adds nothing
     */
    public static MessageWriter begin(
            MessageWriter out, SipRequest request, InetSocketAddress from, int status, String reason, String toTag) {
        out.reset().text("SIP/2.0 ").number(status).text(" ").text(reason).end();
        boolean top = true;
        for (int i = 0; i < request.headerCount(); i++) {
            switch (request.idAt(i)) {
                case VIA -> {
                    out.text("Via: ");
                    if (top) {
                        topVia(out, request, i, from);
                        top = false;
                    } else {
                        request.writeValue(out, i);
                    }
                    out.end();
                }
                case FROM -> copy(out, "From: ", request, i);
                case TO -> {
                    out.text("To: ");
                    request.writeValue(out, i);
                    if (request.toTag().isEmpty() && !toTag.isEmpty()) {
                        out.text(";tag=").text(toTag);
                    }
                    out.end();
                }
                case CALL_ID -> copy(out, "Call-ID: ", request, i);
                case CSEQ -> copy(out, "CSeq: ", request, i);
                case TIMESTAMP -> {
                    if (status == 100) {
                        copy(out, "Timestamp: ", request, i);
                    }
                }
                case RECORD_ROUTE -> {
                    if (request.toTag().isEmpty() && status > 100 && status < 300) {
                        copy(out, "Record-Route: ", request, i);
                    }
                }
                default -> {}
            }
        }
        return out;
    }

    private static void copy(MessageWriter out, String name, SipRequest request, int index) {
        out.text(name);
        request.writeValue(out, index);
        out.end();
    }

    private static void topVia(MessageWriter out, SipRequest request, int index, InetSocketAddress from) {
        Via via = request.topVia();
        String address = from.getAddress() == null ? "" : from.getAddress().getHostAddress();
        if (via == null || (!via.rport() && via.host().equals(address))) {
            request.writeValue(out, index);
            return;
        }
        String value = request.valueAt(index);
        int comma = value.indexOf(',');
        String first = comma < 0 ? value : value.substring(0, comma).stripTrailing();
        int semicolon = first.indexOf(';');
        int parametersFrom = semicolon < 0 ? first.length() : semicolon;
        out.text(first.substring(0, parametersFrom));
        parameters(out, first, parametersFrom, from.getPort());
        out.text(";received=").text(address);
        if (comma >= 0) {
            out.text(value.substring(comma));
        }
    }

    private static void parameters(MessageWriter out, String via, int from, int port) {
        int at = from;
        while (at < via.length()) {
            int next = via.indexOf(';', at + 1);
            String parameter = (next < 0 ? via.substring(at + 1) : via.substring(at + 1, next)).strip();
            if (parameter.equalsIgnoreCase("rport")) {
                out.text(";rport=").number(port);
            } else if (!parameter.regionMatches(true, 0, "received=", 0, 9)) {
                out.text(";").text(parameter);
            }
            at = next < 0 ? via.length() : next;
        }
    }
}

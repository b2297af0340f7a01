package org.otvet.switchboard.sip.dialog;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipUri;
import org.otvet.switchboard.sip.message.Via;
import org.otvet.switchboard.sip.transaction.Peer;

/** What a request outside a dialog must look like before anybody thinks about it (RFC 3261 section 8.2). */
final class InviteRules {

    private static final String SDP = "application/sdp";

    private InviteRules() {}

    static boolean checkScheme(Agent agent, SipRequest request, Peer from) {
        String scheme = SipUri.schemeOf(request.uri()).toLowerCase(Locale.ROOT);
        boolean secured = scheme.equals("sips") && from.transport().isSecret();
        if (scheme.equals("sip") || scheme.equals("tel") || secured) {
            return true;
        }
        agent.refuse(request, from, 416, "", "");
        return false;
    }

    static boolean check(Agent agent, SipRequest request, Peer from) {
        if (!checkScheme(agent, request, from)) {
            return false;
        }
        Refusal body = bodyProblem(request);
        if (body != null) {
            agent.refuse(request, from, body.status(), "", body.lines());
            return false;
        }
        if (request.has(HeaderName.ACCEPT) && !acceptsSdp(request.values(HeaderName.ACCEPT))) {
            agent.refuse(request, from, 406, "", "");
            return false;
        }
        if (!request.has(HeaderName.CONTACT) && isModern(request)) {
            agent.refuse(request, from, 400, "Contact Missing", "");
            return false;
        }
        long least = agent.settings().leastSessionSeconds();
        if (SessionInterval.isTooShort(request, least)) {
            agent.refuse(request, from, 422, "", "Min-SE: " + least + "\r\n");
            return false;
        }
        return true;
    }

    /** RFC 2543 left Contact to the caller: From serves instead. */
    private static boolean isModern(SipRequest request) {
        Via via = request.topVia();
        return via != null && via.isModern();
    }

    /** Why the body of a request that may carry a session cannot be read, null when it can. */
    static @Nullable Refusal bodyProblem(SipRequest request) {
        String encoding = request.first(HeaderName.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return new Refusal(415, "Accept-Encoding: identity\r\n");
        }
        if (request.hasBody() && !request.contentType().equals(SDP)) {
            return new Refusal(415, "Accept: " + SDP + "\r\n");
        }
        return null;
    }

    /** @param lines further header lines with their ends */
    record Refusal(int status, String lines) {}

    private static boolean acceptsSdp(List<String> ranges) {
        for (String range : ranges) {
            int semicolon = range.indexOf(';');
            String type = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
            if (type.equalsIgnoreCase(SDP) || type.equals("*/*") || type.equalsIgnoreCase("application/*")) {
                return true;
            }
        }
        return false;
    }
}

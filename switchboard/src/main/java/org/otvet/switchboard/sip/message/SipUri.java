package org.otvet.switchboard.sip.message;

/**
 * A {@code sip:} or {@code sips:} URI.
 *
 * @param user unescaped, without password and user parameters; empty when absent
 * @param host IPv6 without brackets, otherwise as written
 * @param port -1 when absent
 */
public record SipUri(String user, String host, int port, Parameters parameters) {

    /** Scheme in the text before its colon, empty when there is none. */
    public static String schemeOf(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? "" : uri.substring(0, colon);
    }

    /** Whether the whole way to it must be secured (RFC 5630). */
    public static boolean isSips(String uri) {
        return uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    public static SipUri parse(String text) throws SipParseException {
        if (!text.regionMatches(true, 0, "sip:", 0, 4) && !isSips(text)) {
            throw new SipParseException("not a sip URI");
        }
        int start = isSips(text) ? 5 : 4;
        int question = text.indexOf('?', start);
        int at = text.indexOf('@', start);
        if (question >= 0 && question > at) {
            text = text.substring(0, question);
        }
        String user = "";
        if (at >= 0 && at < text.length()) {
            user = text.substring(start, at);
            int colon = user.indexOf(':');
            if (colon >= 0) {
                user = user.substring(0, colon);
            }
            user = Texts.unescape(user);
            start = at + 1;
        }
        int semicolon = text.indexOf(';', start);
        String hostPort = semicolon < 0 ? text.substring(start) : text.substring(start, semicolon);
        Parameters parameters = semicolon < 0 ? Parameters.NONE : Parameters.parse(text, semicolon);
        int hostEnd = HostPort.hostEnd(hostPort);
        String host = HostPort.host(hostPort, hostEnd);
        return new SipUri(user, host, HostPort.port(hostPort, hostEnd), parameters);
    }

    /** User part only, empty when the text is no sip URI or has none: for identification, never fails. */
    public static String userOf(String text) {
        try {
            if (text.regionMatches(true, 0, "tel:", 0, 4)) {
                int semicolon = text.indexOf(';');
                return Texts.unescape(semicolon < 0 ? text.substring(4) : text.substring(4, semicolon));
            }
            return parse(text).user();
        } catch (SipParseException e) {
            return "";
        }
    }
}

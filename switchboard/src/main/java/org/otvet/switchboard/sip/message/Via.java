package org.otvet.switchboard.sip.message;

/**
 * One Via value.
 *
 * @param transport in upper case
 * @param port -1 when absent
 * @param branch empty when absent
 * @param rport true when the sender asks for RFC 3581
 */
public record Via(String transport, String host, int port, String branch, boolean rport) {

    private static final String COOKIE = "z9hG4bK";

    /** True when the branch names the transaction as RFC 3261 has it. */
    public boolean isModern() {
        return branch.length() > COOKIE.length() && branch.startsWith(COOKIE);
    }

    static Via parse(String text) throws SipParseException {
        int i = word(text, 0, "SIP");
        i = slash(text, i);
        i = word(text, i, "2.0");
        i = slash(text, i);
        int transportStart = i;
        while (i < text.length() && Texts.isTokenByte(text.charAt(i))) {
            i++;
        }
        String transport = transport(text, transportStart, i);
        int hostStart = Parameters.skipBlank(text, i);
        if (transport.isEmpty() || hostStart == i) {
            throw new SipParseException("Via without transport");
        }
        int semicolon = text.indexOf(';', hostStart);
        String hostPort = (semicolon < 0 ? text.substring(hostStart) : text.substring(hostStart, semicolon)).strip();
        int hostEnd = HostPort.hostEnd(hostPort);
        String host = HostPort.host(hostPort, hostEnd);
        int port = HostPort.port(hostPort, hostEnd);
        if (semicolon < 0) {
            return new Via(transport, host, port, "", false);
        }
        Parameters parameters = Parameters.parse(text, semicolon);
        String branch = parameters.get("branch");
        return new Via(transport, host, port, branch == null ? "" : branch, parameters.has("rport"));
    }

    private static String transport(String text, int start, int end) {
        if (end - start == 3 && text.startsWith("UDP", start)) {
            return "UDP";
        }
        return text.substring(start, end).toUpperCase(java.util.Locale.ROOT);
    }

    private static int word(String text, int from, String word) throws SipParseException {
        int i = Parameters.skipBlank(text, from);
        if (!text.regionMatches(true, i, word, 0, word.length())) {
            throw new SipParseException("Via is not SIP/2.0");
        }
        return Parameters.skipBlank(text, i + word.length());
    }

    private static int slash(String text, int from) throws SipParseException {
        if (from >= text.length() || text.charAt(from) != '/') {
            throw new SipParseException("Via is not SIP/2.0");
        }
        return Parameters.skipBlank(text, from + 1);
    }
}

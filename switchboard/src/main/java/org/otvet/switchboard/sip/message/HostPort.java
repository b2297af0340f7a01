package org.otvet.switchboard.sip.message;

/** {@code host[:port]}, IPv6 in brackets. */
final class HostPort {

    private HostPort() {}

    static int hostEnd(String text) throws SipParseException {
        if (text.isEmpty()) {
            throw new SipParseException("host missing");
        }
        if (text.charAt(0) == '[') {
            int close = text.indexOf(']');
            if (close <= 1) {
                throw new SipParseException("no address in brackets");
            }
            for (int i = 1; i < close; i++) {
                char c = text.charAt(i);
                if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                    throw new SipParseException("not an IPv6 address");
                }
            }
            return close + 1;
        }
        int i = 0;
        while (i < text.length() && isHostChar(text.charAt(i))) {
            i++;
        }
        if (i == 0) {
            throw new SipParseException("host missing");
        }
        return i;
    }

    static String host(String text, int hostEnd) {
        return text.charAt(0) == '[' ? text.substring(1, hostEnd - 1) : text.substring(0, hostEnd);
    }

    static int port(String text, int hostEnd) throws SipParseException {
        int i = Parameters.skipBlank(text, hostEnd);
        if (i == text.length()) {
            return -1;
        }
        if (text.charAt(i) != ':') {
            throw new SipParseException("port expected");
        }
        return (int) Texts.number(text.substring(i + 1).strip(), 65_535);
    }

    private static boolean isHostChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }
}

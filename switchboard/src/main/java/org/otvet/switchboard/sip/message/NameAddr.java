package org.otvet.switchboard.sip.message;

/**
 * {@code name-addr} or {@code addr-spec} with header parameters, as From, To, Contact, Route carry it.
 *
 * @param display without quotes, empty when absent
 * @param uri raw, without angle brackets
 * @param parameters of the header, not of the URI
 */
public record NameAddr(String display, String uri, Parameters parameters) {

    public String tag() {
        String tag = parameters.get("tag");
        return tag == null ? "" : tag;
    }

    public static NameAddr parse(String text) throws SipParseException {
        int length = text.length();
        int i = Parameters.skipBlank(text, 0);
        if (i >= length) {
            throw new SipParseException("address missing");
        }
        String display = "";
        if (text.charAt(i) == '"') {
            int close = closingQuote(text, i);
            display = Parameters.unquoted(text.substring(i, close + 1));
            i = Parameters.skipBlank(text, close + 1);
            if (i >= length || text.charAt(i) != '<') {
                throw new SipParseException("address missing after name");
            }
        } else {
            int open = text.indexOf('<', i);
            if (open >= 0) {
                display = text.substring(i, open).strip();
                checkDisplay(display);
                i = open;
            }
        }
        if (text.charAt(i) == '<') {
            int close = text.indexOf('>', i);
            if (close < 0) {
                throw new SipParseException("angle bracket not closed");
            }
            String uri = text.substring(i + 1, close);
            checkUri(uri);
            return new NameAddr(display, uri, Parameters.parse(text, close + 1));
        }
        int end = text.indexOf(';', i);
        String uri = (end < 0 ? text.substring(i) : text.substring(i, end)).strip();
        checkUri(uri);
        if (uri.indexOf('?') >= 0) {
            throw new SipParseException("URI with headers needs angle brackets");
        }
        return new NameAddr("", uri, end < 0 ? Parameters.NONE : Parameters.parse(text, end));
    }

    private static int closingQuote(String text, int open) throws SipParseException {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        throw new SipParseException("quote not closed");
    }

    private static void checkDisplay(String display) throws SipParseException {
        for (int i = 0; i < display.length(); i++) {
            char c = display.charAt(i);
            if (c == '"' || c == ';' || c == '>') {
                throw new SipParseException("name needs quotes");
            }
        }
    }

    private static void checkUri(String uri) throws SipParseException {
        int colon = uri.indexOf(':');
        if (colon <= 0) {
            throw new SipParseException("URI without scheme");
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127) {
                throw new SipParseException("URI with forbidden character");
            }
        }
    }
}

package org.otvet.switchboard.sip.message;

import java.nio.charset.StandardCharsets;

/** URIs, addresses and Via values: a value or {@link SipParseException}. */
public final class FuzzSipUri {

    private FuzzSipUri() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        SipUri.userOf(text);
        try {
            SipUri uri = SipUri.parse(text);
            if (uri.host().isEmpty() || uri.port() > 65_535) {
                throw new IllegalStateException("not a URI: " + uri);
            }
        } catch (SipParseException e) {
            // The other good outcome.
        }
        try {
            NameAddr address = NameAddr.parse(text);
            if (address.uri().chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
                throw new IllegalStateException("an address that would break a header: " + address);
            }
            String escaped = Texts.escapeUser(SipUri.userOf(address.uri()));
            if (escaped.chars().anyMatch(c -> c <= ' ' || c > 126 || c == '@' || c == ':')) {
                throw new IllegalStateException("a user that would break a URI: " + escaped);
            }
        } catch (SipParseException e) {
            // The other good outcome.
        }
        try {
            Via.parse(text);
        } catch (SipParseException e) {
            // The other good outcome.
        }
        if (Texts.harmless(text).chars().anyMatch(c -> c < ' ' || c == '"')) {
            throw new IllegalStateException("text that would break a header");
        }
    }
}

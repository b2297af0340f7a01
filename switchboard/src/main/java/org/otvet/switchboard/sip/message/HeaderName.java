package org.otvet.switchboard.sip.message;

import java.nio.charset.StandardCharsets;

/** The headers we look at, with their compact forms (RFC 3261 section 20 and its extensions). */
public enum HeaderName {
    VIA("Via", 'v'),
    FROM("From", 'f'),
    TO("To", 't'),
    CALL_ID("Call-ID", 'i'),
    CSEQ("CSeq", '\0'),
    CONTACT("Contact", 'm'),
    CONTENT_LENGTH("Content-Length", 'l'),
    CONTENT_TYPE("Content-Type", 'c'),
    CONTENT_ENCODING("Content-Encoding", 'e'),
    MAX_FORWARDS("Max-Forwards", '\0'),
    ROUTE("Route", '\0'),
    RECORD_ROUTE("Record-Route", '\0'),
    REQUIRE("Require", '\0'),
    SUPPORTED("Supported", 'k'),
    UNSUPPORTED("Unsupported", '\0'),
    ALLOW("Allow", '\0'),
    ACCEPT("Accept", '\0'),
    EXPIRES("Expires", '\0'),
    MIN_EXPIRES("Min-Expires", '\0'),
    AUTHORIZATION("Authorization", '\0'),
    PROXY_AUTHORIZATION("Proxy-Authorization", '\0'),
    WWW_AUTHENTICATE("WWW-Authenticate", '\0'),
    PROXY_AUTHENTICATE("Proxy-Authenticate", '\0'),
    SESSION_EXPIRES("Session-Expires", 'x'),
    MIN_SE("Min-SE", '\0'),
    REASON("Reason", '\0'),
    RETRY_AFTER("Retry-After", '\0'),
    USER_AGENT("User-Agent", '\0'),
    SERVER("Server", '\0'),
    RSEQ("RSeq", '\0'),
    RACK("RAck", '\0'),
    P_ASSERTED_IDENTITY("P-Asserted-Identity", '\0'),
    TIMESTAMP("Timestamp", '\0'),
    DATE("Date", '\0'),
    OTHER("", '\0');

    private static final int TABLE = 256;
    private static final HeaderName[] BY_HASH = new HeaderName[TABLE];
    private static final HeaderName[] BY_LETTER = new HeaderName[128];
    private static final HeaderName[] ALL = values();

    static {
        for (HeaderName name : ALL) {
            if (name != OTHER) {
                int slot = hash(name.lower, 0, name.lower.length);
                while (BY_HASH[slot] != null) {
                    slot = (slot + 1) & (TABLE - 1);
                }
                BY_HASH[slot] = name;
            }
            if (name.compact != '\0') {
                BY_LETTER[name.compact] = name;
            }
        }
    }

    private final String text;
    private final char compact;
    private final byte[] lower;

    HeaderName(String text, char compact) {
        this.text = text;
        this.compact = compact;
        this.lower = text.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }

    /** As we write it. */
    public String text() {
        return text;
    }

    /** The header with this name in long or compact form, any case; {@link #OTHER} when we know none. */
    static HeaderName of(byte[] data, int start, int end) {
        int length = end - start;
        if (length == 1) {
            int letter = data[start] | 0x20;
            HeaderName found = letter > 0 && letter < 128 ? BY_LETTER[letter] : null;
            return found == null ? OTHER : found;
        }
        int slot = hash(data, start, end);
        while (true) {
            HeaderName candidate = BY_HASH[slot];
            if (candidate == null) {
                return OTHER;
            }
            if (candidate.lower.length == length && matches(candidate.lower, data, start)) {
                return candidate;
            }
            slot = (slot + 1) & (TABLE - 1);
        }
    }

    static HeaderName of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    static HeaderName at(int ordinal) {
        return ALL[ordinal];
    }

    private static boolean matches(byte[] lower, byte[] data, int start) {
        for (int i = 0; i < lower.length; i++) {
            byte b = data[start + i];
            if (lower[i] != (b >= 'A' && b <= 'Z' ? b | 0x20 : b)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] data, int start, int end) {
        int h = end - start;
        for (int i = start; i < end; i++) {
            h = h * 31 + (data[i] | 0x20);
        }
        return (h ^ (h >>> 8)) & (TABLE - 1);
    }
}

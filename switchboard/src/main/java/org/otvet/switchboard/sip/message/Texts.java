package org.otvet.switchboard.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The small lexical rules of RFC 3261 section 25 that several headers share. */
public final class Texts {

    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 32] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c : "-.!%*_+`'~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Texts() {}

    static boolean isTokenByte(int b) {
        return b > 0 && b < 128 && TOKEN[b];
    }

    /** True for a non-empty RFC 3261 token. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenByte(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean equalsAscii(String text, byte[] data, int start) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != data[start + i]) {
                return false;
            }
        }
        return true;
    }

    static String unfolded(byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            if (data[i] == '\n') {
                return unfold(new String(data, start, end - start, StandardCharsets.UTF_8));
            }
        }
        return new String(data, start, end - start, StandardCharsets.UTF_8);
    }

    private static String unfold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean folding = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                folding = true;
            } else if (!folding || (c != ' ' && c != '\t')) {
                if (folding) {
                    out.append(' ');
                    folding = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Splits at commas outside quotes and angle brackets. Empty elements are left out. */
    static void splitList(String value, List<String> into) {
        int start = 0;
        boolean quoted = false;
        int angle = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                angle++;
            } else if (c == '>') {
                angle = Math.max(0, angle - 1);
            } else if (c == ',' && angle == 0) {
                addTrimmed(value, start, i, into);
                start = i + 1;
            }
        }
        addTrimmed(value, start, value.length(), into);
    }

    private static void addTrimmed(String value, int start, int end, List<String> into) {
        String element = value.substring(start, end).strip();
        if (!element.isEmpty()) {
            into.add(element);
        }
    }

    static boolean containsToken(String list, String token) {
        int start = 0;
        int length = list.length();
        while (start < length) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? length : comma;
            int from = start;
            int to = end;
            while (from < to && isBlank(list.charAt(from))) {
                from++;
            }
            while (to > from && isBlank(list.charAt(to - 1))) {
                to--;
            }
            if (to - from == token.length() && list.regionMatches(true, from, token, 0, token.length())) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * A number of digits only.
     *
     * @throws SipParseException when it is none or above {@code most}
     */
    public static long number(String text, long most) throws SipParseException {
        long value = 0;
        if (text.isEmpty()) {
            throw new SipParseException("number missing");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new SipParseException("not a number");
            }
            value = value * 10 + (c - '0');
            if (value > most) {
                throw new SipParseException("number out of range");
            }
        }
        return value;
    }

    /** Undoes %-escapes; an incomplete escape stands for itself. */
    public static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%' && i + 2 < in.length) {
                int high = Character.digit(in[i + 1], 16);
                int low = Character.digit(in[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    out.write(high * 16 + low);
                    i += 2;
                    continue;
                }
            }
            out.write(in[i]);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Escapes what may not stand in the user part of a SIP URI. */
    public static String escapeUser(String user) {
        boolean clean = true;
        for (int i = 0; i < user.length() && clean; i++) {
            clean = isUserByte(user.charAt(i));
        }
        if (clean) {
            return user;
        }
        StringBuilder out = new StringBuilder(user.length() + 16);
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            if (isUserByte(b)) {
                out.append((char) b);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return out.toString();
    }

    private static boolean isUserByte(int b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || (b > 0 && "-_.!~*'()&=+$,;?/".indexOf(b) >= 0);
    }

    /** Takes out what would end a header or a quoted string: nobody's text may add lines to our messages. */
    public static String harmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 127 || c == '"' || c == '\\') {
                StringBuilder out = new StringBuilder(text.length());
                for (int j = 0; j < text.length(); j++) {
                    char d = text.charAt(j);
                    out.append(d < ' ' || d == 127 ? ' ' : d == '"' || d == '\\' ? '\'' : d);
                }
                return out.toString();
            }
        }
        return text;
    }

    /** For one line of a log: bounded, without control characters. */
    public static String printable(String text) {
        String bounded = text.length() > 200 ? text.substring(0, 200) : text;
        StringBuilder out = new StringBuilder(bounded.length());
        for (int i = 0; i < bounded.length(); i++) {
            char c = bounded.charAt(i);
            out.append(c < ' ' || (c >= 127 && c < 160) ? '.' : c);
        }
        return out.toString();
    }
}

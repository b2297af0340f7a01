package org.otvet.switchboard.registrar;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Authorization header of the Digest scheme. Never shows what it holds. */
final class DigestCredentials {

    private static final int MOST_FIELDS = 24;
    private final Map<String, String> fields;

    private DigestCredentials(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Null when it is another scheme or broken. */
    static @Nullable DigestCredentials parse(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Digest ", 0, 7)) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        int i = 7;
        int length = header.length();
        while (i < length) {
            i = skip(header, i);
            int nameStart = i;
            while (i < length && header.charAt(i) != '=' && header.charAt(i) != ',') {
                i++;
            }
            if (i >= length || header.charAt(i) != '=' || fields.size() >= MOST_FIELDS) {
                break;
            }
            String name = header.substring(nameStart, i).strip().toLowerCase(Locale.ROOT);
            i = skip(header, i + 1);
            StringBuilder value = new StringBuilder();
            i = value(header, i, value);
            if (i < 0) {
                return null;
            }
            fields.putIfAbsent(name, value.toString());
            while (i < length && header.charAt(i) != ',') {
                i++;
            }
            i++;
        }
        return new DigestCredentials(fields);
    }

    private static int value(String header, int from, StringBuilder into) {
        int i = from;
        if (i < header.length() && header.charAt(i) == '"') {
            for (i++; i < header.length(); i++) {
                char c = header.charAt(i);
                if (c == '"') {
                    return i + 1;
                }
                if (c == '\\' && i + 1 < header.length()) {
                    i++;
                    c = header.charAt(i);
                }
                into.append(c);
            }
            return -1;
        }
        while (i < header.length() && header.charAt(i) != ',') {
            into.append(header.charAt(i));
            i++;
        }
        into.setLength(into.toString().stripTrailing().length());
        return i;
    }

    private static int skip(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    String get(String name) {
        String value = fields.get(name);
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "DigestCredentials[hidden]";
    }
}

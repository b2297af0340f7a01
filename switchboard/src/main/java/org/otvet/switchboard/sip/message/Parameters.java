package org.otvet.switchboard.sip.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ;name=value} parameters in their order; a parameter without value has the empty one. */
public final class Parameters {

    static final Parameters NONE = new Parameters(List.of());
    private static final int MOST = 64;

    private final List<String> pairs;

    private Parameters(List<String> pairs) {
        this.pairs = pairs;
    }

    public @Nullable String get(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /** Reads from the first semicolon at {@code at} to the end. */
    static Parameters parse(String text, int at) throws SipParseException {
        int length = text.length();
        int i = skipBlank(text, at);
        if (i >= length) {
            return NONE;
        }
        List<String> pairs = new ArrayList<>(4);
        while (i < length) {
            if (text.charAt(i) != ';') {
                throw new SipParseException("parameter expected");
            }
            i = skipBlank(text, i + 1);
            int nameStart = i;
            while (i < length && isNameChar(text.charAt(i))) {
                i++;
            }
            if (i == nameStart) {
                throw new SipParseException("parameter without name");
            }
            String name = text.substring(nameStart, i);
            String value = "";
            i = skipBlank(text, i);
            if (i < length && text.charAt(i) == '=') {
                i = skipBlank(text, i + 1);
                int valueStart = i;
                i = valueEnd(text, i);
                value = unquoted(text.substring(valueStart, i));
                if (value.isEmpty() && i == valueStart) {
                    throw new SipParseException("parameter value missing");
                }
                i = skipBlank(text, i);
            }
            if (pairs.size() >= MOST * 2) {
                throw new SipParseException("too many parameters");
            }
            pairs.add(name);
            pairs.add(value);
        }
        return new Parameters(pairs);
    }

    private static boolean isNameChar(char c) {
        return Texts.isTokenByte(c) || c == '[' || c == ']' || c == ':' || c == '/' || c == '&' || c == '$';
    }

    private static int valueEnd(String text, int from) throws SipParseException {
        int length = text.length();
        int i = from;
        if (i < length && text.charAt(i) == '"') {
            for (i++; i < length; i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    return i + 1;
                }
            }
            throw new SipParseException("quote not closed");
        }
        while (i < length) {
            char c = text.charAt(i);
            if (c == ';' || c == ' ' || c == '\t' || c == '"' || c == '<' || c == '>') {
                break;
            }
            i++;
        }
        return i;
    }

    static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder out = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\\' && i + 1 < inner.length()) {
                i++;
                out.append(inner.charAt(i));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    static int skipBlank(String text, int from) {
        int i = from;
        while (i < text.length() && Texts.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pairs.size(); i += 2) {
            out.append(';').append(pairs.get(i));
            if (!pairs.get(i + 1).isEmpty()) {
                out.append('=').append(pairs.get(i + 1));
            }
        }
        return out.toString();
    }
}

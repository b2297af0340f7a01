package org.otvet.switchboard.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A message from the stack, read with none of the stack's own code. Text is one char a byte. */
record Reply(String startLine, List<String[]> headers, String body) {

    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type");

    static Reply parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int blank = text.indexOf("\r\n\r\n");
        var head = text.substring(0, blank).replaceAll("\r\n[ \t]+", " ");
        var lines = head.split("\r\n");
        var headers = new ArrayList<String[]>();
        for (var line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.add(new String[] {
                COMPACT.getOrDefault(name, name), line.substring(colon + 1).strip()
            });
        }
        return new Reply(lines[0], headers, text.substring(blank + 4));
    }

    boolean isResponse() {
        return startLine.startsWith("SIP/2.0 ");
    }

    /** 0 for a request. */
    int status() {
        return isResponse() ? Integer.parseInt(startLine.substring(8, 11)) : 0;
    }

    /** Empty for a response. */
    String method() {
        return isResponse() ? "" : startLine.substring(0, startLine.indexOf(' '));
    }

    /** Empty when absent. */
    String get(String name) {
        var all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(h -> h[0].equals(name.toLowerCase(Locale.ROOT)))
                .map(h -> h[1])
                .toList();
    }

    long cseq() {
        return Long.parseLong(get("cseq").split("\\s+")[0]);
    }

    String cseqMethod() {
        var parts = get("cseq").split("\\s+");
        return parts.length < 2 ? "" : parts[1];
    }

    @Override
    public String toString() {
        return startLine + " " + get("cseq") + " " + get("call-id");
    }
}

package org.otvet.switchboard.sip;

import java.util.Locale;
import java.util.Set;

/** Takes out of a SIP message what nobody who reads it later may learn: proofs of passwords, media keys, pressed keys. */
final class Blotted {

    private static final String BLOT = "***";
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "identity", "identity-info");
    private static final Set<String> SECRET_ATTRIBUTES = Set.of("a=crypto", "a=ice-pwd", "a=key-mgmt", "k=");

    private Blotted() {}

    static String text(String message) {
        int blank = message.indexOf("\r\n\r\n");
        String head = blank < 0 ? message : message.substring(0, blank);
        String body = blank < 0 ? "" : message.substring(blank + 4);
        StringBuilder out = new StringBuilder(message.length());
        boolean secret = false;
        boolean first = true;
        for (String line : head.split("\r\n", -1)) {
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                // a folded line belongs to the header before it
                if (!secret) {
                    out.append("\r\n").append(line);
                }
                continue;
            }
            int colon = line.indexOf(':');
            secret = !first
                    && colon > 0
                    && SECRET_HEADERS.contains(line.substring(0, colon).trim().toLowerCase(Locale.ROOT));
            out.append(first ? "" : "\r\n").append(secret ? line.substring(0, colon + 1) + " " + BLOT : line);
            first = false;
        }
        if (blank >= 0) {
            out.append("\r\n\r\n").append(isDescription(head) ? description(body) : body.isEmpty() ? "" : BLOT);
        }
        return out.toString();
    }

    private static boolean isDescription(String head) {
        return head.toLowerCase(Locale.ROOT).contains("application/sdp");
    }

    private static String description(String body) {
        StringBuilder out = new StringBuilder(body.length());
        for (String line : body.split("(?<=\n)", -1)) {
            String lower = line.toLowerCase(Locale.ROOT);
            String secret = SECRET_ATTRIBUTES.stream()
                    .filter(lower::startsWith)
                    .findFirst()
                    .orElse("");
            if (secret.isEmpty()) {
                out.append(line);
            } else {
                out.append(line, 0, secret.length())
                        .append(secret.endsWith("=") ? "" : ":")
                        .append(BLOT)
                        .append("\r\n");
            }
        }
        return out.toString();
    }
}

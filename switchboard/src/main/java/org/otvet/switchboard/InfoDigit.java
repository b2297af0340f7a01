package org.otvet.switchboard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key sent by INFO ({@code application/dtmf-relay} and {@code application/dtmf}). Length in ms. */
record InfoDigit(char key, int lengthMs) {

    private static final int USUAL_MS = 160;
    private static final int LONGEST_MS = 10_000;

    /** Null when the body holds none. */
    static @Nullable InfoDigit parse(String contentType, String body) {
        var type = contentType.toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/dtmf")) {
            return null;
        }
        char key = 0;
        int length = USUAL_MS;
        if (!type.startsWith("application/dtmf-relay")) {
            key = body.isBlank() ? 0 : body.strip().charAt(0);
        }
        for (var line : body.split("\r?\n", 8)) {
            int equals = line.indexOf('=');
            var name = equals < 0 ? "" : line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            var value = line.substring(equals + 1).strip();
            if (name.equals("signal") && !value.isEmpty()) {
                key = value.charAt(0);
            } else if (name.equals("duration")
                    && value.length() < 6
                    && value.chars().allMatch(Character::isDigit)
                    && !value.isEmpty()) {
                length = Math.min(LONGEST_MS, Integer.parseInt(value));
            }
        }
        key = Character.toUpperCase(key);
        return "0123456789*#ABCD".indexOf(key) < 0 ? null : new InfoDigit(key, length);
    }
}

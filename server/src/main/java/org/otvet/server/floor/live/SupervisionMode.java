package org.otvet.server.floor.live;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a supervisor is in an agent's call; {@code listen}, {@code whisper} and {@code barge-in} in JSON. */
public enum SupervisionMode {
    /** Hears all, is heard by nobody. */
    LISTEN,
    /** Is heard by the agent only. */
    WHISPER,
    /** Is heard by everybody. */
    BARGE_IN;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static SupervisionMode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

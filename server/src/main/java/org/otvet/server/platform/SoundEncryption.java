package org.otvet.server.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** Whether the sound of a trunk or telephone is encrypted; {@code off}, {@code optional} and {@code required} in JSON. */
public enum SoundEncryption {
    OFF,
    OPTIONAL,
    REQUIRED;

    public static final Set<String> CODES = Set.of("off", "optional", "required");

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static SoundEncryption of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}

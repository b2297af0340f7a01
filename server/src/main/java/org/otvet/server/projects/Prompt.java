package org.otvet.server.projects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something callers hear.
 *
 * @param projectId null when every project may use it
 * @param file WAV, mono, 8 kHz, 16-bit PCM
 */
public record Prompt(
        UUID id, @Nullable UUID projectId, String name, String locale, Kind kind, long lengthMs, Path file) {

    /** What it is used for. */
    public enum Kind {
        GREETING,
        MUSIC;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}

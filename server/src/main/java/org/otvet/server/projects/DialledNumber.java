package org.otvet.server.projects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A number of ours that callers dial.
 *
 * @param number as it comes in the request: digits, perhaps with a leading plus
 * @param trunkId only calls of this trunk, null for any
 */
public record DialledNumber(
        UUID id, String number, @Nullable UUID trunkId, UUID projectId, Destination destination, boolean active) {

    /**
     * Where its calls go.
     *
     * @param promptId the greeting of {@link Kind#GREETING_THEN_QUEUE}, null for the queue's own
     */
    public record Destination(
            Kind kind, UUID queueId, @Nullable UUID promptId) {}

    /** What happens to a call first. */
    public enum Kind {
        QUEUE,
        GREETING_THEN_QUEUE;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}

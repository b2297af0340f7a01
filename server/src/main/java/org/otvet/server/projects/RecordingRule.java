package org.otvet.server.projects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are recorded, and how. What a rule leaves open (null), the next wider one says: number, queue, calls out,
 * project.
 *
 * @param queueId of {@link Scope#QUEUE} only
 * @param numberId of {@link Scope#NUMBER} only
 * @param percent of {@link Mode#SHARE} only
 * @param announcementPromptId played to the customer before they are connected
 * @param pauseLimitSeconds longest pause, after which recording goes on by itself
 * @param keepDays of {@link Scope#PROJECT} only: how long recordings are kept, null for ever
 */
public record RecordingRule(
        UUID id,
        UUID projectId,
        Scope scope,
        @Nullable UUID queueId,
        @Nullable UUID numberId,
        @Nullable Mode mode,
        @Nullable Integer percent,
        @Nullable UUID announcementPromptId,
        @Nullable Integer pauseLimitSeconds,
        @Nullable Integer keepDays) {

    /** What a rule is for. */
    public enum Scope {
        PROJECT,
        /** Calls that agents make. */
        CALLS_OUT,
        QUEUE,
        NUMBER;

        @JsonValue
        public String code() {
            return RecordingRule.code(this);
        }

        @JsonCreator
        public static Scope of(String code) {
            return valueOf(constant(code));
        }
    }

    /** How it chooses. */
    public enum Mode {
        ALWAYS,
        NEVER,
        SHARE,
        BY_HAND;

        @JsonValue
        public String code() {
            return RecordingRule.code(this);
        }

        @JsonCreator
        public static Mode of(String code) {
            return valueOf(constant(code));
        }
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

package org.otvet.server.projects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of waiting callers. Who takes its calls is {@link org.otvet.server.people.Person#queueIds()}.
 *
 * @param weight 1 to 100: the larger, the sooner its callers are served against other queues'
 * @param missedLimit offers in a row an agent may miss before the state becomes "missed"
 * @param maxWaitSeconds null for as long as it takes
 */
public record Queue(
        UUID id,
        UUID projectId,
        String name,
        int weight,
        @Nullable UUID greetingPromptId,
        @Nullable UUID musicPromptId,
        AnswerMode answerMode,
        int offerTimeoutSeconds,
        int wrapUpSeconds,
        @Nullable Integer maxWaitSeconds,
        int missedLimit,
        int serviceTargetPercent,
        int serviceTargetSeconds,
        boolean recordCalls) {

    /** When the caller's leg is answered. */
    public enum AnswerMode {
        /** At once; the caller hears greeting and music. */
        AT_ONCE,
        /** When an agent answers; until then the caller hears ringing and pays nothing. */
        ON_AGENT;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static AnswerMode of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}

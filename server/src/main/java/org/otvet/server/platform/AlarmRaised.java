package org.otvet.server.platform;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Application event: something a person must look at has begun ({@code raised}) or is over.
 *
 * @param code stable name, for example {@code ledger-behind}; with {@code projectId} the key of the alarm
 * @param text one line for a person, with values and a hint
 * @param projectId the project it concerns, null for the whole program
 */
public record AlarmRaised(
        String code,
        Severity severity,
        String text,
        boolean raised,
        Instant at,
        @Nullable UUID projectId) {

    /** How soon a person must look. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}

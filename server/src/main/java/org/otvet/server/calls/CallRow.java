package org.otvet.server.calls;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the call list; durations in ms of what is over, {@code phase} is what goes on since {@code phaseSince}. */
record CallRow(
        UUID interactionId,
        @Nullable UUID projectId,
        String direction,
        String number,
        @Nullable String name,
        String dialled,
        @Nullable UUID trunkId,
        @Nullable UUID queueId,
        @Nullable UUID agentId,
        @Nullable String protocolCallId,
        Instant startedAt,
        @Nullable Instant connectedAt,
        @Nullable Instant endedAt,
        String result,
        @Nullable String endedBy,
        @Nullable String cause,
        @Nullable Integer protocolStatus,
        Phase phase,
        @Nullable Instant phaseSince,
        long waitMs,
        long talkMs,
        long holdMs,
        long wrapUpMs,
        @Nullable UUID dispositionId,
        @Nullable String notes,
        Instant lastFactAt,
        List<MissedOffer> missed,
        List<UUID> earlierAgents) {

    static final String IN_PROGRESS = "in-progress";
    static final String INTERRUPTED = "interrupted";

    /** What goes on in the call now. */
    enum Phase {
        NONE,
        WAITING,
        TALKING,
        HOLD,
        WRAP_UP;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Phase of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** An offer that was not taken. */
    record MissedOffer(
            UUID agentId,
            Instant at,
            @Nullable UUID queueId,
            String kind,
            @Nullable Instant handledAt) {}
}

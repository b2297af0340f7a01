package org.otvet.server.calls;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call as people see it in a list; durations count up to now for what goes on. */
record CallSummary(
        UUID interactionId,
        Instant startedAt,
        @Nullable Instant endedAt,
        String direction,
        @Nullable UUID projectId,
        @Nullable String projectName,
        @Nullable UUID queueId,
        @Nullable String queueName,
        String number,
        @Nullable String name,
        String dialled,
        @Nullable UUID agentId,
        @Nullable String agentName,
        List<Named> earlierAgents,
        String result,
        long waitSeconds,
        long talkSeconds,
        long holdSeconds,
        long wrapUpSeconds,
        @Nullable String endedBy,
        @Nullable String cause,
        @Nullable String disposition,
        @Nullable String notes,
        List<UUID> recordingIds,
        boolean recordingDeleted) {

    /** An agent who talked in the call before. */
    record Named(UUID id, String name) {}
}

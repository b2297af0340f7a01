package org.otvet.server.recordings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a recording.
 *
 * @param endedAt null while it runs
 * @param lengthMs 0 while it runs
 * @param problem what is wrong with it, null when nothing is
 * @param deletedAt when its key and its file were removed, null while it is there
 * @param held kept from any deletion
 */
public record RecordingInfo(
        UUID id,
        UUID interactionId,
        @Nullable UUID agentId,
        @Nullable UUID projectId,
        Instant startedAt,
        @Nullable Instant endedAt,
        long lengthMs,
        @Nullable String problem,
        @Nullable Instant deletedAt,
        boolean held) {}

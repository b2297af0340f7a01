package org.otvet.server.calls;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Figures since an instant from the stored facts; the floor starts from them and counts on by itself. */
public interface CallsToday {

    /** Every agent with at least one call or missed offer since then. */
    List<AgentFigures> agents(Instant since);

    /**
     * Every queue with at least one call since then.
     *
     * @param targetMs waiting time within which an answer counts as in time, by queue; a queue that is not named counts
     *     none as in time
     */
    List<QueueFigures> queues(Instant since, Map<UUID, Long> targetMs);

    /** Missed offers since then that nobody has handled yet, the latest first, at most 50 an agent. */
    List<MissedCall> missed(Instant since);

    /** @param handleMs talk, hold and wrap-up together */
    record AgentFigures(UUID agentId, int calls, long talkMs, long handleMs, int missed) {}

    /** @param answeredWaitMs waiting times of the answered calls together */
    record QueueFigures(
            UUID queueId, int offered, int answered, int abandoned, int withinTarget, long answeredWaitMs) {}

    /**
     * An offer the agent did not take; not listed when the same agent took the call in the end.
     *
     * @param kind {@code not-answered}, {@code caller-gave-up} or {@code unreachable}
     */
    record MissedCall(
            UUID interactionId,
            UUID agentId,
            @Nullable UUID projectId,
            @Nullable UUID queueId,
            String number,
            @Nullable String name,
            Instant at,
            String kind) {}
}

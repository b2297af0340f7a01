package org.otvet.server.outbound;

import org.jspecify.annotations.Nullable;
import org.otvet.server.outbound.OutboundRules.Limits;
import org.otvet.server.outbound.OutboundRules.Refusal;

/**
 * What was used of a day's limits.
 *
 * @param ms time talked
 */
public record Spent(long calls, long ms, long costMicros) {

    public static final Spent NOTHING = new Spent(0, 0, 0);

    private static final long MINUTE_MS = 60_000;

    public Spent plus(Spent other) {
        return new Spent(calls + other.calls, ms + other.ms, costMicros + other.costMicros);
    }

    /** What a conversation costs: each second begun, at the price of a minute. */
    public static long cost(long ms, long costMicros) {
        long seconds = Math.ceilDiv(ms, 1_000L);
        return Math.ceilDiv(seconds * costMicros, 60L);
    }

    /** Why no further call may begin, null when one may. */
    public @Nullable Refusal exhausted(Limits limits, boolean ofAgent) {
        if (limits.calls() > 0 && calls >= limits.calls()) {
            return ofAgent ? Refusal.AGENT_CALLS : Refusal.PROJECT_CALLS;
        }
        if (limits.minutes() > 0 && ms >= limits.minutes() * MINUTE_MS) {
            return ofAgent ? Refusal.AGENT_MINUTES : Refusal.PROJECT_MINUTES;
        }
        if (limits.costMicros() > 0 && costMicros >= limits.costMicros()) {
            return ofAgent ? Refusal.AGENT_COST : Refusal.PROJECT_COST;
        }
        return null;
    }

    /**
     * How long {@code running} conversations, which cost {@code ratesMicros} a minute together, can go on before the
     * limits are reached; {@link Long#MAX_VALUE} without one. The time they have lasted is counted here already.
     */
    public long leftMs(Limits limits, int running, long ratesMicros) {
        long left = Long.MAX_VALUE;
        if (limits.minutes() > 0) {
            left = Math.max(0, limits.minutes() * MINUTE_MS - ms) / Math.max(1, running);
        }
        if (limits.costMicros() > 0 && ratesMicros > 0) {
            long money = Math.max(0, limits.costMicros() - costMicros);
            left = Math.min(left, (long) (money * (double) MINUTE_MS / ratesMicros));
        }
        return left;
    }
}

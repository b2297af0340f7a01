package org.otvet.routing;

/**
 * How long an interaction will go on waiting, as a distribution. With handling times that are about exponential, the agents
 * become free at a rate that is known from {@code handled} interactions which took {@code handledMs} together (a gamma
 * posterior), so the wait for the departure that counts is {@code handledMs / agents} times a beta prime variate.
 *
 * @param departures how many interactions must end until it is its turn; 0 when an agent is free. Those in other lines count
 *     by the share of their agents who also serve this one
 * @param agents on duty in its line, times how many of the medium each takes
 */
public record WaitEstimate(double departures, double agents, double handled, double handledMs) {

    /** {@link #quantileMs} when no agent is on duty. */
    public static final long NO_END = Long.MAX_VALUE;

    /**
     * The time within which the wait is over with probability {@code share}, from now on, in ms.
     *
     * @param share more than 0 and less than 1
     */
    public long quantileMs(double share) {
        if (departures <= 0) {
            return 0;
        }
        if (agents <= 0) {
            return NO_END;
        }
        double z = Beta.quantile(share, departures, handled);
        return Math.round(handledMs / agents * z / (1 - z));
    }
}

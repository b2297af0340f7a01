package org.otvet.simulator.theory;

/**
 * Calls wait for as long as it takes (M/M/n). Where the load is not below the agents everybody waits for ever.
 *
 * @param load arrivals in the mean handling time, in erlang
 * @param handleSeconds the mean handling time
 */
public record ErlangC(double load, int agents, double handleSeconds) {

    public static ErlangC of(double arrivalsPerSecond, double handleSeconds, int agents) {
        return new ErlangC(arrivalsPerSecond * handleSeconds, agents, handleSeconds);
    }

    /** The share of calls that wait. */
    public double waitProbability() {
        if (load >= agents) {
            return load == 0 ? 0 : 1;
        }
        double blocking = ErlangB.blocking(load, agents);
        return blocking / (1 - load / agents * (1 - blocking));
    }

    /** The share of calls answered within {@code seconds}. */
    public double serviceLevel(double seconds) {
        if (load >= agents) {
            return load == 0 ? 1 : 0;
        }
        return 1 - waitProbability() * Math.exp(-(agents - load) * seconds / handleSeconds);
    }

    /** The mean wait of all calls, in seconds: the average speed of answer. */
    public double meanWait() {
        if (load >= agents) {
            return load == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return waitProbability() * handleSeconds / (agents - load);
    }

    /** The mean number of calls that wait. */
    public double meanWaiting() {
        return load / handleSeconds * meanWait();
    }

    /** The share of their time for which agents are busy. */
    public double occupancy() {
        return agents == 0 ? 0 : Math.min(1, load / agents);
    }

    /** The fewest agents who answer the share {@code level}, less than 1, within {@code seconds}. */
    public static int agentsFor(double level, double seconds, double load, double handleSeconds) {
        int agents = (int) load;
        while (new ErlangC(load, agents, handleSeconds).serviceLevel(seconds) < level) {
            agents++;
        }
        return agents;
    }
}

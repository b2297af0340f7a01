package org.otvet.simulator.theory;

/**
 * Callers lose patience after an exponential time (M/M/n+M). There is a steady state whatever the load.
 *
 * @param arrivalRate arrivals per unit of time, more than 0
 * @param serviceRate 1 / mean handling time
 * @param patienceRate 1 / mean patience, more than 0
 * @param agents 0 or more
 */
public record ErlangA(double arrivalRate, double serviceRate, double patienceRate, int agents) {

    private static final double TOO_LARGE = 1e200;
    private static final double TOO_SMALL = 1e-18;

    public ErlangA {
        if (!(arrivalRate > 0 && serviceRate > 0 && patienceRate > 0) || agents < 0) {
            throw new IllegalArgumentException("rates must be more than 0, agents 0 or more");
        }
    }

    /** In seconds. */
    public static ErlangA of(double arrivalsPerSecond, double handleSeconds, double patienceSeconds, int agents) {
        return new ErlangA(arrivalsPerSecond, 1 / handleSeconds, 1 / patienceSeconds, agents);
    }

    /** The share of callers who do not find a free agent. */
    public double waitProbability() {
        return sum((waiting, beyond) -> 1, 0);
    }

    /** The share of callers who hang up. */
    public double abandonProbability() {
        return patienceRate * meanWaiting() / arrivalRate;
    }

    /** The mean number of callers who wait. */
    public double meanWaiting() {
        return sum((waiting, beyond) -> waiting, 0);
    }

    /** The mean wait of all callers, those who hang up among them. */
    public double meanWait() {
        return meanWaiting() / arrivalRate;
    }

    /** The share of their time for which agents are busy. */
    public double occupancy() {
        return agents == 0 ? 0 : arrivalRate * (1 - abandonProbability()) / (agents * serviceRate);
    }

    /** The share of callers who would have to wait longer than {@code time}, were they patient. */
    public double offeredWaitBeyond(double time) {
        return sum((waiting, beyond) -> beyond, time);
    }

    /** The share of callers who wait longer than {@code time}, until answered or until they hang up. */
    public double waitBeyond(double time) {
        return offeredWaitBeyond(time) * Math.exp(-patienceRate * time);
    }

    private interface Weight {
        /**
         * @param waiting callers who wait
         * @param beyond the probability that another who comes now has to wait longer than the time in question
         */
        double of(int waiting, double beyond);
    }

    /**
     * The mean of a weight over the states in which all agents are busy. States are measured against that with nobody waiting,
     * of which Erlang B knows the share among those without a line.
     *
     * <p>Another caller who finds j waiting has to wait for j + 1 departures at the rates nμ, nμ+θ, … nμ+jθ; e^(−θ·wait) is then a
     * beta variate (nμ/θ, j + 1), of which the distribution function is a sum of j + 1 terms.
     */
    private double sum(Weight weight, double time) {
        double free = 1 / ErlangB.blocking(arrivalRate / serviceRate, agents) - 1;
        double state = 1;
        double all = 0;
        double weighted = 0;
        double shape = agents * serviceRate / patienceRate;
        double logTerm = -shape * patienceRate * time;
        double logPassed = Math.log(-Math.expm1(-patienceRate * time));
        double beyond = Math.exp(logTerm);
        for (int waiting = 0; ; waiting++) {
            all += state;
            weighted += state * weight.of(waiting, Math.min(1, beyond));
            double next = arrivalRate / (agents * serviceRate + (waiting + 1) * patienceRate);
            state *= next;
            if (next < 1 && state < TOO_SMALL * all) {
                return weighted / (free + all);
            }
            if (state > TOO_LARGE) {
                state /= TOO_LARGE;
                all /= TOO_LARGE;
                weighted /= TOO_LARGE;
                free /= TOO_LARGE;
            }
            if (time > 0 && shape > 0) {
                logTerm += logPassed + Math.log((shape + waiting) / (waiting + 1));
                beyond += Math.exp(logTerm);
            }
        }
    }
}

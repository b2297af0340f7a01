package org.otvet.simulator.theory;

/** Calls that find all agents busy are lost (M/M/n/n). */
public final class ErlangB {

    private ErlangB() {}

    /**
     * The share of calls lost.
     *
     * @param load arrivals in the mean handling time, in erlang, 0 or more
     * @param agents 0 or more
     */
    public static double blocking(double load, int agents) {
        double blocking = 1;
        for (int n = 1; n <= agents; n++) {
            blocking = load * blocking / (n + load * blocking);
        }
        return load == 0 && agents == 0 ? 0 : blocking;
    }

    /** The load of which {@code agents} lose the share {@code blocking}, more than 0 and less than 1. */
    public static double load(double blocking, int agents) {
        double low = 0;
        double high = 1;
        while (blocking(high, agents) < blocking) {
            high *= 2;
        }
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (blocking(middle, agents) < blocking) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}

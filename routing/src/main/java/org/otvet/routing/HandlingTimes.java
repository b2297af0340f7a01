package org.otvet.routing;

/** How long interactions keep an agent, from accepted to the end of the wrap-up; the last few hundred weigh most. */
final class HandlingTimes {

    private static final double KEPT = 1 - 1 / 300.0;
    private static final long LONGEST_WRAP_UP = 600_000;
    /** What is believed before anything was seen, with the weight of this many interactions. */
    private static final double BELIEVED = 2;

    private static final double BELIEVED_MS = 180_000;

    private double count = BELIEVED;
    private double sumMs = BELIEVED * BELIEVED_MS;

    /** @param freeMs when the agent was ready again; a longer absence than a wrap-up is not counted */
    void add(long takenMs, long finishedMs, long freeMs) {
        boolean wrapUp = freeMs > finishedMs && freeMs - finishedMs <= LONGEST_WRAP_UP;
        count = count * KEPT + 1;
        sumMs = sumMs * KEPT + Math.max(1, (wrapUp ? freeMs : finishedMs) - takenMs);
    }

    double count() {
        return count;
    }

    double sumMs() {
        return sumMs;
    }

    double meanMs() {
        return sumMs / count;
    }
}

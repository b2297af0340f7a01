package org.otvet.simulator.virtual;

import java.util.function.IntToDoubleFunction;

/** What became of each caller who counts, in the order they came. */
public final class Outcomes {

    private static final int BATCHES = 20;
    /** Student's t for 19 degrees of freedom, 99.9 % two-sided. */
    private static final double T = 3.883;

    /** A mean with its 99.9 % confidence interval, from the means of 20 batches that follow each other. */
    public record Interval(double mean, double halfWidth) {

        public boolean contains(double value) {
            return Math.abs(value - mean) <= halfWidth;
        }
    }

    private final int first;
    private final long[] waitMs;
    private final boolean[] abandoned;
    private int open;

    Outcomes(int first, int count) {
        this.first = first;
        this.waitMs = new long[count];
        this.abandoned = new boolean[count];
        this.open = count;
    }

    boolean counts(int caller) {
        return caller >= first && caller < first + waitMs.length;
    }

    boolean complete() {
        return open == 0;
    }

    void answered(int caller, long waited) {
        if (counts(caller)) {
            waitMs[caller - first] = waited;
            open--;
        }
    }

    void abandoned(int caller, long waited) {
        if (counts(caller)) {
            abandoned[caller - first] = true;
            answered(caller, waited);
        }
    }

    /** The share of all callers answered within {@code seconds}. */
    public Interval serviceLevel(double seconds) {
        return mean(i -> !abandoned[i] && waitMs[i] <= seconds * 1000 ? 1 : 0);
    }

    /** The mean wait of all callers, in seconds. */
    public Interval meanWait() {
        return mean(i -> waitMs[i] / 1000.0);
    }

    public Interval waitProbability() {
        return mean(i -> waitMs[i] > 0 ? 1 : 0);
    }

    public Interval abandonProbability() {
        return mean(i -> abandoned[i] ? 1 : 0);
    }

    private Interval mean(IntToDoubleFunction of) {
        int size = waitMs.length / BATCHES;
        double sum = 0;
        double squares = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            double total = 0;
            for (int i = 0; i < size; i++) {
                total += of.applyAsDouble(batch * size + i);
            }
            sum += total / size;
            squares += total / size * (total / size);
        }
        double mean = sum / BATCHES;
        double variance = Math.max(0, squares - BATCHES * mean * mean) / (BATCHES - 1);
        return new Interval(mean, T * Math.sqrt(variance / BATCHES));
    }
}

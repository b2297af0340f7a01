package org.otvet.routing;

/** How good estimates were, once the waits they spoke of are over. Not thread-safe. */
public final class EstimateErrors {

    private long count;
    private long covered;
    private double sumMs;
    private double sumAbsoluteMs;

    /** A wait that was estimated at {@code estimatedMs} took {@code actualMs}. */
    public void add(long estimatedMs, long actualMs) {
        count++;
        if (actualMs <= estimatedMs) {
            covered++;
        }
        sumMs += estimatedMs - actualMs;
        sumAbsoluteMs += Math.abs(estimatedMs - actualMs);
    }

    public long count() {
        return count;
    }

    /** The share of waits that were over in the time estimated: of a quantile the share it was asked for. NaN before any. */
    public double covered() {
        return (double) covered / count;
    }

    /** Estimated less actual, on the average. NaN before any. */
    public double biasMs() {
        return sumMs / count;
    }

    /** The average distance, either way. NaN before any. */
    public double meanAbsoluteMs() {
        return sumAbsoluteMs / count;
    }
}

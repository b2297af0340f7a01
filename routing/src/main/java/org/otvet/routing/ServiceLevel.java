package org.otvet.routing;

/** The share of interactions lately accepted in time, the last weighing most. */
final class ServiceLevel {

    private static final double WEIGHT_OF_ONE = 0.02;

    private double inTime = 1;

    void accepted(boolean withinTarget) {
        inTime += WEIGHT_OF_ONE * ((withinTarget ? 1 : 0) - inTime);
    }

    /** Per cent missing to the target. */
    double shortfall(ServiceTarget target) {
        return Math.max(0, target.percent() - 100 * inTime);
    }
}

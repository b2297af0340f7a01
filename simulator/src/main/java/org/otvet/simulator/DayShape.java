package org.otvet.simulator;

import java.time.LocalTime;

/** How busy the hours of a day are against the busiest one, 0 to 1, straight lines between full hours. */
public record DayShape(double[] byHour) {

    /** A shop's day: quiet night, peaks before noon and after work. */
    public static final DayShape SHOP = new DayShape(new double[] {
        0.35, 0.3, 0.3, 0.3, 0.3, 0.35, 0.4, 0.5, 0.7, 0.9, 1.0, 1.0, 0.9, 0.8, 0.8, 0.85, 0.9, 0.95, 1.0, 0.9, 0.75,
        0.6, 0.5, 0.4
    });

    public static final DayShape FLAT = new DayShape(
            java.util.stream.DoubleStream.generate(() -> 1).limit(24).toArray());

    public DayShape {
        if (byHour.length != 24) {
            throw new IllegalArgumentException("a day has 24 hours, not " + byHour.length);
        }
        byHour = byHour.clone();
    }

    @Override
    public double[] byHour() {
        return byHour.clone();
    }

    public double at(LocalTime time) {
        double minute = time.toSecondOfDay() / 3600.0 - time.getHour();
        return byHour[time.getHour()] * (1 - minute) + byHour[(time.getHour() + 1) % 24] * minute;
    }
}

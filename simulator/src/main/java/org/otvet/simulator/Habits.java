package org.otvet.simulator;

import java.time.Duration;
import java.time.LocalTime;
import java.util.random.RandomGenerator;

/**
 * How simulated people behave; every draw takes its randomness as an argument.
 *
 * @param callsPerHour at the busiest time of the day
 * @param day how busy the rest of the day is
 * @param talkMedian half of the conversations are shorter (lognormal)
 * @param talkSpread sigma of the logarithm; 0 makes all the same
 * @param patience mean time a caller waits for an agent before giving up (exponential, at least 5 s)
 * @param ringMin shortest time an agent lets it ring
 * @param ringMax longest
 * @param overlooked share of offers an agent does not answer at all, 0 to 1
 * @param callsAtOnce a caller that would exceed it does not call
 */
public record Habits(
        double callsPerHour,
        DayShape day,
        Duration talkMedian,
        double talkSpread,
        Duration patience,
        Duration ringMin,
        Duration ringMax,
        double overlooked,
        int callsAtOnce) {

    /** About four conversations at once at the busiest time. */
    public static final Habits CALM = new Habits(
            160,
            DayShape.SHOP,
            Duration.ofSeconds(55),
            0.5,
            Duration.ofMinutes(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            0.03,
            8);

    /** Keeps six agents busy at any hour, so that somebody who looks on soon sees, and takes, a call. */
    public static final Habits LIVELY = new Habits(
            300,
            DayShape.FLAT,
            Duration.ofSeconds(45),
            0.5,
            Duration.ofSeconds(90),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            0.03,
            10);

    /** Time until the next caller of a Poisson process at the rate of {@code now}. */
    public Duration untilNext(LocalTime now, RandomGenerator random) {
        double perSecond = callsPerHour * day.at(now) / 3600;
        return seconds(-Math.log(1 - random.nextDouble()) / perSecond);
    }

    public Duration talk(RandomGenerator random) {
        double median = talkMedian.toMillis() / 1000.0;
        return seconds(Math.max(3, median * Math.exp(talkSpread * random.nextGaussian())));
    }

    public Duration patience(RandomGenerator random) {
        return seconds(5 - Math.log(1 - random.nextDouble()) * patience.toMillis() / 1000.0);
    }

    public long ringMs(RandomGenerator random) {
        return random.nextLong(ringMin.toMillis(), ringMax.toMillis() + 1);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, 86_400) * 1000));
    }
}

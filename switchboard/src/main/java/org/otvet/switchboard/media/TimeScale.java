package org.otvet.switchboard.media;

/** Makes sound shorter without changing its pitch: cuts one period out and blends the ends into each other. */
final class TimeScale {

    private final int shortest;
    private final int longest;
    private final int blend;

    TimeScale(int sampleRate) {
        shortest = sampleRate / 400;
        longest = sampleRate / 80;
        blend = sampleRate / 200;
    }

    /** How many samples there must be. */
    int needed() {
        return longest + 2 * blend;
    }

    /**
     * Cuts near {@code from}.
     *
     * @return how many samples fewer there are, 0 when there were too few
     */
    int shorten(short[] samples, int from, int to) {
        if (to - from < needed()) {
            return 0;
        }
        int best = shortest;
        double least = Double.MAX_VALUE;
        for (int lag = shortest; lag <= longest; lag++) {
            double difference = 0;
            for (int i = 0; i < blend; i++) {
                double apart = samples[from + i] - samples[from + lag + i];
                difference += apart * apart;
            }
            if (difference < least) {
                least = difference;
                best = lag;
            }
        }
        for (int i = 0; i < blend; i++) {
            int before = samples[from + i];
            int after = samples[from + best + i];
            samples[from + i] = (short) (before + (after - before) * i / blend);
        }
        System.arraycopy(samples, from + best + blend, samples, from + blend, to - from - best - blend);
        return best;
    }
}

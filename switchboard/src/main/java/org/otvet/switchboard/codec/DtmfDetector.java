package org.otvet.switchboard.codec;

/**
 * Finds keys (DTMF, ITU-T Q.23) in sound, in the manner of ITU-T Q.24: each of the two tones from about -40 dBm0 up, the
 * higher one at most 4 dB stronger and at most 8 dB weaker than the lower, nothing else beside them, 40 ms or longer. Gaps
 * of up to 10 ms do not make two keys of one. One thread.
 */
public final class DtmfDetector {

    /** Hears of a key when it has been let go. */
    @FunctionalInterface
    public interface Listener {
        void onKey(char key, int lengthMs);
    }

    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    private static final String[] KEYS = {"123A", "456B", "789C", "*0#D"};

    /** 12.75 ms: a key of 40 ms holds two of them whole, and the tones of a group are a bin apart. */
    private static final int BLOCK = 102;

    /** 4 and 8 dB, and what the tones of one group disturb the measure of the other. */
    private static final double HIGHER_AT_MOST = 3.55;

    private static final double LOWER_AT_MOST = 10;
    private static final double OTHERS_BELOW = 6.31;

    /** Of the block's power the two tones must hold this part: speech never does for long. */
    private static final double PURITY = 0.76;

    /** A block that a tone fills in part only has halves that differ by more. */
    private static final double EVENNESS = 0.6;

    /** A gap of 10 ms spoils at most two blocks, a pause of 40 ms at least three. */
    private static final int MISSES_OF_A_PAUSE = 3;

    /** A sine of -40 dBm0, where 3.14 dBm0 is full scale. */
    private static final double SOFTEST = 224;

    private static final double LEAST_POWER = SOFTEST * SOFTEST / 2;

    private static final double[] COEFFICIENTS = new double[8];

    static {
        for (int i = 0; i < 4; i++) {
            COEFFICIENTS[i] = 2 * Math.cos(2 * Math.PI * LOW[i] / G711.SAMPLES_PER_SECOND);
            COEFFICIENTS[4 + i] = 2 * Math.cos(2 * Math.PI * HIGH[i] / G711.SAMPLES_PER_SECOND);
        }
    }

    private final Listener listener;
    private final double[] previous = new double[8];
    private final double[] beforePrevious = new double[8];
    private final double[] powers = new double[8];
    private double energy;
    private double firstHalf;
    private int heard;

    private char pressed;
    private char last;
    private int blocks;
    private int misses;

    public DtmfDetector(Listener listener) {
        this.listener = listener;
    }

    /** @param samples 16 bits, linear, 8,000 a second */
    public void hear(short[] samples, int count) {
        for (int i = 0; i < count; i++) {
            double sample = samples[i];
            energy += sample * sample;
            for (int tone = 0; tone < 8; tone++) {
                double next = sample + COEFFICIENTS[tone] * previous[tone] - beforePrevious[tone];
                beforePrevious[tone] = previous[tone];
                previous[tone] = next;
            }
            if (++heard == BLOCK / 2) {
                firstHalf = energy;
            } else if (heard == BLOCK) {
                onBlock(found());
            }
        }
    }

    private char found() {
        for (int tone = 0; tone < 8; tone++) {
            double power = previous[tone] * previous[tone]
                    + beforePrevious[tone] * beforePrevious[tone]
                    - COEFFICIENTS[tone] * previous[tone] * beforePrevious[tone];
            // the mean power of a sine that stands exactly at this tone
            powers[tone] = 2 * power / BLOCK / BLOCK;
        }
        double mean = energy / BLOCK;
        int low = strongest(0);
        int high = strongest(4);
        double lower = powers[low];
        double higher = powers[high];
        boolean isKey = lower >= LEAST_POWER
                && higher >= LEAST_POWER
                && higher <= lower * HIGHER_AT_MOST
                && lower <= higher * LOWER_AT_MOST
                && stands(low, 0)
                && stands(high, 4)
                && lower + higher >= PURITY * mean
                && Math.min(firstHalf, energy - firstHalf) >= EVENNESS * Math.max(firstHalf, energy - firstHalf);
        return isKey ? KEYS[low].charAt(high - 4) : 0;
    }

    private int strongest(int from) {
        int best = from;
        for (int tone = from + 1; tone < from + 4; tone++) {
            if (powers[tone] > powers[best]) {
                best = tone;
            }
        }
        return best;
    }

    private boolean stands(int best, int from) {
        for (int tone = from; tone < from + 4; tone++) {
            if (tone != best && powers[tone] * OTHERS_BELOW > powers[best]) {
                return false;
            }
        }
        return true;
    }

    /** Two blocks that agree make a key; enough without it, or two of another key, let it go. */
    private void onBlock(char now) {
        boolean agreed = now != 0 && now == last;
        if (pressed != 0 && now == pressed) {
            blocks += 1 + misses;
            misses = 0;
        } else if (pressed != 0 && (++misses == MISSES_OF_A_PAUSE || agreed)) {
            listener.onKey(pressed, blocks * BLOCK / G711.SAMPLES_PER_MS);
            pressed = 0;
        }
        if (pressed == 0 && agreed) {
            pressed = now;
            blocks = 2;
            misses = 0;
        }
        last = now;
        heard = 0;
        energy = 0;
        for (int tone = 0; tone < 8; tone++) {
            previous[tone] = 0;
            beforePrevious[tone] = 0;
        }
    }
}

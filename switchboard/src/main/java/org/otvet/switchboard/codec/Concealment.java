package org.otvet.switchboard.codec;

/**
 * Makes up sound for lost packets by going on with the pitch of what was heard last, after the description in ITU-T G.711
 * appendix I: the last period is repeated, after 10 ms the last two and after 20 ms the last three, ever softer, until
 * after 60 ms there is silence. What is heard next is blended in.
 *
 * <p>Other than there, nothing is delayed: the joint is made in the sound that follows it.
 */
final class Concealment {

    /** Pitch from 66 to 200 Hz. */
    private static final int LOWEST_PITCH = 200;

    private static final int HIGHEST_PITCH = 66;
    private static final int HISTORY_MS = 49;
    private static final int COMPARED_MS = 20;
    private static final int STEP_MS = 10;
    private static final int STEPS_TO_SILENCE = 6;
    private static final int BLEND_MS = 4;

    private final int shortest;
    private final int longest;
    private final int compared;
    private final int step;
    private final int blend;
    private final int stride;
    private final short[] history;
    private final short[] repeated;

    /** What was heard before the loss; the history itself goes on with what is made up. */
    private final short[] original;

    private int lost;
    private int period;
    private int periods;
    private int position;
    private int offset;

    Concealment(int sampleRate) {
        shortest = sampleRate / LOWEST_PITCH;
        longest = sampleRate / HIGHEST_PITCH;
        compared = COMPARED_MS * sampleRate / 1000;
        step = STEP_MS * sampleRate / 1000;
        blend = BLEND_MS * sampleRate / 1000;
        stride = 2 * sampleRate / 8000;
        history = new short[HISTORY_MS * sampleRate / 1000];
        original = new short[history.length];
        repeated = new short[3 * longest];
    }

    /** Sound that was not lost; its beginning is changed where something was before. */
    void heard(short[] samples, int count) {
        if (lost > 0 && count > 0) {
            int length = Math.min(count, blend + Math.min(lost - 1, 2) * blend / 2);
            short[] continued = new short[length];
            fill(continued, 0, length);
            for (int i = 0; i < length; i++) {
                samples[i] = (short) (continued[i] + (samples[i] - continued[i]) * i / length);
            }
        }
        lost = 0;
        remember(samples, count);
    }

    /** @param count a multiple of 10 ms */
    void conceal(short[] into, int count) {
        for (int at = 0; at < count; at += step) {
            if (lost == 0) {
                begin();
            } else if (lost < 3) {
                lengthen();
            }
            fill(into, at, Math.min(step, count - at));
            lost++;
        }
        remember(into, count);
    }

    private void begin() {
        period = pitch();
        periods = 1;
        position = 0;
        int end = history.length;
        // the difference at the joint fades over a quarter of a period
        offset = history[end - 1] - history[end - period - 1];
        take();
    }

    private void lengthen() {
        if ((periods + 1) * period <= Math.min(repeated.length, original.length)) {
            periods++;
            position %= period;
            take();
        }
    }

    private void take() {
        if (periods == 1) {
            System.arraycopy(history, 0, original, 0, history.length);
        }
        int length = periods * period;
        System.arraycopy(original, original.length - length, repeated, 0, length);
        int overlap = period / 4;
        int before = original.length - length - overlap;
        for (int i = 0; i < overlap && before + i >= 0; i++) {
            int at = length - overlap + i;
            repeated[at] = (short) (repeated[at] + (original[before + i] - repeated[at]) * (i + 1) / (overlap + 1));
        }
    }

    private void fill(short[] into, int at, int count) {
        int length = periods * period;
        int quarter = Math.max(1, period / 4);
        for (int i = 0; i < count; i++) {
            int sample = repeated[position % length];
            if (lost == 0 && i < quarter) {
                sample += offset * (quarter - i) / quarter;
            }
            into[at + i] = (short) Math.clamp((long) sample * gain(i) >> 10, Short.MIN_VALUE, Short.MAX_VALUE);
            position = (position + 1) % length;
        }
    }

    /** Full for the first 10 ms, then a fifth less in each, in 1/1024. */
    private long gain(int sample) {
        int steps = Math.max(0, (lost - 1) * step + sample);
        int most = (STEPS_TO_SILENCE - 1) * step;
        return lost == 0 ? 1024 : Math.max(0, 1024L * (most - steps) / most);
    }

    private int pitch() {
        int best = longest;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int lag = shortest; lag <= longest; lag += stride) {
            double score = likeness(lag, stride);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        int around = best;
        bestScore = Double.NEGATIVE_INFINITY;
        for (int lag = Math.max(shortest, around - stride); lag <= Math.min(longest, around + stride); lag++) {
            double score = likeness(lag, 1);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    /** Normalised cross-correlation of the last 20 ms with what was a lag before. */
    private double likeness(int lag, int every) {
        double product = 0;
        double energy = 1;
        for (int i = history.length - compared; i < history.length; i += every) {
            double earlier = history[i - lag];
            product += history[i] * earlier;
            energy += earlier * earlier;
        }
        return product / Math.sqrt(energy);
    }

    private void remember(short[] samples, int count) {
        int kept = Math.min(count, history.length);
        System.arraycopy(history, kept, history, 0, history.length - kept);
        System.arraycopy(samples, count - kept, history, history.length - kept, kept);
    }
}

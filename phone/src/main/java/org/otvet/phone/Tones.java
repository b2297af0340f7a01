package org.otvet.phone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds sine tones in 8 kHz audio by Goertzel's algorithm under a Hann window, which keeps a tone's energy within
 * {@code ±2 / length} Hz. Amplitudes are in samples of full scale 32767.
 */
public final class Tones {

    private static final int PIECE = 3200;
    private static final int STEP_HZ = 5;
    private static final int LOWEST_HZ = 100;
    private static final int HIGHEST_HZ = 3600;
    private static final double AUDIBLE = 250;
    private static final double SHARE_OF_LOUDEST = 0.08;

    private Tones() {}

    /** The amplitude of one frequency. */
    public static double amplitude(short[] samples, double hertz) {
        return goertzel(windowed(samples), hertz);
    }

    /**
     * True when the tone is audible and holds more than a hundredth of the power; of longer audio, in most of its pieces
     * of 400 ms.
     */
    public static boolean contains(short[] samples, double hertz) {
        if (samples.length > PIECE) {
            List<short[]> pieces = pieces(samples);
            return pieces.stream().filter(piece -> contains(piece, hertz)).count() * 2 > pieces.size();
        }
        double[] windowed = windowed(samples);
        double at = 0;
        for (double near = hertz - 4; near <= hertz + 4; near += 2) {
            at = Math.max(at, goertzel(windowed, near));
        }
        return at > AUDIBLE && at > 0.1 * Math.sqrt(2) * rootMeanSquare(samples);
    }

    /** Every tone heard, loudest first, to within 5 Hz; tones more than 22 dB below the loudest are left out. */
    public static List<Integer> in(short[] samples) {
        if (samples.length > PIECE) {
            return pieces(samples).stream()
                    .flatMap(piece -> in(piece).stream())
                    .distinct()
                    .toList();
        }
        double[] windowed = windowed(samples);
        int count = (HIGHEST_HZ - LOWEST_HZ) / STEP_HZ + 1;
        double[] amplitudes = new double[count];
        for (int i = 0; i < count; i++) {
            amplitudes[i] = goertzel(windowed, LOWEST_HZ + i * STEP_HZ);
        }
        double loudest = Arrays.stream(amplitudes).max().orElse(0);
        List<Integer> peaks = new ArrayList<>();
        int reach = Math.max(1, (int) Math.ceil(2.0 * 8000 / Math.max(1, samples.length) / STEP_HZ));
        for (int i = 0; i < count; i++) {
            if (amplitudes[i] > AUDIBLE && amplitudes[i] > SHARE_OF_LOUDEST * loudest && isPeak(amplitudes, i, reach)) {
                peaks.add(i);
            }
        }
        peaks.sort((a, b) -> Double.compare(amplitudes[b], amplitudes[a]));
        return peaks.stream().map(i -> LOWEST_HZ + i * STEP_HZ).toList();
    }

    /** Nothing louder than the idle noise of G.711. */
    public static boolean silent(short[] samples) {
        return rootMeanSquare(samples) < 60;
    }

    public static double rootMeanSquare(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
    }

    /** Whole pieces of 400 ms, the end that is left over included in none. */
    static List<short[]> pieces(short[] samples) {
        List<short[]> pieces = new ArrayList<>();
        for (int from = 0; from + PIECE <= samples.length; from += PIECE) {
            pieces.add(Arrays.copyOfRange(samples, from, from + PIECE));
        }
        return pieces;
    }

    private static boolean isPeak(double[] amplitudes, int at, int reach) {
        for (int i = Math.max(0, at - reach); i <= Math.min(amplitudes.length - 1, at + reach); i++) {
            if (amplitudes[i] > amplitudes[at] || amplitudes[i] == amplitudes[at] && i < at) {
                return false;
            }
        }
        return true;
    }

    private static double[] windowed(short[] samples) {
        double[] windowed = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            windowed[i] = samples[i] * (1 - Math.cos(2 * Math.PI * i / samples.length));
        }
        return windowed;
    }

    private static double goertzel(double[] windowed, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / 8000);
        double previous = 0;
        double beforePrevious = 0;
        for (double sample : windowed) {
            double next = sample + coefficient * previous - beforePrevious;
            beforePrevious = previous;
            previous = next;
        }
        double power = previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
        return windowed.length == 0 ? 0 : 2 * Math.sqrt(Math.max(0, power)) / windowed.length;
    }
}

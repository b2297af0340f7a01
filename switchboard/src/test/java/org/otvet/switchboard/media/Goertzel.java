package org.otvet.switchboard.media;

/** Measures how much of a sound is one tone. */
public final class Goertzel {

    private Goertzel() {}

    /** The share of the energy that is at {@code hertz}, 0 to 1; 0 for silence. */
    public static double share(short[] samples, int from, int length, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / 8000);
        double s1 = 0;
        double s2 = 0;
        double energy = 0;
        for (int i = from; i < from + length; i++) {
            double s0 = samples[i] + coefficient * s1 - s2;
            s2 = s1;
            s1 = s0;
            energy += (double) samples[i] * samples[i];
        }
        double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
        return rms(energy, length) < 100 ? 0 : 2 * power / (length * energy);
    }

    public static double share(short[] samples, double hertz) {
        return share(samples, 0, samples.length, hertz);
    }

    public static double rms(short[] samples) {
        double energy = 0;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        return rms(energy, Math.max(1, samples.length));
    }

    private static double rms(double energy, int length) {
        return Math.sqrt(energy / length);
    }
}

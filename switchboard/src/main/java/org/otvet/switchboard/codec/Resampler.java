package org.otvet.switchboard.codec;

/** Converts sound between sampling rates with a windowed sinc low-pass; meant for whole files, not for live sound. */
public final class Resampler {

    /** Zero crossings of the sinc on each side: 16 keeps aliases more than 60 dB down. */
    private static final int CROSSINGS = 16;

    /** Part of the lower Nyquist frequency that is kept. */
    private static final double PASSBAND = 0.92;

    private Resampler() {}

    /** @param fromRate samples a second of {@code samples} */
    public static short[] resample(short[] samples, int fromRate, int toRate) {
        if (fromRate == toRate || samples.length == 0) {
            return samples;
        }
        int length = (int) ((long) samples.length * toRate / fromRate);
        double cutoff = Math.min(1.0, (double) toRate / fromRate) * PASSBAND;
        double reach = CROSSINGS / cutoff;
        short[] result = new short[length];
        for (int i = 0; i < length; i++) {
            double centre = (double) i * fromRate / toRate;
            int from = Math.max(0, (int) Math.ceil(centre - reach));
            int to = Math.min(samples.length - 1, (int) Math.floor(centre + reach));
            double sum = 0;
            double weights = 0;
            for (int j = from; j <= to; j++) {
                double weight = weight((j - centre) * cutoff, (j - centre) / reach);
                sum += weight * samples[j];
                weights += weight;
            }
            result[i] =
                    (short) Math.clamp(Math.round(weights == 0 ? 0 : sum / weights), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return result;
    }

    private static double weight(double x, double position) {
        double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        double window = 0.42 + 0.5 * Math.cos(Math.PI * position) + 0.08 * Math.cos(2 * Math.PI * position);
        return sinc * window;
    }
}

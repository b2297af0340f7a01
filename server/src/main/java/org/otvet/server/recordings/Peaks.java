package org.otvet.server.recordings;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The shape of a recording. It tells something of what was said, so it is kept nowhere: computing an hour takes a moment. */
final class Peaks {

    private static final int A_SECOND = 50;

    private Peaks() {}

    /**
     * @param left,right 0 to 1, equally many, at most as many as asked for
     * @param damage {@code damaged} when a part is not what was written, {@code cut} when the end is missing, null when the
     *     recording is whole
     */
    record Shape(
            long lengthMs,
            double[] left,
            double[] right,
            @Nullable String damage) {}

    /** @param finished whether it should have an end */
    static Shape of(Sound sound, boolean finished, int points) throws IOException {
        Sound.Loudness loudness = sound.peaks(sound.rate() / A_SECOND);
        byte[] fine = loudness.peaks();
        int available = fine.length / Sound.CHANNELS;
        int count = Math.min(points, available);
        double[] left = new double[count];
        double[] right = new double[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * available / count);
            int to = (int) ((i + 1L) * available / count);
            left[i] = loudest(fine, from, to, 0);
            right[i] = loudest(fine, from, to, 1);
        }
        String damage = loudness.damaged() ? "damaged" : finished && sound.isCut() ? "cut" : null;
        return new Shape(sound.lengthMs(), left, right, damage);
    }

    private static double loudest(byte[] peaks, int from, int to, int channel) {
        int loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, peaks[i * Sound.CHANNELS + channel] & 0xff);
        }
        return Math.round(loudest * 1000 / 255.0) / 1000.0;
    }
}

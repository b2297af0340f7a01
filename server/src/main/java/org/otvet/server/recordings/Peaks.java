package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shape of a recording. Computed once with 50 points a second and kept beside the file; a recording that still
 * grows is computed anew.
 */
final class Peaks {

    private static final Logger log = LoggerFactory.getLogger(Peaks.class);
    private static final int A_SECOND = 50;
    private static final int CHANNELS = 2;

    private Peaks() {}

    /** @param left,right 0 to 1, equally many, at most as many as asked for */
    record Shape(long lengthMs, double[] left, double[] right) {}

    static Shape of(Path file, boolean finished, int points) throws IOException {
        try (Sound sound = Sound.open(file)) {
            byte[] fine = finished ? kept(file, sound) : compute(sound);
            int available = fine.length / CHANNELS;
            int count = Math.min(points, available);
            double[] left = new double[count];
            double[] right = new double[count];
            for (int i = 0; i < count; i++) {
                int from = (int) ((long) i * available / count);
                int to = (int) ((i + 1L) * available / count);
                left[i] = loudest(fine, from, to, 0);
                right[i] = loudest(fine, from, to, 1);
            }
            return new Shape(sound.lengthMs(), left, right);
        }
    }

    private static byte[] kept(Path file, Sound sound) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".peaks");
        int expected = stretches(sound) * CHANNELS;
        if (Files.isRegularFile(beside) && Files.size(beside) == expected) {
            return Files.readAllBytes(beside);
        }
        byte[] peaks = compute(sound);
        try {
            Path temporary = Files.createTempFile(file.getParent(), "peaks", ".tmp");
            Files.write(temporary, peaks);
            Files.move(temporary, beside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("Peaks of {} are not kept: {}", file, e.getMessage());
        }
        return peaks;
    }

    private static byte[] compute(Sound sound) throws IOException {
        return sound.peaks(sound.rate() / A_SECOND);
    }

    private static int stretches(Sound sound) {
        int each = sound.rate() / A_SECOND;
        return Math.toIntExact((sound.frames() + each - 1) / each);
    }

    private static double loudest(byte[] peaks, int from, int to, int channel) {
        int loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, peaks[i * CHANNELS + channel] & 0xff);
        }
        return Math.round(loudest * 1000 / 255.0) / 1000.0;
    }
}

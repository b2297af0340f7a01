package org.otvet.switchboard.media;

import java.util.concurrent.ThreadLocalRandom;

/** The noise of a pause, made from its level alone (RFC 3389 section 3.1): the shape of its spectrum is not followed. */
final class ComfortNoise {

    /** The whole range of 16 bits is 0 dBov; below this nothing is heard. */
    private static final int SOFTEST_DBOV = 78;

    private static final double FULL_SCALE = 32_768;

    private boolean running;
    private double amplitude;
    private double smoothed;

    void start(byte[] payload, int offset, int length) {
        int level = length == 0 ? SOFTEST_DBOV : payload[offset] & 0x7F;
        running = level < SOFTEST_DBOV;
        // even noise of this peak has the described power
        amplitude = Math.sqrt(3) * FULL_SCALE * Math.pow(10, -level / 20.0);
    }

    void stop() {
        running = false;
    }

    boolean next(short[] frame, int samples) {
        if (!running) {
            return false;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < samples; i++) {
            double white = amplitude * (2 * random.nextDouble() - 1);
            smoothed += 0.5 * (white - smoothed);
            frame[i] = (short) Math.clamp((long) (smoothed * Math.sqrt(3)), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return true;
    }
}

package org.otvet.phone;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last seconds of what a telephone heard, laid on a time line: where no packet came there is silence. Written by
 * the loop, read from any thread.
 */
final class HeardAudio {

    private static final int LATE = 960;
    private static final int AHEAD = 8000;

    private final ReentrantLock lock = new ReentrantLock();
    private final short[] ring;
    private final long startNs = System.nanoTime();
    private long written;

    HeardAudio(int seconds) {
        ring = new short[seconds * 8000];
    }

    boolean isKept() {
        return ring.length > 0;
    }

    void add(short[] samples, int count) {
        lock.lock();
        try {
            long now = now();
            if (written < now - LATE) {
                silence(now - count);
            }
            if (written > now + AHEAD) {
                return;
            }
            for (int i = 0; i < count; i++) {
                ring[(int) (written++ % ring.length)] = samples[i];
            }
        } finally {
            lock.unlock();
        }
    }

    /** The last {@code milliseconds} until now; shorter when the call or the memory is. */
    short[] last(long milliseconds) {
        lock.lock();
        try {
            long now = now();
            if (written < now - LATE) {
                silence(now);
            }
            long end = Math.min(written, now);
            int count = (int) Math.min(Math.min(milliseconds * 8, end), ring.length - Math.max(0, written - end));
            short[] samples = new short[Math.max(0, count)];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = ring[(int) ((end - samples.length + i) % ring.length)];
            }
            return samples;
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return (System.nanoTime() - startNs) / 125_000;
    }

    private void silence(long until) {
        if (until - written >= ring.length) {
            Arrays.fill(ring, (short) 0);
            written = until;
        }
        while (written < until) {
            ring[(int) (written++ % ring.length)] = 0;
        }
    }
}

package org.otvet.switchboard.mixer;

import java.util.Arrays;

/**
 * What one party says, on its way into the mixer: placed by the sender's timestamps, taken out a frame each 20 ms, a little
 * later than it came, so that what is delayed on the way is still in time. Sound that is too late is not lost: the party is
 * heard later from then on, and sooner again when it pauses. Written by one thread and read by another.
 */
public final class Intake {

    /** How far ahead of the reader the first sound is placed, in samples: so much later it is heard. */
    public static final int LEAD = 2 * Mixer.FRAME_SAMPLES;

    private static final int RING = 1 << 14;
    private static final int MASK = RING - 1;
    private static final int MAX_LEAD = RING / 2;
    private static final int OBSERVED_FRAMES = 50;
    private static final int QUIET = 400;

    private final short[] ring = new short[RING];
    private long read;
    private long written;

    private boolean closed;
    private boolean placed;
    private int source;
    private int originTimestamp;
    private int newestTimestamp;
    private long origin;

    private int observed;
    private long leastLead = Long.MAX_VALUE;
    private int surplus;

    /**
     * Places sound.
     *
     * @param from the stream it belongs to; a new one begins anew
     * @param timestamp of the first sample, 8,000 a second
     * @return false when this was closed before: the sound has to go another way
     */
    public synchronized boolean write(int from, int timestamp, short[] samples, int count) {
        if (closed || count > MAX_LEAD) {
            return !closed;
        }
        long at;
        if (!placed || from != source) {
            at = Math.max(read + LEAD, Math.min(written, read + MAX_LEAD));
            begin(from, timestamp, at);
        } else {
            at = origin + (timestamp - originTimestamp);
            boolean overtaken = timestamp - newestTimestamp <= 0;
            if (overtaken && at < read && at >= read - MAX_LEAD) {
                return true;
            }
            if (at > read + MAX_LEAD) {
                Arrays.fill(ring, (short) 0);
                written = read;
            }
            if (at < read || at > read + MAX_LEAD) {
                at = read + LEAD;
                begin(from, timestamp, at);
            }
        }
        if (timestamp - newestTimestamp > 0) {
            newestTimestamp = timestamp;
        }
        leastLead = Math.min(leastLead, at - read);
        for (int i = 0; i < count; i++) {
            ring[(int) (at + i) & MASK] = samples[i];
        }
        written = Math.max(written, at + count);
        return true;
    }

    private void begin(int from, int timestamp, long at) {
        placed = true;
        source = from;
        originTimestamp = timestamp;
        newestTimestamp = timestamp;
        origin = at;
        leastLead = Long.MAX_VALUE;
    }

    /** Takes the next frame, silence where nothing came. */
    public synchronized void read(short[] frame) {
        observe();
        take(frame);
        while (surplus >= Mixer.FRAME_SAMPLES && written - read >= LEAD && isQuiet(frame)) {
            surplus -= Mixer.FRAME_SAMPLES;
            take(frame);
        }
    }

    /** Takes nothing more from now on, unless something waits to be read. */
    public synchronized boolean closeIfEmpty() {
        closed = written <= read;
        return closed;
    }

    public synchronized boolean isOpen() {
        return !closed;
    }

    private void take(short[] frame) {
        for (int i = 0; i < Mixer.FRAME_SAMPLES; i++) {
            int at = (int) read++ & MASK;
            frame[i] = ring[at];
            ring[at] = 0;
        }
    }

    /** Once a second: how much sooner the sound could be taken and would still have been in time. */
    private void observe() {
        if (++observed < OBSERVED_FRAMES) {
            return;
        }
        observed = 0;
        surplus = leastLead == Long.MAX_VALUE ? 0 : (int) Math.max(0, leastLead - LEAD);
        leastLead = Long.MAX_VALUE;
    }

    private static boolean isQuiet(short[] frame) {
        for (short sample : frame) {
            if (Math.abs(sample) > QUIET) {
                return false;
            }
        }
        return true;
    }
}

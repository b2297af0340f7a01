package org.otvet.switchboard.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.SoundDecoder;

/**
 * Puts packets in order and holds them back as long as their delays differ. The delay it aims at rises at once with the
 * worst delay seen and falls slowly. Knows nothing of codecs; one thread.
 *
 * <p>Time is the sender's: units of its RTP clock.
 */
final class JitterBuffer {

    private static final int SLOTS = 128;
    private static final int MAX_JUMP = 100;
    private static final double LEAST_TARGET_MS = 20;
    private static final double MOST_TARGET_MS = 300;

    /** The target falls by this share of itself with each packet: by half in about 14 s of packets of 20 ms. */
    private static final double FALL = 0.999;

    /** How long the quickest packet counts as the measure of the others; a clock that drifts needs it to be forgotten. */
    private static final long QUICKEST_NS = 4_000_000_000L;

    /** One packet, until the next one is taken. */
    static final class Packet {
        byte[] payload = {};
        int length;
        int sequence;
        int timestamp;
        private boolean held;
    }

    private final Packet[] slots = new Packet[SLOTS];
    private final int clockRate;

    private boolean started;
    private boolean played;
    private int ssrc;
    private int next;
    private int newest;
    private int newestTimestamp;
    private int count;

    private double targetMs = 2 * LEAST_TARGET_MS;
    private int originTimestamp;
    private long originNs;
    private double quickestMs;
    private double quickestBeforeMs;
    private long quickestSinceNs;

    JitterBuffer(int clockRate) {
        this.clockRate = clockRate;
        Arrays.setAll(slots, _ -> new Packet());
    }

    /**
     * Takes a packet, in whatever order they come.
     *
     * @return false when it is a duplicate, too late or too long
     */
    boolean put(int fromSsrc, int sequence, int timestamp, byte[] packet, int offset, int length, long arrivalNs) {
        int ahead = (short) (sequence - next);
        if (!started || fromSsrc != ssrc || Math.abs((short) (sequence - newest)) > MAX_JUMP || ahead >= SLOTS) {
            begin(fromSsrc, sequence, timestamp, arrivalNs);
            ahead = 0;
        }
        measure(timestamp, arrivalNs);
        if (ahead < 0 && !played) {
            // nothing was taken yet: what was overtaken on its way is still in time
            next = sequence;
            ahead = 0;
        }
        if (ahead < 0) {
            return false;
        }
        Packet slot = slots[sequence & (SLOTS - 1)];
        if (slot.held || length > MediaThread.PACKET_BYTES) {
            return false;
        }
        if (length > slot.payload.length) {
            slot.payload = new byte[length];
        }
        System.arraycopy(packet, offset, slot.payload, 0, length);
        slot.length = length;
        slot.sequence = sequence;
        slot.timestamp = timestamp;
        slot.held = true;
        count++;
        if ((short) (sequence - newest) >= 0) {
            newest = sequence;
            newestTimestamp = timestamp;
        }
        return true;
    }

    private void begin(int fromSsrc, int sequence, int timestamp, long arrivalNs) {
        for (Packet slot : slots) {
            slot.held = false;
        }
        count = 0;
        started = true;
        played = false;
        ssrc = fromSsrc;
        next = sequence;
        newest = sequence;
        newestTimestamp = timestamp;
        originTimestamp = timestamp;
        originNs = arrivalNs;
        quickestMs = Double.MAX_VALUE;
        quickestBeforeMs = Double.MAX_VALUE;
        quickestSinceNs = arrivalNs;
    }

    private void measure(int timestamp, long arrivalNs) {
        double delayMs = (arrivalNs - originNs) / 1e6 - (timestamp - originTimestamp) * 1000.0 / clockRate;
        if (arrivalNs - quickestSinceNs > QUICKEST_NS) {
            quickestBeforeMs = quickestMs;
            quickestMs = delayMs;
            quickestSinceNs = arrivalNs;
        }
        quickestMs = Math.min(quickestMs, delayMs);
        double lateness = delayMs - Math.min(quickestMs, quickestBeforeMs);
        targetMs = Math.clamp(Math.max(lateness + LEAST_TARGET_MS, targetMs * FALL), LEAST_TARGET_MS, MOST_TARGET_MS);
    }

    /** The next packet when it is here; null when it is missing. Good until the next call. */
    @Nullable
    Packet take() {
        Packet slot = slots[next & (SLOTS - 1)];
        if (!slot.held) {
            return null;
        }
        slot.held = false;
        count--;
        next = (next + 1) & 0xFFFF;
        played = true;
        return slot;
    }

    /** The packet after the missing one, null when that is missing too. It stays. */
    @Nullable
    Packet afterGap() {
        Packet slot = slots[(next + 1) & (SLOTS - 1)];
        return slot.held ? slot : null;
    }

    /** The missing packet is given up. */
    void skip() {
        next = (next + 1) & 0xFFFF;
        played = true;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Sound from the oldest packet held to the newest, the newest one's own length not counted; 0 when there is none. Never
     * more than the packets between them could hold, whatever their timestamps say.
     */
    double heldMs() {
        int oldest = next;
        for (int i = 0; i < SLOTS && count > 0; i++) {
            Packet slot = slots[(oldest + i) & (SLOTS - 1)];
            if (slot.held) {
                int packets = (short) (newest - slot.sequence);
                return Math.clamp(
                        (newestTimestamp - slot.timestamp) * 1000.0 / clockRate,
                        0,
                        Math.max(0, packets) * (double) SoundDecoder.MAX_PACKET_MS);
            }
        }
        return 0;
    }

    /** How long packets should be held back. */
    double targetMs() {
        return targetMs;
    }
}

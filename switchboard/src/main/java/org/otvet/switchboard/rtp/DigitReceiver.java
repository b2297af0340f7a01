package org.otvet.switchboard.rtp;

/**
 * Turns telephone events (RFC 4733 section 2.3) into keys, each once: resent end packets and late ones are recognised by
 * their timestamp. One thread.
 */
public final class DigitReceiver {

    /** A key whose end never came is taken as let go after this silence. */
    public static final long TIMEOUT_NS = 200_000_000L;

    private static final String KEYS = "0123456789*#ABCD";
    private static final char NONE = 0;

    private boolean seen;
    private int lastTimestamp;
    private char pressed = NONE;
    private int durationSamples;
    private long lastPacketNs;
    private int lengthMs;
    private int ticksPerMs = 8;

    /**
     * Takes a packet.
     *
     * @param clockRate of the event's duration, in Hz
     * @return the key that was let go with this packet, 0 when none
     */
    public char onEvent(int timestamp, byte[] payload, int offset, int length, int clockRate, long nowNs) {
        ticksPerMs = clockRate / 1000;
        if (length < 4) {
            return NONE;
        }
        int event = payload[offset] & 0xFF;
        if (event >= KEYS.length()) {
            return NONE;
        }
        boolean end = (payload[offset + 1] & 0x80) != 0;
        int duration = ((payload[offset + 2] & 0xFF) << 8) | (payload[offset + 3] & 0xFF);
        char released = NONE;
        if (!seen || timestamp - lastTimestamp > 0) {
            // the end of the key before was lost
            released = release();
            seen = true;
            lastTimestamp = timestamp;
            pressed = KEYS.charAt(event);
            durationSamples = 0;
        } else if (timestamp != lastTimestamp) {
            return NONE;
        }
        if (pressed == NONE) {
            return released;
        }
        lastPacketNs = nowNs;
        durationSamples = Math.max(durationSamples, duration);
        // when two keys end with one packet the second is reported by the timeout
        return end && released == NONE ? release() : released;
    }

    /** @return the key that is taken as let go because nothing more came, 0 when none */
    public char onTime(long nowNs) {
        return pressed != NONE && nowNs - lastPacketNs > TIMEOUT_NS ? release() : NONE;
    }

    /** Forgets the stream, for a peer that starts anew. */
    public void reset() {
        seen = false;
        pressed = NONE;
    }

    /** How long the key returned last was held. */
    public int lengthMs() {
        return lengthMs;
    }

    private char release() {
        char key = pressed;
        if (key != NONE) {
            lengthMs = durationSamples / ticksPerMs;
            pressed = NONE;
        }
        return key;
    }
}

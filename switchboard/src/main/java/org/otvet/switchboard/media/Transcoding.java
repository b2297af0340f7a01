package org.otvet.switchboard.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.rtp.RtpPacket;

/**
 * The way of one party's sound to a partner that does not take its codec: decoded into frames, spoken in the partner's
 * codec every 20 ms. Works at 16,000 Hz between two wide codecs, else at 8,000. Belongs to the
 * speaker's media thread, except for {@link #isActive()}.
 */
final class Transcoding {

    private static final int WIDE = 16_000;
    private static final int MAX_FRAME = WIDE * AudioCodec.FRAME_MS / 1000;

    /** While the party presses a key, nothing is made up for the sound that it does not send. */
    private static final long KEY_NS = 60_000_000L;

    private static final long IDLE_NS = 2_000_000_000L;

    private final short[] frame = new short[MAX_FRAME];
    private volatile @Nullable DecodedSound sound;
    private boolean speaking;
    private long lastPacketNs;
    private long lastKeyNs;

    /** Takes a packet of the party; the codec is what it says it is. */
    void put(AudioCodec codec, AudioCodec hearers, byte[] packet, int offset, int bytes, long nowNs) {
        int rate = rate(codec, hearers);
        DecodedSound current = sound;
        if (current == null || current.codec() != codec || current.sampleRate() != rate) {
            current = new DecodedSound(codec, rate);
            sound = current;
        }
        current.put(
                RtpPacket.ssrc(packet),
                RtpPacket.sequence(packet),
                RtpPacket.timestamp(packet),
                packet,
                offset,
                bytes,
                nowNs);
        lastPacketNs = nowNs;
    }

    private static int rate(AudioCodec speakers, AudioCodec hearers) {
        return speakers.isWide() && hearers.isWide() ? WIDE : G711.SAMPLES_PER_SECOND;
    }

    /** The party describes its pause. */
    void putNoise(byte[] packet, int offset, int bytes, long nowNs) {
        DecodedSound current = sound;
        if (current != null) {
            current.putNoise(packet, offset, bytes);
            lastPacketNs = nowNs;
        }
    }

    /** The party presses a key. */
    void onKey(long nowNs) {
        lastKeyNs = nowNs;
    }

    boolean isActive() {
        return sound != null;
    }

    /**
     * One step of 20 ms.
     *
     * @param hearer null when there is nobody to speak to for now
     * @return false when the party has been silent for long or nobody needs this way
     */
    boolean step(MediaThread via, @Nullable AudioLeg hearer, boolean muted, long nowNs) {
        DecodedSound current = sound;
        if (current == null) {
            return false;
        }
        boolean says = current.next(frame, nowNs);
        AudioCodec hearers = hearer == null ? null : hearer.outgoing.codec();
        if (hearers == null
                || hearers.isNear(current.codec())
                || current.sampleRate() != rate(current.codec(), hearers)) {
            sound = null;
            return false;
        }
        if (hearer != null && says && nowNs - lastKeyNs > KEY_NS) {
            if (muted) {
                Arrays.fill(frame, (short) 0);
            }
            if (!speaking) {
                hearer.outgoing.pause();
            }
            hearer.outgoing.speak(via, frame, current.sampleRate(), nowNs);
            speaking = true;
        } else {
            speaking = false;
        }
        if (nowNs - lastPacketNs > IDLE_NS) {
            sound = null;
            return false;
        }
        return true;
    }
}

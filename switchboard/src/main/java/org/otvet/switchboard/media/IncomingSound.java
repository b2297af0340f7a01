package org.otvet.switchboard.media;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.rtp.DigitReceiver;
import org.otvet.switchboard.rtp.ReceptionStatistics;
import org.otvet.switchboard.rtp.RtpPacket;
import org.otvet.switchboard.sdp.LocalAudio;
import org.otvet.switchboard.sdp.RemoteAudio;

/**
 * What one party says: reads its packets, counts them, notices keys, beginning, silence and return. Belongs to the leg's
 * media thread; the counts may be read from others.
 */
final class IncomingSound {

    private static final int MAX_PACKETS_PER_SECOND = 400;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LOST_NS = 5 * SECOND_NS;

    private final MediaLegListener listener;
    private final ReceptionStatistics reception = new ReceptionStatistics();
    private final DigitReceiver digits = new DigitReceiver();
    private boolean expected;
    private boolean started;
    private boolean lost;
    private long lastPacketNs;
    private long rateWindowNs;
    private int rateCount;

    // the packet read last
    private @Nullable AudioCodec codec;
    private int payloadOffset;
    private int payloadBytes;

    IncomingSound(MediaLegListener listener) {
        this.listener = listener;
    }

    /** What became of a packet. */
    enum Kind {
        /** Sound in one of our codecs. */
        SOUND,
        /** A telephone event. */
        EVENT,
        /** A well-formed packet of a codec we did not agree on, such as comfort noise. */
        OTHER,
        /** Malformed, or more than a call sends. */
        REFUSED
    }

    ReceptionStatistics reception() {
        return reception;
    }

    /** By the peer's number, or by ours where the peer has that for nothing else. */
    static boolean isEvent(RemoteAudio agreed, int payloadType) {
        boolean ours = payloadType == LocalAudio.DIGIT_PAYLOAD_TYPE
                || (payloadType == LocalAudio.WIDE_DIGIT_PAYLOAD_TYPE && agreed.codec() == AudioCodec.OPUS);
        return payloadType == agreed.digitPayloadType() || (ours && agreed.codecOf(payloadType) == null);
    }

    /** Whether these bytes could be the party's sound or keys; how a party is known by its first packet. */
    static boolean isAudio(byte[] packet, int length, RemoteAudio agreed) {
        int payloadType = RtpPacket.payloadType(packet);
        return RtpPacket.payloadOffset(packet, length) > 0
                && !RtpPacket.isRtcp(packet, length)
                && (agreed.codecOf(payloadType) != null || isEvent(agreed, payloadType));
    }

    /** Reads a packet; the getters describe it until the next one. */
    Kind read(RemoteAudio agreed, byte[] packet, int length, long nowNs) {
        payloadOffset = RtpPacket.payloadOffset(packet, length);
        payloadBytes = payloadOffset < 0 ? -1 : RtpPacket.payloadLength(packet, payloadOffset, length);
        if (payloadBytes < 0 || isTooMany(nowNs)) {
            return Kind.REFUSED;
        }
        int payloadType = RtpPacket.payloadType(packet);
        boolean event = isEvent(agreed, payloadType);
        codec = event ? null : agreed.codecOf(payloadType);
        if (codec == null && !event) {
            return Kind.OTHER;
        }
        int timestamp = RtpPacket.timestamp(packet);
        reception.onPacket(
                RtpPacket.ssrc(packet),
                RtpPacket.sequence(packet),
                timestamp,
                clockOf(agreed, payloadType),
                !event,
                nowNs);
        onAlive(nowNs);
        if (event) {
            tell(digits.onEvent(timestamp, packet, payloadOffset, payloadBytes, clockOf(agreed, payloadType), nowNs));
            return Kind.EVENT;
        }
        return Kind.SOUND;
    }

    /** The codec of the sound, null for an event. */
    @Nullable
    AudioCodec codec() {
        return codec;
    }

    private int clockOf(RemoteAudio agreed, int payloadType) {
        AudioCodec known = codec;
        if (known != null) {
            return known.clockRate();
        }
        return payloadType == LocalAudio.WIDE_DIGIT_PAYLOAD_TYPE && agreed.digitPayloadType() != payloadType
                ? AudioCodec.OPUS.clockRate()
                : agreed.digitClockRate();
    }

    int payloadOffset() {
        return payloadOffset;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    private boolean isTooMany(long nowNs) {
        if (nowNs - rateWindowNs > SECOND_NS) {
            rateWindowNs = nowNs;
            rateCount = 0;
        }
        return ++rateCount > MAX_PACKETS_PER_SECOND;
    }

    /** From now on the party should be heard: a description was agreed on. */
    void expect(long nowNs) {
        expected = true;
        lastPacketNs = nowNs;
    }

    /** Time passes; {@code sends} says whether the party has said that it sends. */
    void onTime(boolean sends, long nowNs) {
        tell(digits.onTime(nowNs));
        if (sends && expected && nowNs - lastPacketNs > LOST_NS) {
            onSilent(nowNs - lastPacketNs);
        }
    }

    /** Tells once that the party is silent. */
    void onSilent(long silentNs) {
        if (!lost) {
            lost = true;
            listener.onMediaLost(silentNs / 1_000_000L);
        }
    }

    /** The stream starts anew, from another place. */
    void restart() {
        digits.reset();
    }

    private void onAlive(long nowNs) {
        lastPacketNs = nowNs;
        if (!started) {
            started = true;
            listener.onMediaStarted();
        }
        if (lost) {
            lost = false;
            listener.onMediaResumed();
        }
    }

    private void tell(char digit) {
        if (digit != 0) {
            listener.onDigit(digit, digits.lengthMs());
        }
    }
}

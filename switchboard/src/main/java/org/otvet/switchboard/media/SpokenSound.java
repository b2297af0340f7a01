package org.otvet.switchboard.media;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.recording.RecordingChannel;
import org.otvet.switchboard.rtp.RtpPacket;

/**
 * Where the sound of one party goes: into mixes and recordings, and to its partner as it is or, when the partner does not take its
 * codec, decoded and encoded again. Belongs to the party's media thread, except for
 * {@link #isTranscoded()}.
 */
final class SpokenSound {

    private static final int COMFORT_NOISE = 13;

    private final AudioLeg leg;
    private final long sourceId;
    private @Nullable NarrowedSound narrowed;
    private volatile @Nullable Transcoding transcoding;

    SpokenSound(AudioLeg leg, long sourceId) {
        this.leg = leg;
        this.sourceId = sourceId;
    }

    /**
     * A packet of sound goes into a mix and into recordings, at 8,000 Hz.
     *
     * @param mix null for none
     * @return whether the mix took it; the party's right side of a recording is then made there
     */
    boolean keep(
            @Nullable MixSeat mix,
            RecordingChannel[] taps,
            AudioCodec codec,
            byte[] packet,
            int offset,
            int bytes,
            long nowNs) {
        int ssrc = RtpPacket.ssrc(packet);
        int timestamp = RtpPacket.timestamp(packet);
        G711 law = codec.law();
        if (law != null) {
            return keep(mix, taps, law, packet, offset, bytes, ssrc, timestamp, nowNs);
        }
        NarrowedSound current = narrowed == null ? new NarrowedSound() : narrowed;
        narrowed = current;
        int count = current.narrow(codec, packet, offset, bytes);
        int narrowTimestamp = NarrowedSound.timestamp(codec, timestamp);
        return keep(mix, taps, NarrowedSound.LAW, current.codes(), 0, count, ssrc, narrowTimestamp, nowNs);
    }

    private static boolean keep(
            @Nullable MixSeat mix,
            RecordingChannel[] taps,
            G711 law,
            byte[] codes,
            int offset,
            int count,
            int ssrc,
            int timestamp,
            long nowNs) {
        boolean mixed = mix != null && mix.say(law, codes, offset, count, ssrc, timestamp);
        for (RecordingChannel tap : taps) {
            if (!mixed || tap.isLeft()) {
                tap.write(law, codes, offset, count, ssrc, timestamp, nowNs);
            }
        }
        return mixed;
    }

    /**
     * A packet goes to the partner.
     *
     * @param codec null for a telephone event
     * @param clockRate of an event's duration
     */
    void pass(
            MediaThread via,
            AudioLeg hearer,
            @Nullable AudioCodec codec,
            int clockRate,
            int offset,
            int bytes,
            boolean muted,
            long nowNs) {
        byte[] packet = via.in;
        Transcoding current = transcoding;
        if (codec == null && current != null) {
            current.onKey(nowNs);
        }
        if (hearer.outgoing.relay(via, sourceId, codec, clockRate, packet, offset, bytes, muted, nowNs)
                || codec == null) {
            return;
        }
        AudioCodec hearers = hearer.outgoing.codec();
        if (hearers == null) {
            return;
        }
        if (current == null) {
            current = new Transcoding();
            transcoding = current;
        }
        boolean began = !current.isActive();
        current.put(codec, hearers, packet, offset, bytes, nowNs);
        if (began) {
            via.tick(leg);
        }
    }

    /** A packet that is no sound in one of our codecs and is not passed on. */
    void other(@Nullable AudioLeg hearer, byte[] packet, int offset, int bytes, long nowNs) {
        if (hearer != null) {
            hearer.outgoing.skip(sourceId);
        }
        Transcoding current = transcoding;
        if (current != null && RtpPacket.payloadType(packet) == COMFORT_NOISE) {
            current.putNoise(packet, offset, bytes, nowNs);
        }
    }

    /** One step of 20 ms; false when there is nothing more to do. */
    boolean tick(MediaThread via, @Nullable AudioLeg hearer, boolean muted, long nowNs) {
        Transcoding current = transcoding;
        return current != null && current.isActive() && current.step(via, hearer, muted, nowNs);
    }

    /** Whether the sound is being decoded and encoded again for the partner. */
    boolean isTranscoded() {
        Transcoding current = transcoding;
        return current != null && current.isActive();
    }
}

package org.otvet.switchboard.codec;

import org.jspecify.annotations.Nullable;

/**
 * A coding of sound as session descriptions name it, with what RTP needs to know of it. Immutable; the encoders and
 * decoders it makes belong to one stream and one thread at a time.
 */
public enum AudioCodec {
    PCMU("PCMU", 0, 8000, 1, G711.PCMU),
    PCMA("PCMA", 8, 8000, 1, G711.PCMA),
    /** Samples at 16,000 Hz, yet a clock of 8,000: an old mistake that RFC 3551 section 4.5.2 keeps. */
    G722("G722", 9, 8000, 1, null),
    /** RFC 7587: always 48,000 and two channels in the description, whatever is sent. */
    OPUS("opus", 111, 48_000, 2, null);

    /** The length of the packets we make. */
    public static final int FRAME_MS = 20;

    /** Room that a packet of {@link #FRAME_MS} needs in any codec. */
    public static final int MAX_FRAME_BYTES = 320;

    private final String encodingName;
    private final int payloadType;
    private final int clockRate;
    private final int channels;
    private final @Nullable G711 law;

    AudioCodec(String encodingName, int payloadType, int clockRate, int channels, @Nullable G711 law) {
        this.encodingName = encodingName;
        this.payloadType = payloadType;
        this.clockRate = clockRate;
        this.channels = channels;
        this.law = law;
    }

    /** The codec an encoding name of a description stands for ({@code PCMA/8000}), null when it is none of ours. */
    public static @Nullable AudioCodec named(String rtpMap) {
        for (AudioCodec codec : values()) {
            String plain = codec.encodingName + "/" + codec.clockRate;
            if (rtpMap.equalsIgnoreCase(plain + "/" + codec.channels)
                    || (codec.channels == 1 && rtpMap.equalsIgnoreCase(plain))) {
                return codec;
            }
        }
        return null;
    }

    /** The codec a static payload type stands for, null when it is none of ours. */
    public static @Nullable AudioCodec ofStatic(int type) {
        return switch (type) {
            case 0 -> PCMU;
            case 8 -> PCMA;
            case 9 -> G722;
            default -> null;
        };
    }

    /** The name in descriptions and figures: {@code PCMU}, {@code PCMA}, {@code G722}, {@code opus}. */
    public String encodingName() {
        return encodingName;
    }

    /** What follows the number in {@code a=rtpmap}. */
    public String rtpMap() {
        return encodingName + "/" + clockRate + (channels == 1 ? "" : "/" + channels);
    }

    /** What follows the number in {@code a=fmtp}, empty for nothing. We decode one channel and mend losses. */
    public String parameters() {
        return this == OPUS ? "minptime=10;useinbandfec=1;stereo=0;sprop-stereo=0" : "";
    }

    /** The number it has, or under which we offer it. */
    public int payloadType() {
        return payloadType;
    }

    /** Of RTP timestamps, in Hz. */
    public int clockRate() {
        return clockRate;
    }

    /** Whether it carries sound up to 7 kHz or more. */
    public boolean isWide() {
        return law == null;
    }

    /** The law of G.711, null for another codec. */
    public @Nullable G711 law() {
        return law;
    }

    /** Whether a packet of this codec becomes one of {@code other} without being decoded. */
    public boolean isNear(AudioCodec other) {
        return this == other || (law != null && other.law != null);
    }

    /** Timestamp units that so many bytes of payload last; 0 when they make no sense. */
    public int duration(byte[] packet, int offset, int bytes) {
        return this == OPUS ? OpusSound.duration(packet, offset, bytes) : bytes;
    }

    /** @param sampleRate 8,000, or 16,000 for a wide codec */
    public SoundEncoder encoder(int sampleRate) {
        if (law != null) {
            requireNarrow(sampleRate);
            G711 plain = law;
            return (samples, count, into, offset) -> plain.encode(samples, count, into, offset);
        }
        return this == OPUS ? new OpusSound.Encoder(sampleRate) : new G722.Encoder(sampleRate)::encode;
    }

    /** @param sampleRate 8,000, or 16,000 for a wide codec */
    public SoundDecoder decoder(int sampleRate) {
        if (this == OPUS) {
            return new OpusSound.Decoder(sampleRate);
        }
        if (law != null) {
            requireNarrow(sampleRate);
            G711 plain = law;
            return new ConcealingDecoder(
                    (bytes, offset, length, into) -> plain.decode(bytes, offset, length, into), sampleRate);
        }
        G722.Decoder decoder = new G722.Decoder(sampleRate);
        return new ConcealingDecoder(
                (bytes, offset, length, into) -> decoder.decode(bytes, offset, length, into, 0), sampleRate);
    }

    private void requireNarrow(int sampleRate) {
        if (sampleRate != G711.SAMPLES_PER_SECOND) {
            throw new IllegalArgumentException(this + " has no samples at " + sampleRate + " Hz");
        }
    }

    /**
     * Writes {@link #FRAME_MS} of silence.
     *
     * @return bytes written
     */
    public int silence(byte[] into, int offset) {
        if (this == OPUS) {
            return OpusSound.silence(into, offset);
        }
        int bytes = FRAME_MS * G711.SAMPLES_PER_MS;
        silence(into, offset, bytes);
        return bytes;
    }

    /**
     * Makes a payload silent in place.
     *
     * @return its length now
     */
    public int silence(byte[] payload, int offset, int bytes) {
        if (law != null) {
            law.silence(payload, offset, bytes);
        } else if (this == G722) {
            org.otvet.switchboard.codec.G722.silence(payload, offset, bytes);
        } else {
            return OpusSound.silence(payload, offset);
        }
        return bytes;
    }
}

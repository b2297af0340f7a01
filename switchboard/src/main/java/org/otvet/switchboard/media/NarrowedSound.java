package org.otvet.switchboard.media;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.codec.SoundDecoder;

/**
 * Turns the packets of any codec into A-law at 8,000 Hz, in the order in which they come: what recordings take. They place
 * sound by its time themselves, so nothing is held back or made up here. One thread.
 */
final class NarrowedSound {

    static final G711 LAW = G711.PCMA;

    private final short[] samples = new short[SoundDecoder.MAX_PACKET_MS * G711.SAMPLES_PER_MS];
    private final byte[] codes = new byte[samples.length];
    private @Nullable SoundDecoder decoder;
    private @Nullable AudioCodec codec;

    /** @return how many codes {@link #codes()} holds now, 0 when the payload makes no sense */
    int narrow(AudioCodec from, byte[] packet, int offset, int bytes) {
        SoundDecoder current = decoder;
        if (current == null || codec != from) {
            current = from.decoder(G711.SAMPLES_PER_SECOND);
            decoder = current;
            codec = from;
        }
        int count = current.decode(packet, offset, bytes, samples);
        for (int i = 0; i < count; i++) {
            codes[i] = LAW.encode(samples[i]);
        }
        return count;
    }

    byte[] codes() {
        return codes;
    }

    /** A timestamp of that codec as one at 8,000 Hz. It jumps where the other wraps, once in a day of Opus. */
    static int timestamp(AudioCodec from, int timestamp) {
        return (int) ((timestamp & 0xFFFFFFFFL) * G711.SAMPLES_PER_SECOND / from.clockRate());
    }
}

package org.otvet.switchboard.media;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.DtmfDetector;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.codec.SoundDecoder;

/**
 * Finds the keys of a party that has no telephone events in what it says, until it shows that it sends them in signalling.
 * Belongs to the party's media thread, except for {@link #giveUp}.
 */
final class InbandKeys {

    private final DtmfDetector detector;
    private short[] samples = {};
    private @Nullable SoundDecoder decoder;
    private @Nullable AudioCodec codec;
    private volatile boolean over;

    InbandKeys(MediaLegListener listener) {
        detector = new DtmfDetector(listener::onDigit);
    }

    void hear(AudioCodec from, byte[] packet, int offset, int bytes) {
        if (over) {
            return;
        }
        SoundDecoder current = decoder;
        if (current == null || codec != from) {
            current = from.decoder(G711.SAMPLES_PER_SECOND);
            decoder = current;
            codec = from;
            samples = new short[SoundDecoder.MAX_PACKET_MS * G711.SAMPLES_PER_MS];
        }
        detector.hear(samples, current.decode(packet, offset, bytes, samples));
    }

    /** The party's keys come another way. */
    void giveUp() {
        over = true;
    }
}

package org.otvet.switchboard;

import java.util.Arrays;
import org.otvet.phone.Coding;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.SoundDecoder;
import org.otvet.switchboard.codec.SoundEncoder;

/** Codecs of the exchange for the test phone, which has G.711 only. */
record Codings(AudioCodec codec) implements Coding {

    static final Coding G722 = new Codings(AudioCodec.G722);
    static final Coding OPUS = new Codings(AudioCodec.OPUS);

    private static final int RATE = 8000;

    @Override
    public String encodingName() {
        return codec.encodingName();
    }

    @Override
    public int payloadType() {
        // another number than the exchange's own
        return codec == AudioCodec.OPUS ? 98 : codec.payloadType();
    }

    @Override
    public int clockRate() {
        return codec.clockRate();
    }

    @Override
    public int channels() {
        return codec == AudioCodec.OPUS ? 2 : 1;
    }

    @Override
    public Encoder encoder() {
        SoundEncoder encoder = codec.encoder(RATE);
        return (samples, count, into) -> encoder.encode(samples, count, into, 0);
    }

    @Override
    public Decoder decoder() {
        SoundDecoder decoder = codec.decoder(RATE);
        short[] samples = new short[SoundDecoder.MAX_PACKET_MS * RATE / 1000];
        return (payload, length) -> Arrays.copyOf(samples, decoder.decode(payload, 0, length, samples));
    }

    @Override
    public String toString() {
        return codec.encodingName();
    }
}

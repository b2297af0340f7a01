package org.otvet.switchboard.prompt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.codec.SoundEncoder;

/**
 * A sound in a codec whose packets depend on each other, made once for all who hear it. It is made by a thread of its own,
 * much faster than it is played: who plays it need not wait for its end.
 */
final class EncodedSound {

    private static final int FRAME_SAMPLES = AudioCodec.FRAME_MS * G711.SAMPLES_PER_MS;

    private final byte[][] packets;
    private volatile int ready;

    /** @param law in which {@code codes} are, 8,000 a second */
    EncodedSound(AudioCodec codec, G711 law, byte[] codes) {
        packets = new byte[Math.ceilDiv(codes.length, FRAME_SAMPLES)][];
        Thread.ofPlatform().name("sound-encoding").daemon(true).start(() -> encode(codec, law, codes));
    }

    /** The packet of a frame, null while it is not made yet. */
    byte @Nullable [] packet(int frame) {
        return frame < ready ? packets[frame] : null;
    }

    private void encode(AudioCodec codec, G711 law, byte[] codes) {
        SoundEncoder encoder = codec.encoder(G711.SAMPLES_PER_SECOND);
        short[] frame = new short[FRAME_SAMPLES];
        byte[] bytes = new byte[AudioCodec.MAX_FRAME_BYTES];
        for (int i = 0; i < packets.length; i++) {
            for (int j = 0; j < FRAME_SAMPLES; j++) {
                int at = i * FRAME_SAMPLES + j;
                frame[j] = at < codes.length ? law.decode(codes[at]) : 0;
            }
            int length = encoder.encode(frame, FRAME_SAMPLES, bytes, 0);
            packets[i] = Arrays.copyOf(bytes, length);
            ready = i + 1;
        }
    }
}

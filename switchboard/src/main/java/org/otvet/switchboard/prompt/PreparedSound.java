package org.otvet.switchboard.prompt;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;

/**
 * A sound encoded in both laws of G.711, ready to be sent, and in other codecs from the first time it is asked for in them.
 * Shared between all who play it; safe from any thread.
 */
public final class PreparedSound {

    private final byte[] muLaw;
    private final byte[] aLaw;
    private final Map<AudioCodec, EncodedSound> encoded = new ConcurrentHashMap<>(4);

    /** @param samples linear, 16 bits, 8,000 a second */
    public PreparedSound(short[] samples) {
        this.muLaw = G711.PCMU.encode(samples);
        this.aLaw = G711.PCMA.encode(samples);
    }

    /** Length in samples (1/8,000 s). */
    public int length() {
        return muLaw.length;
    }

    /** Copies samples of this sound; the caller keeps within {@link #length()}. */
    public void copy(G711 law, int position, byte[] into, int offset, int samples) {
        System.arraycopy(law == G711.PCMU ? muLaw : aLaw, position, into, offset, samples);
    }

    /**
     * A packet of 20 ms in another codec than G.711.
     *
     * @return null while it is not made yet, which is soon after the sound was asked for first
     */
    public byte @Nullable [] packet(AudioCodec codec, int frame) {
        // this law has the finer steps for what is soft
        return encoded.computeIfAbsent(codec, c -> new EncodedSound(c, G711.PCMU, muLaw))
                .packet(frame);
    }

    /** Bytes of memory the sound holds, or will hold when it was asked for in every codec. */
    public int size() {
        return 4 * muLaw.length;
    }
}

package org.otvet.switchboard.prompt;

import org.otvet.switchboard.codec.G711;

/** A sound encoded in both laws of G.711, ready to be sent; immutable and shared between all who play it. */
public final class PreparedSound {

    private final byte[] muLaw;
    private final byte[] aLaw;

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

    /** Bytes of memory the sound holds. */
    public int size() {
        return muLaw.length + aLaw.length;
    }
}

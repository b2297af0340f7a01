package org.otvet.switchboard.codec;

/** A decoder whose codec has no concealment of its own. */
final class ConcealingDecoder implements SoundDecoder {

    /** The codec's own decoding. */
    interface Plain {
        int decode(byte[] payload, int offset, int length, short[] into);
    }

    private final Plain plain;
    private final Concealment concealment;
    private final int mostBytes;

    ConcealingDecoder(Plain plain, int sampleRate) {
        this.plain = plain;
        this.concealment = new Concealment(sampleRate);
        this.mostBytes = MAX_PACKET_MS * G711.SAMPLES_PER_MS;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] into) {
        if (length > mostBytes) {
            return 0;
        }
        int samples = plain.decode(payload, offset, length, into);
        concealment.heard(into, samples);
        return samples;
    }

    @Override
    public void conceal(short[] into, int samples) {
        concealment.conceal(into, samples);
    }
}

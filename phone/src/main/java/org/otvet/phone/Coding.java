package org.otvet.phone;

/**
 * A coding of sound that a telephone can speak. {@link Codec} has those it brings along; tests may bring others. Sound in
 * and out of it is at 8,000 Hz, 16 bits.
 */
public interface Coding {

    /** As session descriptions name it. */
    String encodingName();

    /** Static, or the number it is offered under. */
    int payloadType();

    /** Of RTP timestamps, in Hz. */
    int clockRate();

    /** As session descriptions tell it: 2 for Opus whatever is sent. */
    int channels();

    /** A new stream's encoder. */
    Encoder encoder();

    /** A new stream's decoder. */
    Decoder decoder();

    /** Makes payloads. */
    interface Encoder {

        /** @return bytes written */
        int encode(short[] samples, int count, byte[] into);
    }

    /** Makes sound of payloads. */
    interface Decoder {

        short[] decode(byte[] payload, int length);
    }
}

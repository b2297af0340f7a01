package org.otvet.switchboard.codec;

/** Makes linear sound of payloads, and of nothing where one is missing; holds one stream's state. One thread at a time. */
public interface SoundDecoder {

    /** Milliseconds of sound a payload may hold, so that a buffer can be big enough. */
    int MAX_PACKET_MS = 120;

    /**
     * Decodes the next payload.
     *
     * @param into has room for {@link #MAX_PACKET_MS}
     * @return samples written, 0 when the payload makes no sense
     */
    int decode(byte[] payload, int offset, int length, short[] into);

    /**
     * Makes up sound for a lost payload.
     *
     * @param samples how much is missing, a multiple of 10 ms, at most 60 ms
     */
    void conceal(short[] into, int samples);

    /**
     * Recovers the payload before {@code next}, as far as that one tells of it.
     *
     * @return false when it tells nothing; conceal instead
     */
    default boolean recover(byte[] next, int offset, int length, short[] into, int samples) {
        return false;
    }
}

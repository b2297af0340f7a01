package org.otvet.switchboard.codec;

/** Makes payloads of linear sound; holds one stream's state. One thread at a time. */
@FunctionalInterface
public interface SoundEncoder {

    /**
     * Encodes one packet of 10, 20, 40 or 60 ms.
     *
     * @param samples 16 bits, linear, at the rate the encoder was made for
     * @return bytes written
     */
    int encode(short[] samples, int count, byte[] into, int offset);
}

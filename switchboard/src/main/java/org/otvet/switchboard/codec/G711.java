package org.otvet.switchboard.codec;

import java.util.Arrays;

/**
 * The two companding laws of ITU-T G.711, 8,000 samples a second, one byte a sample.
 *
 * <p>All conversions are table look-ups; no state, safe from any thread.
 */
public enum G711 {
    /** Mu-law, RTP payload type 0. */
    PCMU(0, (byte) 0xFF),
    /** A-law, RTP payload type 8. */
    PCMA(8, (byte) 0xD5);

    public static final int SAMPLES_PER_SECOND = 8000;
    public static final int SAMPLES_PER_MS = 8;

    private static final short[] MU_TO_LINEAR = new short[256];
    private static final short[] A_TO_LINEAR = new short[256];
    private static final byte[] LINEAR_TO_MU = new byte[1 << 14];
    private static final byte[] LINEAR_TO_A = new byte[1 << 13];
    private static final byte[] MU_TO_A = new byte[256];
    private static final byte[] A_TO_MU = new byte[256];

    static {
        for (int code = 0; code < 256; code++) {
            MU_TO_LINEAR[code] = expandMu(code);
            A_TO_LINEAR[code] = expandA(code);
        }
        for (int i = 0; i < LINEAR_TO_MU.length; i++) {
            LINEAR_TO_MU[i] = compressMu((short) ((i << 2) + 2));
        }
        for (int i = 0; i < LINEAR_TO_A.length; i++) {
            LINEAR_TO_A[i] = compressA((short) ((i << 3) + 4));
        }
        for (int code = 0; code < 256; code++) {
            MU_TO_A[code] = PCMA.encode(MU_TO_LINEAR[code]);
            A_TO_MU[code] = PCMU.encode(A_TO_LINEAR[code]);
        }
    }

    private final int payloadType;
    private final byte silence;

    G711(int payloadType, byte silence) {
        this.payloadType = payloadType;
        this.silence = silence;
    }

    /** The static RTP payload type (RFC 3551). */
    public int payloadType() {
        return payloadType;
    }

    /** The code of silence. */
    public byte silence() {
        return silence;
    }

    public short decode(byte code) {
        return (this == PCMU ? MU_TO_LINEAR : A_TO_LINEAR)[code & 0xFF];
    }

    public byte encode(short sample) {
        return this == PCMU ? LINEAR_TO_MU[(sample & 0xFFFF) >>> 2] : LINEAR_TO_A[(sample & 0xFFFF) >>> 3];
    }

    public byte[] encode(short[] samples) {
        byte[] codes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            codes[i] = encode(samples[i]);
        }
        return codes;
    }

    public short[] decode(byte[] codes) {
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = decode(codes[i]);
        }
        return samples;
    }

    /** @return samples read, which is bytes written */
    int encode(short[] samples, int count, byte[] into, int offset) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = encode(samples[i]);
        }
        return count;
    }

    /** @return bytes read, which is samples written */
    int decode(byte[] codes, int offset, int length, short[] into) {
        short[] table = this == PCMU ? MU_TO_LINEAR : A_TO_LINEAR;
        for (int i = 0; i < length; i++) {
            into[i] = table[codes[offset + i] & 0xFF];
        }
        return length;
    }

    /** Rewrites {@code length} codes of this law into codes of {@code target}, in place. */
    public void transcodeTo(G711 target, byte[] codes, int offset, int length) {
        if (target == this) {
            return;
        }
        byte[] table = tableTo(target);
        for (int i = offset; i < offset + length; i++) {
            codes[i] = table[codes[i] & 0xFF];
        }
    }

    /** One code of this law as a code of {@code target}. */
    public byte transcodeTo(G711 target, byte code) {
        return target == this ? code : tableTo(target)[code & 0xFF];
    }

    /** Fills with silence. */
    public void silence(byte[] codes, int offset, int length) {
        Arrays.fill(codes, offset, offset + length, silence);
    }

    private static byte[] tableTo(G711 target) {
        return target == PCMA ? MU_TO_A : A_TO_MU;
    }

    private static short expandMu(int code) {
        int inverted = ~code & 0xFF;
        int magnitude = (((inverted & 0x0F) << 3) + 0x84) << ((inverted & 0x70) >> 4);
        return (short) ((inverted & 0x80) != 0 ? 0x84 - magnitude : magnitude - 0x84);
    }

    private static short expandA(int code) {
        int plain = code ^ 0x55;
        int magnitude = (plain & 0x0F) << 4;
        int segment = (plain & 0x70) >> 4;
        magnitude = switch (segment) {
            case 0 -> magnitude + 8;
            case 1 -> magnitude + 0x108;
            default -> (magnitude + 0x108) << (segment - 1);
        };
        return (short) ((plain & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static byte compressMu(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), 32635) + 0x84;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int mantissa = (magnitude >> (segment + 3)) & 0x0F;
        return (byte) ~(sign | (segment << 4) | mantissa);
    }

    private static byte compressA(short sample) {
        int sign = sample < 0 ? 0 : 0x80;
        int magnitude = sample < 0 ? Math.min(-sample - 1, 32767) : sample;
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude | 1));
        int code;
        if (segment == 0) {
            code = magnitude >> 4;
        } else {
            code = (segment << 4) | ((magnitude >> (segment + 3)) & 0x0F);
        }
        return (byte) ((sign | code) ^ 0x55);
    }
}

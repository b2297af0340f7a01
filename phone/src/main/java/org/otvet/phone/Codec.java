package org.otvet.phone;

/** The two G.711 codecs with their static RTP payload types (RFC 3551 section 6). */
public enum Codec implements Coding {
    PCMU(0),
    PCMA(8);

    private final int payloadType;
    private final short[] decoded = new short[256];
    private final byte[] encoded = new byte[65_536];

    Codec(int payloadType) {
        this.payloadType = payloadType;
        for (int code = 0; code < 256; code++) {
            decoded[code] = (short) (payloadType == 0 ? expandMu(code) : expandA(code));
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            encoded[sample & 0xFFFF] = (byte) (payloadType == 0 ? compressMu(sample) : compressA(sample));
        }
    }

    @Override
    public String encodingName() {
        return name();
    }

    @Override
    public int payloadType() {
        return payloadType;
    }

    @Override
    public int clockRate() {
        return 8000;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public Encoder encoder() {
        return (samples, count, into) -> {
            for (int i = 0; i < count; i++) {
                into[i] = encode(samples[i]);
            }
            return count;
        };
    }

    @Override
    public Decoder decoder() {
        return (payload, length) -> {
            short[] samples = new short[length];
            for (int i = 0; i < length; i++) {
                samples[i] = decode(payload[i]);
            }
            return samples;
        };
    }

    public byte encode(short sample) {
        return encoded[sample & 0xFFFF];
    }

    public short decode(byte code) {
        return decoded[code & 0xFF];
    }

    private static int expandMu(int code) {
        int bits = ~code & 0xFF;
        int magnitude = (((bits & 0x0F) << 3) + 0x84 << ((bits & 0x70) >> 4)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static int compressMu(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = magnitude >> exponent + 3 & 0x0F;
        return ~(sign | exponent << 4 | mantissa) & 0xFF;
    }

    private static int expandA(int code) {
        int bits = code ^ 0x55;
        int exponent = (bits & 0x70) >> 4;
        int magnitude = (bits & 0x0F) << 4 | 8;
        if (exponent > 0) {
            magnitude = magnitude + 0x100 << exponent - 1;
        }
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int compressA(int sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32_767);
        int exponent = Math.max(0, 31 - Integer.numberOfLeadingZeros(Math.max(magnitude, 1)) - 7);
        int mantissa = magnitude >> (exponent == 0 ? 4 : exponent + 3) & 0x0F;
        return (sign | exponent << 4 | mantissa) ^ 0x55;
    }
}

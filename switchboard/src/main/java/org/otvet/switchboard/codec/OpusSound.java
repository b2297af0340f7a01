package org.otvet.switchboard.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;

/**
 * Opus (RFC 6716) by Concentus, one channel, at the rate of whoever hears or speaks it. Concentus answers packets that no
 * encoder makes with any unchecked exception and with {@link AssertionError}; what it has learnt is then forgotten.
 */
final class OpusSound {

    private static final int NARROW_BITS = 16_000;
    private static final int WIDE_BITS = 24_000;

    /** How hard the encoder tries, 0 to 10: at 5 speech is hardly told from 10 at a third of the cost. */
    private static final int COMPLEXITY = 5;

    /** One frame of 20 ms without any sound: full band, and nothing coded. */
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    private static final int CLOCK_PER_MS = 48;

    private OpusSound() {}

    static int silence(byte[] into, int offset) {
        System.arraycopy(SILENCE, 0, into, offset, SILENCE.length);
        return SILENCE.length;
    }

    /** Length at 48,000 Hz by the packet's first bytes (RFC 6716 section 3.1), 0 for no packet. */
    static int duration(byte[] packet, int offset, int bytes) {
        if (bytes < 1) {
            return 0;
        }
        int head = packet[offset] & 0xFF;
        int size = head >> 3;
        int tenths;
        if (size < 12) {
            tenths = new int[] {100, 200, 400, 600}[size & 3];
        } else if (size < 16) {
            tenths = (size & 1) == 0 ? 100 : 200;
        } else {
            tenths = 25 << (size & 3);
        }
        int frames = switch (head & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> bytes < 2 ? 0 : packet[offset + 1] & 0x3F;
        };
        int duration = tenths * frames * CLOCK_PER_MS / 10;
        return duration <= SoundDecoder.MAX_PACKET_MS * CLOCK_PER_MS ? duration : 0;
    }

    static final class Encoder implements SoundEncoder {

        private final OpusEncoder encoder;

        Encoder(int sampleRate) {
            try {
                encoder = new OpusEncoder(sampleRate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            } catch (OpusException e) {
                throw new IllegalArgumentException("Opus does not encode at " + sampleRate + " Hz", e);
            }
            encoder.setBitrate(sampleRate > G711.SAMPLES_PER_SECOND ? WIDE_BITS : NARROW_BITS);
            encoder.setComplexity(COMPLEXITY);
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        }

        @Override
        public int encode(short[] samples, int count, byte[] into, int offset) {
            try {
                return encoder.encode(
                        samples, 0, count, into, offset, Math.min(AudioCodec.MAX_FRAME_BYTES, into.length - offset));
            } catch (OpusException | RuntimeException | AssertionError _) {
                encoder.resetState();
                return OpusSound.silence(into, offset);
            }
        }
    }

    static final class Decoder implements SoundDecoder {

        private final OpusDecoder decoder;
        private final int sampleRate;

        Decoder(int sampleRate) {
            try {
                decoder = new OpusDecoder(sampleRate, 1);
            } catch (OpusException e) {
                throw new IllegalArgumentException("Opus does not decode at " + sampleRate + " Hz", e);
            }
            this.sampleRate = sampleRate;
        }

        @Override
        public int decode(byte[] payload, int offset, int length, short[] into) {
            if (duration(payload, offset, length) == 0) {
                return 0;
            }
            try {
                return Math.max(
                        0, decoder.decode(payload, offset, length, into, 0, MAX_PACKET_MS * sampleRate / 1000, false));
            } catch (OpusException | RuntimeException | AssertionError _) {
                decoder.resetState();
                return 0;
            }
        }

        @Override
        public void conceal(short[] into, int samples) {
            try {
                decoder.decode(null, 0, 0, into, 0, samples, false);
            } catch (OpusException | RuntimeException | AssertionError _) {
                decoder.resetState();
                Arrays.fill(into, 0, samples, (short) 0);
            }
        }

        @Override
        public boolean recover(byte[] next, int offset, int length, short[] into, int samples) {
            int frame = duration(next, offset, length) * (sampleRate / 1000) / CLOCK_PER_MS;
            // only SILK carries the frame before; CELT's configurations start at 16
            if (frame != samples || (next[offset] & 0xFF) >> 3 >= 16) {
                return false;
            }
            try {
                return decoder.decode(next, offset, length, into, 0, samples, true) == samples;
            } catch (OpusException | RuntimeException | AssertionError _) {
                decoder.resetState();
                return false;
            }
        }
    }
}

package org.otvet.switchboard.codec;

import java.util.Arrays;

/**
 * ITU-T G.722 at 64 kbit/s: two sub-bands of adaptive differential coding, one byte for two samples at 16,000 Hz.
 *
 * <p>Both directions can also work at 8,000 Hz. The lower sub-band alone is then the sound, so that the filters between
 * sub-bands and the upper one cost nothing.
 *
 * <p>Names of the steps are those of the recommendation's block diagrams.
 */
final class G722 {

    static final int NARROW = 8000;
    static final int WIDE = 16_000;

    private static final int[] Q6 = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };
    private static final int[] ILN = {
        0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
        5, 4
    };
    private static final int[] ILP = {
        0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35,
        34, 33, 32
    };
    private static final int[] WL = {-60, -30, 58, 172, 334, 538, 1198, 3042};
    private static final int[] RL42 = {0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};
    private static final int[] ILB = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };
    private static final int[] QM4 = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };
    private static final int[] QM6 = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };
    private static final int[] QM2 = {-7408, -1616, 7408, 1616};
    private static final int[] IHN = {0, 1, 0};
    private static final int[] IHP = {0, 3, 2};
    private static final int[] WH = {0, -214, 798};
    private static final int[] RH2 = {2, 1, 2, 1};
    private static final int[] QMF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    private G722() {}

    /** Makes bytes of samples; one stream's state. */
    static final class Encoder {

        private final boolean wide;
        private final Band low = new Band(32);
        private final Band high = new Band(8);
        private final int[] window = new int[24];

        Encoder(int sampleRate) {
            wide = sampleRate == WIDE;
        }

        /** @return bytes written: one for two wide samples or for one narrow sample */
        int encode(short[] samples, int count, byte[] into, int offset) {
            int bytes = wide ? count / 2 : count;
            for (int i = 0; i < bytes; i++) {
                into[offset + i] =
                        wide ? code(samples[2 * i], samples[2 * i + 1]) : (byte) (0xC0 | lower(samples[i] >> 1));
            }
            return bytes;
        }

        private byte code(int first, int second) {
            System.arraycopy(window, 2, window, 0, 22);
            window[22] = first;
            window[23] = second;
            int even = 0;
            int odd = 0;
            for (int i = 0; i < 12; i++) {
                odd += window[2 * i] * QMF[i];
                even += window[2 * i + 1] * QMF[11 - i];
            }
            int lower = lower((even + odd) >> 14);
            return (byte) (upper((even - odd) >> 14) << 6 | lower);
        }

        private int lower(int sample) {
            int error = saturated(sample - low.estimate);
            int magnitude = error >= 0 ? error : -(error + 1);
            int level = 1;
            while (level < 30 && magnitude >= (Q6[level] * low.step) >> 12) {
                level++;
            }
            int code = error < 0 ? ILN[level] : ILP[level];
            int coarse = code >> 2;
            int difference = (low.step * QM4[coarse]) >> 15;
            low.scale(WL[RL42[coarse]], 18_432, 8);
            low.adapt(difference);
            return code;
        }

        private int upper(int sample) {
            int error = saturated(sample - high.estimate);
            int magnitude = error >= 0 ? error : -(error + 1);
            int level = magnitude >= (564 * high.step) >> 12 ? 2 : 1;
            int code = error < 0 ? IHN[level] : IHP[level];
            int difference = (high.step * QM2[code]) >> 15;
            high.scale(WH[RH2[code]], 22_528, 10);
            high.adapt(difference);
            return code;
        }
    }

    /** Makes samples of bytes; one stream's state. */
    static final class Decoder {

        private final boolean wide;
        private final Band low = new Band(32);
        private final Band high = new Band(8);
        private final int[] window = new int[24];

        Decoder(int sampleRate) {
            wide = sampleRate == WIDE;
        }

        /** @return samples written: two wide ones or one narrow one for each byte */
        int decode(byte[] codes, int offset, int count, short[] into, int at) {
            int written = at;
            for (int i = offset; i < offset + count; i++) {
                int lower = lower(codes[i] & 0x3F);
                if (wide) {
                    written = join(lower, upper((codes[i] & 0xFF) >> 6), into, written);
                } else {
                    into[written++] = saturated(lower << 1);
                }
            }
            return written - at;
        }

        private int lower(int code) {
            int sample = Math.clamp((long) low.estimate + ((low.step * QM6[code]) >> 15), -16_384, 16_383);
            int coarse = code >> 2;
            int difference = (low.step * QM4[coarse]) >> 15;
            low.scale(WL[RL42[coarse]], 18_432, 8);
            low.adapt(difference);
            return sample;
        }

        private int upper(int code) {
            int difference = (high.step * QM2[code]) >> 15;
            int sample = Math.clamp((long) difference + high.estimate, -16_384, 16_383);
            high.scale(WH[RH2[code]], 22_528, 10);
            high.adapt(difference);
            return sample;
        }

        private int join(int lower, int upper, short[] into, int at) {
            System.arraycopy(window, 2, window, 0, 22);
            window[22] = lower + upper;
            window[23] = lower - upper;
            int first = 0;
            int second = 0;
            for (int i = 0; i < 12; i++) {
                second += window[2 * i] * QMF[i];
                first += window[2 * i + 1] * QMF[11 - i];
            }
            into[at] = saturated(first >> 11);
            into[at + 1] = saturated(second >> 11);
            return at + 2;
        }
    }

    /** One sub-band's quantiser scale and predictor, the same on both sides. */
    private static final class Band {

        /** Scale factor, DETL and DETH. */
        int step;

        /** Estimate of the next sample, SL and SH. */
        int estimate;

        private int logStep;
        private final int[] r = new int[3];
        private final int[] a = new int[3];
        private final int[] p = new int[3];
        private final int[] d = new int[7];
        private final int[] b = new int[7];

        Band(int step) {
            this.step = step;
        }

        /** LOGSCL and SCALEL, or LOGSCH and SCALEH. */
        void scale(int weight, int limit, int shift) {
            logStep = Math.clamp((long) ((logStep * 127) >> 7) + weight, 0, limit);
            int factor = ILB[(logStep >> 6) & 31];
            int down = shift - (logStep >> 11);
            step = (down < 0 ? factor << -down : factor >> down) << 2;
        }

        /** Block 4: reconstruction, adaptation of poles and zeros, prediction. */
        void adapt(int difference) {
            int zeros = zeroPrediction;
            d[0] = difference;
            r[0] = saturated(estimate + difference);
            p[0] = saturated(zeros + difference);
            int second = secondPole();
            int first = firstPole(second);
            int nudge = difference == 0 ? 0 : 128;
            for (int i = 1; i <= 6; i++) {
                int towards = (d[i] < 0) == (difference < 0) ? nudge : -nudge;
                b[i] = saturated(towards + ((b[i] * 32_640) >> 15));
            }
            System.arraycopy(d, 0, d, 1, 6);
            r[2] = r[1];
            r[1] = r[0];
            p[2] = p[1];
            p[1] = p[0];
            a[1] = first;
            a[2] = second;
            int poles = saturated(((a[1] * saturated(r[1] + r[1])) >> 15) + ((a[2] * saturated(r[2] + r[2])) >> 15));
            int sum = 0;
            for (int i = 6; i > 0; i--) {
                sum += (b[i] * saturated(d[i] + d[i])) >> 15;
            }
            zeroPrediction = saturated(sum);
            estimate = saturated(poles + zeroPrediction);
        }

        private int zeroPrediction;

        private int secondPole() {
            int scaled = saturated(a[1] << 2);
            int turned = Math.min((p[0] < 0) == (p[1] < 0) ? -scaled : scaled, 32_767);
            int sum = ((p[0] < 0) == (p[2] < 0) ? 128 : -128) + (turned >> 7) + ((a[2] * 32_512) >> 15);
            return Math.clamp((long) sum, -12_288, 12_288);
        }

        private int firstPole(int second) {
            int sum = saturated(((p[0] < 0) == (p[1] < 0) ? 192 : -192) + ((a[1] * 32_640) >> 15));
            int limit = saturated(15_360 - second);
            return Math.clamp((long) sum, -limit, limit);
        }
    }

    /** Codes whose differences are zero in both bands: repeated, they let any decoder come to rest. */
    private static final byte SILENCE = (byte) 0xFD;

    static void silence(byte[] codes, int offset, int length) {
        Arrays.fill(codes, offset, offset + length, SILENCE);
    }

    private static short saturated(int value) {
        return (short) Math.clamp((long) value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}

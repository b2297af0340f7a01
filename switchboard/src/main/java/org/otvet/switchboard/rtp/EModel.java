package org.otvet.switchboard.rtp;

/**
 * The E-model (ITU-T G.107, 06/2015): estimates how a telephone connection is judged from its delay, its losses and its
 * codec. Everything that a digital call cannot know of its telephones (loudness, room noise, echo loss) has the default of
 * the recommendation's table 3. Pure arithmetic, safe from any thread.
 *
 * <p>The scale is the narrow-band one: a wide-band codec is rated as if it were heard through an ordinary telephone and so
 * cannot exceed G.711.
 */
public final class EModel {

    // table 3: loudness ratings, sidetone, noise
    private static final double SLR = 8;
    private static final double RLR = 2;
    private static final double OLR = SLR + RLR;
    private static final double STMR = 15;
    private static final double DR = 3;
    private static final double DS = 3;
    private static final double TELR = 65;
    private static final double WEPL = 110;
    private static final double QDU = 1;
    private static final double NC = -70;
    private static final double NFOR = -64;
    private static final double PS = 35;
    private static final double PR = 35;

    /**
     * How a codec sounds and how it bears losses (ITU-T G.113 appendix I).
     *
     * @param impairment equipment impairment factor Ie, 0 for G.711
     * @param robustness packet-loss robustness factor Bpl; the higher the better
     */
    public record Equipment(double impairment, double robustness) {

        /** G.711 whose receiver plays nothing for a lost packet. */
        public static final Equipment G711_PLAIN = new Equipment(0, 4.3);

        /** G.711 with concealment as in G.711 appendix I, which telephones and browsers of today have. */
        public static final Equipment G711 = new Equipment(0, 25.1);

        /** G.729A with silence suppression. */
        public static final Equipment G729A = new Equipment(11, 19);

        /** G.722 at 64 kbit/s; its robustness is the one of G.113 appendix IV for the wide-band scale. */
        public static final Equipment G722 = new Equipment(0, 4.9);

        /** Opus; G.113 has no narrow-band figures, so it is taken as G.711 with concealment. */
        public static final Equipment OPUS = new Equipment(0, 25.1);
    }

    private EModel() {}

    /**
     * The transmission rating R, about 93.2 for a faultless connection, below 60 hardly bearable.
     *
     * @param delayMs one-way mouth to ear
     * @param lossPercent packets that were not played, 0 to 100
     * @param burstRatio mean length of losses against that of random ones, 1 for random losses
     */
    public static double rating(Equipment equipment, double delayMs, double lossPercent, double burstRatio) {
        double noise = noise();
        double signalToNoise = 15 - 1.5 * (SLR + noise);
        return signalToNoise
                - simultaneous(signalToNoise, noise, delayMs)
                - delayed(signalToNoise, noise, delayMs)
                - effective(equipment, lossPercent, burstRatio);
    }

    /** The mean opinion score that belongs to a rating, 1 to 4.5 (annex B). */
    public static double mos(double rating) {
        if (rating <= 0) {
            return 1;
        }
        if (rating >= 100) {
            return 4.5;
        }
        return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }

    /** Ie,eff: the codec's impairment under losses (section 7.5). */
    static double effective(Equipment equipment, double lossPercent, double burstRatio) {
        double loss = Math.clamp(lossPercent, 0, 100);
        return equipment.impairment()
                + (95 - equipment.impairment()) * loss / (loss / Math.max(burstRatio, 1e-3) + equipment.robustness());
    }

    /** No: all noise as one circuit noise (section 7.2). */
    private static double noise() {
        double sender = PS - SLR - DS - 100 + 0.004 * square(PS - OLR - DS - 14);
        double heard = PR + 10 * Math.log10(1 + power((10 - (STMR + DR)) / 10));
        double receiver = RLR - 121 + heard + 0.008 * square(heard - 35);
        double floor = NFOR + RLR;
        return 10 * Math.log10(power(NC / 10) + power(sender / 10) + power(receiver / 10) + power(floor / 10));
    }

    /** Is: what disturbs while somebody speaks (section 7.3). */
    private static double simultaneous(double signalToNoise, double noise, double delayMs) {
        double x = (OLR + 0.2 * (64 + noise - RLR)) / 8;
        double tooLoud = 20 * (Math.pow(1 + Math.pow(x, 8), 1.0 / 8) - x);
        double sidetone = -10 * Math.log10(power(-STMR / 10) + Math.exp(-delayMs / 4) * power(-TELR / 10));
        double offSidetone = 12 * Math.pow(1 + Math.pow((sidetone - 13) / 6, 8), 1.0 / 8)
                - 28 * Math.pow(1 + Math.pow((sidetone + 1) / 19.4, 35), 1.0 / 35)
                - 13 * Math.pow(1 + Math.pow((sidetone - 3) / 33, 13), 1.0 / 13)
                + 29;
        double q = 37 - 15 * Math.log10(QDU);
        double g = 1.07 + 0.258 * q + 0.0602 * q * q;
        double y = (signalToNoise - 100) / 15 + 46 / 8.4 - g / 9;
        double z = 46.0 / 30 - g / 40;
        double quantising = 15 * Math.log10(1 + power(y) + power(z));
        return tooLoud + offSidetone + quantising;
    }

    /** Id: echo at both ends and plain delay (section 7.4). */
    private static double delayed(double signalToNoise, double noise, double delayMs) {
        double level = TELR
                - 40 * Math.log10((1 + delayMs / 10) / (1 + delayMs / 150))
                + 6 * Math.exp(-0.3 * delayMs * delayMs);
        double talker = half(-1.5 * (noise - RLR) - (80 + 2.5 * (level - 14)), 100, -1) * (1 - Math.exp(-delayMs));
        double listener = half(signalToNoise - 10.5 * (WEPL + 7) * Math.pow(2 * delayMs + 1, -0.25), 169, 0);
        double absolute = 0;
        if (delayMs > 100) {
            double x = Math.log(delayMs / 100) / Math.log(2);
            absolute = 25 * (Math.pow(1 + Math.pow(x, 6), 1.0 / 6) - 3 * Math.pow(1 + Math.pow(x / 3, 6), 1.0 / 6) + 2);
        }
        return talker + listener + absolute;
    }

    private static double half(double difference, double spread, double shift) {
        return difference / 2 + Math.sqrt(square(difference) / 4 + spread) + shift;
    }

    private static double power(double exponent) {
        return Math.pow(10, exponent);
    }

    private static double square(double x) {
        return x * x;
    }
}

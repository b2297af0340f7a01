package org.otvet.switchboard.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.rtp.EModel.Equipment;

class EModelTest {

    @Test
    void theDefaultsOfTheRecommendationGive93() {
        // G.107 section 7.7: all parameters at their default values
        assertThat(EModel.rating(Equipment.G711_PLAIN, 0, 0, 1)).isCloseTo(93.2, within(0.05));
        assertThat(EModel.mos(93.2)).isCloseTo(4.41, within(0.005));
    }

    @Test
    void ratingsBecomeScoresByAnnexB() {
        // G.107 table B.1
        assertThat(EModel.mos(90)).isCloseTo(4.34, within(0.005));
        assertThat(EModel.mos(80)).isCloseTo(4.03, within(0.006));
        assertThat(EModel.mos(70)).isCloseTo(3.60, within(0.005));
        assertThat(EModel.mos(60)).isCloseTo(3.10, within(0.005));
        assertThat(EModel.mos(50)).isCloseTo(2.58, within(0.006));
        assertThat(EModel.mos(-3)).isEqualTo(1);
        assertThat(EModel.mos(101)).isEqualTo(4.5);
    }

    @Test
    void codecsAreWorseByTheirImpairment() {
        // G.113 table I.1 and I.4
        double plain = EModel.rating(Equipment.G711, 0, 0, 1);
        assertThat(plain - EModel.rating(Equipment.G729A, 0, 0, 1)).isCloseTo(11, within(1e-9));
        assertThat(EModel.effective(Equipment.G711, 5, 1)).isCloseTo(95 * 5 / 30.1, within(1e-9));
        assertThat(EModel.effective(Equipment.G711_PLAIN, 1, 1)).isCloseTo(95 / 5.3, within(1e-9));
        assertThat(EModel.effective(Equipment.G711_PLAIN, 100, 1)).isLessThan(95);
    }

    @Test
    void delayHurtsFromAHundredAndFiftyMillisecondsOn() {
        double[] ratings = {0, 50, 100, 150, 200, 300, 400, 500};
        for (int i = 0; i < ratings.length; i++) {
            ratings[i] = EModel.rating(Equipment.G711, ratings[i], 0, 1);
        }
        assertThat(ratings[0] - ratings[3]).isLessThan(6);
        assertThat(ratings[3] - ratings[5]).isGreaterThan(10);
        assertThat(ratings).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Property
    void moreLossLongerBurstsAndMoreDelayNeverImprove(
            @ForAll @DoubleRange(min = 0, max = 99) double loss,
            @ForAll @DoubleRange(min = 0, max = 2000) double delay,
            @ForAll @DoubleRange(min = 1, max = 10) double burst) {
        double mos = EModel.mos(EModel.rating(Equipment.G711, delay, loss, burst));
        assertThat(mos).isBetween(1.0, 4.5);
        assertThat(EModel.mos(EModel.rating(Equipment.G711, delay, loss + 1, burst)))
                .isLessThanOrEqualTo(mos + 1e-9);
        assertThat(EModel.mos(EModel.rating(Equipment.G711, delay, loss, burst + 1)))
                .isLessThanOrEqualTo(mos + 1e-9);
        assertThat(EModel.mos(EModel.rating(Equipment.G711, delay + 20, loss, burst)))
                .isLessThanOrEqualTo(mos + 0.01);
    }
}

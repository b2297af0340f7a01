package org.otvet.simulator.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases worked out with thirty digits, some of them published elsewhere. */
class ErlangTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-7);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.5",
        "2, 5, 0.0366972477064",
        "10, 10, 0.214582343107",
        "10, 15, 0.0364969454724",
        "20, 30, 0.00845749834019",
        "100, 100, 0.0757004527109",
        "100, 117, 0.00979007112537"
    })
    void losesWithoutALine(double load, int agents, double blocking) {
        assertThat(ErlangB.blocking(load, agents)).isCloseTo(blocking, EXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.01010101",
        "2, 0.15259329",
        "5, 1.3607868",
        "10, 4.4611769",
        "20, 12.030615",
        "30, 20.337286",
        "50, 37.901398",
        "100, 84.064159"
    })
    void findsTheLoadOfALoss(int agents, double load) {
        assertThat(ErlangB.load(0.01, agents)).isCloseTo(load, Percentage.withPercentage(1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 14, 180, 20, 0.1741319335950498, 0.8883500191794669, 7.835937012",
        "48, 55, 240, 15, 0.2387009364, 0.8458830922, 8.184032",
        "1000, 1020, 180, 20, 0.4162601163, 0.954890714, 3.746341047",
        "100, 110, 180, 20, 0.2370075003, 0.9219787928, 4.266135005",
        "20, 24, 180, 20, 0.29807, 0.80888, 13.413",
        "100, 120, 180, 20, 0.03320, 0.99640, 0.2988"
    })
    void waitsAsLongAsItTakes(
            double load, int agents, double handle, double within, double wait, double level, double asa) {
        ErlangC centre = new ErlangC(load, agents, handle);
        Percentage printed = Percentage.withPercentage(wait == 0.29807 || wait == 0.03320 ? 0.02 : 1e-5);
        assertThat(centre.waitProbability()).isCloseTo(wait, printed);
        assertThat(centre.serviceLevel(within)).isCloseTo(level, printed);
        assertThat(centre.meanWait()).isCloseTo(asa, printed);
    }

    @Test
    void waitsByTheTextbook() {
        assertThat(new ErlangC(2, 3, 1).waitProbability()).isCloseTo(4.0 / 9, within(1e-14));
        assertThat(new ErlangC(2, 3, 1).meanWaiting()).isCloseTo(8.0 / 9, within(1e-14));
        assertThat(new ErlangC(8, 10, 1).waitProbability()).isCloseTo(4194304.0 / 10250507, within(1e-14));
        assertThat(new ErlangC(5, 6, 1).meanWaiting()).isCloseTo(2.937582252, EXACT);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "10, 14", "50, 56", "100, 107", "500, 510", "1000, 1011"})
    void staffs(double load, int agents) {
        assertThat(ErlangC.agentsFor(0.8, 20, load, 180)).isEqualTo(agents);
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, 60, 120, 50, 0.4677740686, 0.03091224916, 3.709470",
        "1, 1, 1, 1, 0.6321205588, 0.36787944117, 0.36787944117",
        "10, 1, 1, 10, 0.5420702855, 0.1251100357, 0.1251100357",
        "100, 1, 1, 100, 0.5132987983, 0.03986099681, 0.03986099681",
        "0.05555555555555556, 180, 120, 10, 0.4968527476, 0.1374638263, 16.49565915",
        "0.05555555555555556, 180, 120, 14, 0.1269763401, 0.02283928653, 2.740714384",
        "0.2777777777777778, 300, 120, 70, 0.8152776042, 0.1692654836, 20.311858",
        "7.5, 1, 2, 8, 0.5407064212, 0.09219183569, 0.18438367138"
    })
    void hangsUp(double rate, double handle, double patience, int agents, double wait, double abandon, double mean) {
        ErlangA centre = ErlangA.of(rate, handle, patience, agents);
        assertThat(centre.waitProbability()).isCloseTo(wait, EXACT);
        assertThat(centre.abandonProbability()).isCloseTo(abandon, EXACT);
        assertThat(centre.meanWait()).isCloseTo(mean, Percentage.withPercentage(1e-5));
    }

    @Test
    void tellsHowManyWaitLongerThanATime() {
        ErlangA centre = ErlangA.of(0.8, 60, 120, 50);
        assertThat(centre.occupancy()).isCloseTo(0.9303242408, EXACT);
        assertThat(centre.meanWaiting()).isCloseTo(2.96757592, EXACT);
        assertThat(centre.offeredWaitBeyond(20)).isCloseTo(0.0320569, Percentage.withPercentage(2e-4));
        assertThat(centre.waitBeyond(20)).isCloseTo(0.0271356, Percentage.withPercentage(2e-4));
        assertThat(centre.offeredWaitBeyond(0)).isCloseTo(centre.waitProbability(), EXACT);
        assertThat(ErlangA.of(10 / 180.0, 180, 120, 10).waitBeyond(20)).isCloseTo(0.2950176556, EXACT);
    }

    @Test
    void patienceWithoutEndIsErlangCAndWithoutAnyErlangB() {
        assertThat(ErlangA.of(10 / 180.0, 180, 1e10, 14).waitProbability())
                .isCloseTo(new ErlangC(10, 14, 180).waitProbability(), within(1e-6));
        assertThat(ErlangA.of(10 / 180.0, 180, 1e-9, 14).abandonProbability())
                .isCloseTo(ErlangB.blocking(10, 14), within(1e-9));
    }

    @Test
    void holdsAtTheEdges() {
        assertThat(ErlangB.blocking(0, 0)).isZero();
        assertThat(ErlangB.blocking(5, 0)).isEqualTo(1);
        assertThat(new ErlangC(5, 5, 180).serviceLevel(20)).isZero();
        assertThat(ErlangA.of(1, 60, 120, 0).abandonProbability()).isCloseTo(1, within(1e-12));
        assertThat(new ErlangC(9_900, 10_000, 180).waitProbability()).isBetween(0.0, 1.0);
        ErlangA huge = ErlangA.of(10_000 / 180.0, 180, 120, 10_000);
        assertThat(huge.abandonProbability()).isBetween(0.0, 0.01);
        assertThat(huge.waitBeyond(5)).isBetween(0.0, huge.waitProbability());
        assertThat(ErlangA.of(10_000, 1, 1, 1).abandonProbability()).isCloseTo(0.9999, within(1e-6));
    }
}

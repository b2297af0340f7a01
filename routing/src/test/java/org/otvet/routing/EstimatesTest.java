package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimatesTest {

    private final Play play = new Play();

    private WaitEstimate estimate(int call) {
        return play.router.estimate(Ids.call(call)).orElseThrow();
    }

    @Test
    void theBetaDistributionIsExact() {
        assertThat(Beta.below(0.5, 2, 2)).isCloseTo(0.5, within(1e-14));
        assertThat(Beta.below(0.3, 1, 5)).isCloseTo(1 - Math.pow(0.7, 5), within(1e-14));
        assertThat(Beta.below(0.3, 3, 2)).isCloseTo(4 * Math.pow(0.3, 3) - 3 * Math.pow(0.3, 4), within(1e-14));
        assertThat(Beta.quantile(0.9, 1, 5)).isCloseTo(1 - Math.pow(0.1, 0.2), within(1e-12));
        assertThat(Beta.below(Beta.quantile(0.01, 30, 300), 30, 300)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void tendsToTheGammaDistributionWithManyObservations() {
        WaitEstimate next = new WaitEstimate(1, 10, 1e7, 1e7 * 180_000);
        assertThat(next.quantileMs(0.5)).isCloseTo(Math.round(18_000 * Math.log(2)), within(2L));
        assertThat(next.quantileMs(0.9)).isCloseTo(Math.round(18_000 * Math.log(10)), within(5L));
    }

    @Test
    void growsWithThePositionAndFallsWithTheAgents() {
        play.queue(1, QueueRules.DEFAULT);
        for (int a = 1; a <= 2; a++) {
            play.agent(a, 1);
            play.ready(a);
            play.arrive(1);
            play.accept(a, a);
        }
        play.arrive(1);
        play.arrive(1);
        assertThat(estimate(3).departures()).isEqualTo(1);
        assertThat(estimate(4).departures()).isEqualTo(2);
        assertThat(estimate(4).agents()).isEqualTo(2);
        assertThat(estimate(4).quantileMs(0.5)).isGreaterThan(estimate(3).quantileMs(0.5));
    }

    @Test
    void hasNoEndWithoutAgents() {
        play.queue(1, QueueRules.DEFAULT);
        play.agent(1, 1);
        play.arrive(1);
        assertThat(estimate(1).quantileMs(0.5)).isEqualTo(WaitEstimate.NO_END);
    }

    @Test
    void countsThoseAheadInOtherLinesByTheAgentsTheyShare() {
        play.queue(1, QueueRules.DEFAULT);
        play.queue(2, QueueRules.DEFAULT);
        play.agent(1, 1);
        play.agent(2, 1, 2);
        for (int a = 1; a <= 2; a++) {
            play.ready(a);
            play.arrive(1);
            play.accept(a, a);
        }
        play.arrive(1);
        play.later(1);
        play.arrive(2);
        assertThat(estimate(4).departures()).isEqualTo(1.5);
    }

    @Test
    void learnsHowLongInteractionsTakeWithTheirWrapUp() {
        play.queue(1, QueueRules.DEFAULT);
        play.agent(1, 1);
        play.ready(1);
        for (int i = 1; i <= 2_000; i++) {
            play.arrive(1);
            play.accept(i, 1);
            play.later(40_000);
            play.give(new Command.Finish(Ids.call(i)));
            play.later(20_000);
            play.ready(1);
        }
        play.arrive(1);
        play.accept(2_001, 1);
        play.arrive(1);
        WaitEstimate estimate = estimate(2_002);
        assertThat(estimate.handledMs() / estimate.handled()).isCloseTo(60_000, within(500.0));
    }

    @Test
    void aLongAbsenceIsNoWrapUp() {
        play.queue(1, QueueRules.DEFAULT);
        play.agent(1, 1);
        play.ready(1);
        WaitEstimate before;
        play.arrive(1);
        play.accept(1, 1);
        play.arrive(1);
        before = estimate(2);
        play.later(60_000);
        play.give(new Command.Finish(Ids.call(1)));
        play.later(3_600_000);
        play.give(new Command.SetAgent(Ids.agent(1), Map.of(), Map.of(), Capacity.ONE_CALL));
        play.ready(1);
        play.agent(1, 1);
        play.arrive(1);
        assertThat(estimate(3).handledMs()).isCloseTo(before.handledMs() + 60_000, within(5_000.0));
    }

    @Test
    void errorsAreCounted() {
        EstimateErrors errors = new EstimateErrors();
        errors.add(100, 80);
        errors.add(100, 140);
        assertThat(errors.covered()).isEqualTo(0.5);
        assertThat(errors.biasMs()).isEqualTo(-10);
        assertThat(errors.meanAbsoluteMs()).isEqualTo(30);
    }
}

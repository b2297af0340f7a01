package org.otvet.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.otvet.routing.AgentId;
import org.otvet.routing.Criteria;
import org.otvet.routing.EstimateErrors;
import org.otvet.routing.QueueId;
import org.otvet.routing.QueueRules;
import org.otvet.routing.Strategy;
import org.otvet.simulator.theory.ErlangA;
import org.otvet.simulator.theory.ErlangC;

/** The routing engine against what theory says of the same centre. */
class VirtualCentreTest {

    private static final double HANDLE = 180;
    private static final double TARGET = 20;
    private static final int WARM_UP = 10_000;
    private static final int COUNTED = 200_000;

    private static QueueId queue(int n) {
        return new QueueId(new UUID(2, n));
    }

    private static void agents(VirtualCentre centre, int count, int from, QueueId... queues) {
        for (int a = 0; a < count; a++) {
            centre.join(new AgentId(new UUID(1, from + a)), Set.of(queues));
        }
    }

    private static List<VirtualCentre.Stream> streams(int queues, double load) {
        List<VirtualCentre.Stream> streams = new ArrayList<>();
        for (int q = 0; q < queues; q++) {
            streams.add(new VirtualCentre.Stream(queue(q), load / HANDLE, Criteria.CALL));
        }
        return streams;
    }

    private static Outcomes pool(VirtualCentre centre, QueueRules rules, double load, int agents) {
        centre.open(queue(0), rules);
        agents(centre, agents, 0, queue(0));
        return centre.run(streams(1, load), WARM_UP, COUNTED);
    }

    @Test
    void aPoolIsErlangC() {
        VirtualCentre centre = new VirtualCentre(1, HANDLE, Double.POSITIVE_INFINITY);
        Outcomes seen = pool(centre, QueueRules.DEFAULT, 100, 113);
        ErlangC theory = new ErlangC(100, 113, HANDLE);
        assertThat(seen.waitProbability().contains(theory.waitProbability())).isTrue();
        assertThat(seen.serviceLevel(TARGET).contains(theory.serviceLevel(TARGET)))
                .isTrue();
        assertThat(seen.meanWait().contains(theory.meanWait())).isTrue();
        assertThat(seen.serviceLevel(TARGET).halfWidth()).isLessThan(0.03);
    }

    @Test
    void separateQueuesAreErlangCEach() {
        VirtualCentre centre = new VirtualCentre(2, HANDLE, Double.POSITIVE_INFINITY);
        for (int q = 0; q < 5; q++) {
            centre.open(queue(q), QueueRules.DEFAULT);
            agents(centre, 24, 24 * q, queue(q));
        }
        Outcomes seen = centre.run(streams(5, 20), WARM_UP, COUNTED);
        ErlangC theory = new ErlangC(20, 24, HANDLE);
        assertThat(seen.waitProbability().contains(theory.waitProbability())).isTrue();
        assertThat(seen.serviceLevel(TARGET).contains(theory.serviceLevel(TARGET)))
                .isTrue();
        assertThat(seen.meanWait().contains(theory.meanWait())).isTrue();
    }

    /** Wallace and Whitt: two skills an agent, well combined, do almost what all skills do. */
    @Test
    void twoSkillsInARingComeCloseToThePool() {
        VirtualCentre centre = new VirtualCentre(3, HANDLE, Double.POSITIVE_INFINITY);
        for (int q = 0; q < 5; q++) {
            centre.open(queue(q), QueueRules.DEFAULT);
        }
        for (int q = 0; q < 5; q++) {
            agents(centre, 24, 24 * q, queue(q), queue((q + 1) % 5));
        }
        double level = centre.run(streams(5, 20), WARM_UP, COUNTED)
                .serviceLevel(TARGET)
                .mean();
        assertThat(level).isBetween(0.97, new ErlangC(100, 120, HANDLE).serviceLevel(TARGET));
    }

    @Test
    void impatientCallersAreErlangA() {
        VirtualCentre centre = new VirtualCentre(4, HANDLE, 120);
        Outcomes seen = pool(centre, QueueRules.DEFAULT, 100, 100);
        ErlangA theory = ErlangA.of(100 / HANDLE, HANDLE, 120, 100);
        assertThat(theory.abandonProbability()).isCloseTo(0.04388, within(0.00001));
        assertThat(seen.abandonProbability().contains(theory.abandonProbability()))
                .isTrue();
        assertThat(seen.waitProbability().contains(theory.waitProbability())).isTrue();
        assertThat(seen.meanWait().contains(theory.meanWait())).isTrue();
    }

    @Test
    void impatientCallersOfSeparateQueuesAreErlangAEach() {
        VirtualCentre centre = new VirtualCentre(5, HANDLE, 120);
        for (int q = 0; q < 5; q++) {
            centre.open(queue(q), QueueRules.DEFAULT);
            agents(centre, 20, 20 * q, queue(q));
        }
        Outcomes seen = centre.run(streams(5, 20), WARM_UP, COUNTED);
        ErlangA theory = ErlangA.of(20 / HANDLE, HANDLE, 120, 20);
        assertThat(theory.abandonProbability()).isCloseTo(0.09771, within(0.00001));
        assertThat(seen.abandonProbability().contains(theory.abandonProbability()))
                .isTrue();
    }

    @Test
    void whomTheStrategyChoosesDoesNotChangeTheWaits() {
        ErlangC theory = new ErlangC(10, 13, HANDLE);
        for (Strategy strategy : List.of(Strategy.RANDOM, Strategy.FEWEST_CALLS, Strategy.LINEAR)) {
            VirtualCentre centre = new VirtualCentre(6, HANDLE, Double.POSITIVE_INFINITY);
            Outcomes seen = pool(centre, QueueRules.DEFAULT.with(strategy), 10, 13);
            assertThat(seen.serviceLevel(TARGET).contains(theory.serviceLevel(TARGET)))
                    .isTrue();
        }
    }

    @Test
    void estimatedWaitsAreOverInTimeAsOftenAsPromised() {
        for (double share : new double[] {0.5, 0.9}) {
            VirtualCentre centre = new VirtualCentre(7, HANDLE, Double.POSITIVE_INFINITY);
            EstimateErrors errors = centre.estimateWaits(share);
            pool(centre, QueueRules.DEFAULT, 20, 22);
            assertThat(errors.count()).isGreaterThan(50_000);
            assertThat(errors.covered()).isCloseTo(share, within(0.02));
        }
    }
}

package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.otvet.routing.Play.offers;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrategiesTest {

    private final Play play = new Play();

    private void threeReady(QueueRules rules) {
        play.queue(1, rules);
        for (int a = 1; a <= 3; a++) {
            play.give(new Command.SetAgent(Ids.agent(a), Map.of(Ids.queue(1), 10 - a), Map.of(), Capacity.ONE_CALL));
            play.later(1);
            play.ready(a);
        }
    }

    private List<Integer> order(int calls, long eachMs) {
        return IntStream.range(0, calls)
                .map(i -> {
                    play.later(10);
                    Decision.Offer offer = Play.offer(play.arrive(1));
                    int agent = (int) offer.agent().value().getLeastSignificantBits();
                    play.handle(play.last(), agent, eachMs * agent);
                    return agent;
                })
                .boxed()
                .toList();
    }

    @Test
    void roundRobinGoesRoundWhoeverWasIdleLongest() {
        threeReady(QueueRules.DEFAULT.with(Strategy.ROUND_ROBIN));
        assertThat(order(3, 1)).containsExactly(1, 2, 3);
        play.give(new Command.Unready(Ids.agent(1)));
        play.later(5);
        play.ready(1);
        assertThat(order(3, 1)).containsExactly(1, 2, 3);
    }

    @Test
    void fewestCallsLevelsTheCounts() {
        threeReady(QueueRules.DEFAULT.with(Strategy.FEWEST_CALLS));
        play.give(new Command.Unready(Ids.agent(2)));
        play.give(new Command.Unready(Ids.agent(3)));
        assertThat(order(2, 1)).containsExactly(1, 1);
        play.ready(2);
        play.ready(3);
        assertThat(order(4, 1)).containsExactly(2, 3, 2, 3);
        play.give(new Command.NewDay());
        assertThat(order(3, 1)).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void leastTalkLevelsTheTime() {
        threeReady(QueueRules.DEFAULT.with(Strategy.LEAST_TALK));
        assertThat(order(6, 1_000)).containsExactly(1, 2, 3, 1, 2, 1);
    }

    @Test
    void linearGoesByPosition() {
        threeReady(QueueRules.DEFAULT.with(Strategy.LINEAR));
        assertThat(order(2, 1)).containsExactly(3, 3);
        play.queue(1, QueueRules.DEFAULT.with(Strategy.LONGEST_IDLE));
        assertThat(order(2, 1)).containsExactly(1, 2);
    }

    @Test
    void randomGivesEachTheSameChance() {
        threeReady(QueueRules.DEFAULT.with(Strategy.RANDOM));
        assertThat(play.shares(1, 3_000).values()).allSatisfy(n -> assertThat(n).isCloseTo(1_000, within(120)));
    }

    @Test
    void ringsAllAndTheFirstToAcceptHasIt() {
        threeReady(QueueRules.DEFAULT.with(Ringing.ALL));
        assertThat(offers(play.arrive(1)))
                .containsExactly("1 to 1 longest-idle", "1 to 2 rings-too", "1 to 3 rings-too");
        assertThat(play.accept(1, 2))
                .containsExactly(
                        new Decision.Release(Ids.call(1), Ids.agent(1)),
                        new Decision.Release(Ids.call(1), Ids.agent(3)));
        assertThat(play.accept(1, 3)).containsExactly(new Decision.TooLate(Ids.call(1), Ids.agent(3)));
        assertThat(play.router.isReady(Ids.agent(1))).isFalse();
        assertThat(offers(play.arrive(1))).isEmpty();
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
    }

    @Test
    void oneWhoDeclinesDoesNotEndTheRingingOfTheOthers() {
        threeReady(QueueRules.DEFAULT.with(Ringing.ALL));
        play.arrive(1);
        assertThat(play.refuse(1, 1)).containsExactly(new Decision.Strike(Ids.agent(1), 1, false));
        assertThat(play.accept(1, 3)).containsExactly(new Decision.Release(Ids.call(1), Ids.agent(2)));
    }

    @Test
    void whoBecomesFreeWhileAllAreRungRingsToo() {
        threeReady(QueueRules.DEFAULT.with(Ringing.ALL));
        play.agent(4, 1);
        play.arrive(1);
        assertThat(offers(play.ready(4))).containsExactly("1 to 4 rings-too");
    }

    @Test
    void ringsOneMoreAfterEachInterval() {
        threeReady(QueueRules.DEFAULT.with(Ringing.progressive(5_000)));
        assertThat(offers(play.arrive(1))).containsExactly("1 to 1 longest-idle");
        assertThat(play.later(4_999)).isEmpty();
        assertThat(offers(play.later(1))).containsExactly("1 to 2 rings-too");
        assertThat(offers(play.later(5_000))).containsExactly("1 to 3 rings-too");
        assertThat(play.accept(1, 3)).hasSize(2);
        assertThat(play.router.nextDueMs()).isEqualTo(Router.NEVER);
    }
}

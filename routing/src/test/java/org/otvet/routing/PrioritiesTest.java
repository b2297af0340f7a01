package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.routing.Play.offers;

import org.junit.jupiter.api.Test;

class PrioritiesTest {

    private static final Criteria VIP = Criteria.CALL.withPriority(2);

    private final Play play = new Play();

    @Test
    void priorityIsAHeadStartThatWaitingCatchesUpWith() {
        play.queue(1, QueueRules.DEFAULT.withPriorityMs(60_000));
        play.agent(1, 1);
        play.arrive(1);
        play.later(119_999);
        play.arrive(1, VIP);
        play.later(2);
        play.arrive(1, VIP);
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
        assertThat(offers(play.handle(2, 1, 10))).containsExactly("1 to 1 longest-waiting");
        assertThat(offers(play.handle(1, 1, 10))).containsExactly("3 to 1 longest-waiting");
    }

    @Test
    void strictPriorityGoesBeforeAnyWait() {
        play.queue(1, QueueRules.DEFAULT.withPriorityMs(QueueRules.STRICT));
        play.agent(1, 1);
        play.arrive(1);
        play.later(100_000_000_000L);
        play.arrive(1, Criteria.CALL.withPriority(1));
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
    }

    @Test
    void aChangedPriorityHoldsForThoseWhoWait() {
        play.queue(1, QueueRules.DEFAULT.withPriorityMs(60_000));
        play.agent(1, 1);
        play.arrive(1);
        play.later(1);
        play.arrive(1);
        play.give(new Command.SetPriority(Ids.call(2), 1));
        assertThat(play.router.place(Ids.call(1)).orElseThrow().ahead()).isEqualTo(1);
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
    }

    @Test
    void changedRulesHoldForThoseWhoWait() {
        play.queue(1, QueueRules.DEFAULT.withPriorityMs(0));
        play.agent(1, 1);
        play.arrive(1);
        play.later(1);
        play.arrive(1, VIP);
        play.queue(1, QueueRules.DEFAULT.withPriorityMs(1_000));
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
    }

    @Test
    void changedRulesHoldForOneWhoComesBackFromAnOffer() {
        play.queue(1, QueueRules.DEFAULT.withPriorityMs(0));
        play.agent(1, 1);
        play.agent(2, 1);
        play.arrive(1);
        play.later(1);
        play.arrive(1, VIP);
        assertThat(offers(play.ready(1))).containsExactly("1 to 1 longest-waiting");
        assertThat(offers(play.ready(2))).containsExactly("2 to 2 longest-waiting");
        play.queue(1, QueueRules.DEFAULT.withPriorityMs(1_000));
        play.refuse(1, 1);
        play.refuse(2, 2);
        play.agent(3, 1);
        assertThat(offers(play.ready(3))).containsExactly("2 to 3 longest-waiting");
    }

    @Test
    void theLongestWaitingOfAllQueuesGoesFirst() {
        play.queue(1, QueueRules.DEFAULT);
        play.queue(2, QueueRules.DEFAULT);
        play.agent(1, 1, 2);
        play.arrive(2);
        play.later(1);
        play.arrive(1);
        assertThat(offers(play.ready(1))).containsExactly("1 to 1 longest-waiting");
    }

    @Test
    void theQueueWithTheTighterTargetGoesFirstWhenServiceLevelCounts() {
        play.queue(1, QueueRules.DEFAULT.with(new ServiceTarget(80, 20_000)));
        play.queue(2, QueueRules.DEFAULT.with(new ServiceTarget(80, 300_000)));
        play.agent(1, 1, 2);
        play.give(new Command.SetChoice(Choice.SERVICE_LEVEL));
        play.arrive(2);
        play.later(30_000);
        play.arrive(1);
        play.later(10_000);
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
    }

    @Test
    void theQueueThatFallsShortGoesFirstWhenServiceLevelCounts() {
        play.queue(1, QueueRules.DEFAULT.with(new ServiceTarget(95, 20_000)));
        play.queue(2, QueueRules.DEFAULT.with(new ServiceTarget(95, 20_000)));
        play.agent(1, 1);
        play.agent(2, 1, 2);
        play.give(new Command.SetChoice(Choice.SERVICE_LEVEL));
        for (int i = 1; i <= 20; i++) {
            play.arrive(1);
            play.later(60_000);
            play.ready(1);
            play.accept(i, 1);
            play.give(new Command.Finish(Ids.call(i)));
        }
        play.arrive(2);
        play.later(500);
        play.arrive(1);
        play.later(10_000);
        assertThat(offers(play.ready(2))).containsExactly("22 to 2 longest-waiting");
    }
}

package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.routing.Play.offers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final Criteria CHAT = Criteria.of(Medium.CHAT);

    private final Play play = new Play();

    @BeforeEach
    void oneQueue() {
        play.queue(1, QueueRules.DEFAULT);
    }

    @Test
    void givesAsManyChatsAsFit() {
        play.able(1, 1, Capacity.callOrChats(3, false));
        for (int i = 0; i < 5; i++) {
            play.arrive(1, CHAT);
        }
        assertThat(offers(play.ready(1)))
                .containsExactly("1 to 1 longest-waiting", "2 to 1 longest-waiting", "3 to 1 longest-waiting");
        play.accept(1, 1);
        play.give(new Command.Finish(Ids.call(1)));
        assertThat(offers(play.ready(1))).containsExactly("4 to 1 longest-waiting");
    }

    @Test
    void aCallWaitsUntilTheChatsAreOver() {
        play.able(1, 1, Capacity.callOrChats(3, false));
        play.ready(1);
        assertThat(offers(play.arrive(1, CHAT))).containsExactly("1 to 1 only-ready");
        assertThat(play.arrive(1)).isEmpty();
        play.accept(1, 1);
        play.give(new Command.Finish(Ids.call(1)));
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
        assertThat(play.arrive(1, CHAT)).isEmpty();
    }

    @Test
    void aCallMayInterruptChatsButNotTheOtherWayRound() {
        play.able(1, 1, Capacity.callOrChats(3, true));
        play.ready(1);
        play.arrive(1, CHAT);
        play.accept(1, 1);
        assertThat(offers(play.arrive(1))).containsExactly("2 to 1 only-ready");
        assertThat(play.arrive(1, CHAT)).isEmpty();
    }

    @Test
    void ownCallsCountAsBusy() {
        play.able(1, 1, Capacity.callOrChats(3, false));
        play.ready(1);
        play.give(new Command.OwnWork(Ids.agent(1), Medium.CALL, 1));
        assertThat(play.router.isReady(Ids.agent(1))).isFalse();
        assertThat(play.arrive(1)).isEmpty();
        assertThat(play.arrive(1, CHAT)).isEmpty();
        assertThat(offers(play.give(new Command.OwnWork(Ids.agent(1), Medium.CALL, 0))))
                .containsExactly("1 to 1 longest-waiting");
    }

    @Test
    void aMediumWithoutAShareIsNotGiven() {
        play.able(1, 1, Capacity.ONE_CALL);
        play.ready(1);
        assertThat(play.arrive(1, CHAT)).isEmpty();
        assertThat(play.arrive(1, Criteria.of(Medium.MAIL))).isEmpty();
    }

    @Test
    void allMediaStandInOneOrder() {
        play.able(1, 1, Capacity.callOrChats(1, false));
        play.arrive(1, CHAT);
        play.later(1);
        play.arrive(1);
        play.later(1);
        play.arrive(1, CHAT);
        assertThat(offers(play.ready(1))).containsExactly("1 to 1 longest-waiting");
        assertThat(offers(play.handle(1, 1, 5))).containsExactly("2 to 1 longest-waiting");
        assertThat(offers(play.handle(2, 1, 5))).containsExactly("3 to 1 longest-waiting");
    }
}

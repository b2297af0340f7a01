package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.routing.Play.offers;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otvet.routing.Decision.Leave.Reason;

class CallbackTest {

    private static final long HOUR = 3_600_000;
    private static final Criteria ANNA = Criteria.CALL.withPerson("anna");

    private final Play play = new Play();

    private List<Decision> callBack(int call) {
        return play.give(new Command.CallBack(Ids.call(call), play.now + HOUR));
    }

    private void centre(Callbacks rules, int agents) {
        play.queue(1, QueueRules.DEFAULT.with(rules));
        for (int a = 1; a <= agents; a++) {
            play.agent(a, 1);
        }
    }

    @Test
    void keepsThePlaceAndReservesAnAgentFirst() {
        centre(Callbacks.AGENT_FIRST, 1);
        play.arrive(1, ANNA);
        play.later(1_000);
        play.arrive(1);
        callBack(1);
        assertThat(play.router.place(Ids.call(1)).orElseThrow()).isEqualTo(new Place(Ids.queue(1), 0, 0, true, true));
        assertThat(offers(play.ready(1))).containsExactly("1 to 1 longest-waiting");
        play.accept(1, 1);
        play.give(new Command.NotReached(Ids.call(1)));
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
        play.accept(2, 1);
        play.later(Callbacks.AGENT_FIRST.retryMs());
        play.arrive(1);
        play.give(new Command.Finish(Ids.call(2)));
        assertThat(offers(play.ready(1))).containsExactly("1 to 1 longest-waiting");
    }

    @Test
    void neverCallsMoreCustomersThanAgentsAreExpectedFree() {
        centre(Callbacks.CUSTOMER_FIRST, 3);
        for (int i = 1; i <= 5; i++) {
            play.arrive(1);
            assertThat(callBack(i)).isEmpty();
        }
        assertThat(play.ready(1)).containsExactly(new Decision.DialBack(Ids.call(1), Ids.queue(1), Ids.agent(1)));
        assertThat(play.ready(2)).containsExactly(new Decision.DialBack(Ids.call(2), Ids.queue(1), Ids.agent(2)));
        assertThat(offers(play.give(new Command.Reached(Ids.call(2))))).containsExactly("2 to 1 longest-idle");
        assertThat(play.accept(2, 1)).isEmpty();
        assertThat(play.give(new Command.NotReached(Ids.call(1))))
                .containsExactly(new Decision.DialBack(Ids.call(3), Ids.queue(1), Ids.agent(2)));
    }

    @Test
    void aReachedCustomerHasTheirPlace() {
        centre(Callbacks.CUSTOMER_FIRST, 1);
        play.arrive(1);
        callBack(1);
        play.ready(1);
        play.later(1_000);
        assertThat(offers(play.arrive(1))).containsExactly("2 to 1 only-ready");
        play.later(1_000);
        play.arrive(1);
        assertThat(play.give(new Command.Reached(Ids.call(1)))).isEmpty();
        assertThat(offers(play.handle(2, 1, 5_000))).containsExactly("1 to 1 longest-waiting");
    }

    @Test
    void callersWhoAreFurtherAheadAreServedBeforeCustomersAreCalled() {
        centre(Callbacks.CUSTOMER_FIRST, 2);
        play.arrive(1);
        play.later(10);
        play.arrive(1);
        callBack(2);
        assertThat(offers(play.ready(1))).containsExactly("1 to 1 longest-waiting");
        assertThat(Play.only(Decision.DialBack.class, play.ready(2))).hasSize(1);
    }

    @Test
    void expires() {
        centre(Callbacks.CUSTOMER_FIRST, 1);
        play.arrive(1);
        callBack(1);
        assertThat(play.later(HOUR))
                .containsExactly(new Decision.Leave(Ids.call(1), Ids.queue(1), Reason.CALLBACK_EXPIRED));
        assertThat(play.ready(1)).isEmpty();
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        centre(new Callbacks(true, 15_000, 2, 60_000), 1);
        play.arrive(1);
        callBack(1);
        play.ready(1);
        assertThat(play.give(new Command.NotReached(Ids.call(1)))).isEmpty();
        assertThat(play.later(60_000)).hasSize(1).first().isInstanceOf(Decision.DialBack.class);
        assertThat(play.give(new Command.NotReached(Ids.call(1))))
                .containsExactly(new Decision.Leave(Ids.call(1), Ids.queue(1), Reason.NOT_REACHED));
        assertThat(play.router.nextDueMs()).isEqualTo(Router.NEVER);
    }

    @Test
    void isThereOnceForEachPerson() {
        centre(Callbacks.CUSTOMER_FIRST, 1);
        play.arrive(1, ANNA);
        callBack(1);
        play.later(1_000);
        long since = play.now - 1_000;
        assertThat(play.arrive(1, ANNA))
                .containsExactly(
                        new Decision.Leave(Ids.call(1), Ids.queue(1), Reason.SAME_PERSON),
                        new Decision.Resumed(Ids.call(2), since));
        callBack(2);
        play.ready(1);
        play.later(1_000);
        play.agent(2, 1);
        play.arrive(1, ANNA);
        play.accept(3, 1);
        play.arrive(1, ANNA);
        assertThat(callBack(4)).containsExactly(new Decision.Leave(Ids.call(4), Ids.queue(1), Reason.SAME_PERSON));
    }
}

package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.routing.Play.offers;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otvet.routing.Decision.Leave.Reason;

class AdmissionTest {

    private static final Criteria ANNA = Criteria.CALL.withPerson("anna");

    private final Play play = new Play();

    private void centre(Admission admission) {
        play.queue(1, QueueRules.DEFAULT.with(admission));
        play.agent(1, 1);
    }

    private static List<Reason> reasons(List<Decision> decisions) {
        return Play.only(Decision.Leave.class, decisions)
                .map(Decision.Leave::reason)
                .toList();
    }

    @Test
    void turnsAwayWhenTheLineIsFull() {
        centre(new Admission(2, 0, 0, false, 0));
        play.arrive(1);
        play.arrive(1);
        assertThat(reasons(play.arrive(1))).containsExactly(Reason.LINE_FULL);
        assertThat(play.router.place(Ids.call(3))).isEmpty();
        assertThat(play.router.waiting(Ids.queue(1))).isEqualTo(2);
    }

    @Test
    void letsNobodyWaitForLongerThanAllowed() {
        centre(new Admission(0, 60_000, 0, false, 0));
        play.arrive(1);
        assertThat(play.later(59_999)).isEmpty();
        assertThat(reasons(play.later(1))).containsExactly(Reason.WAITED_TOO_LONG);
    }

    @Test
    void whoIsOfferedWhenTheTimeIsUpLeavesOnlyIfNotTaken() {
        centre(new Admission(0, 60_000, 0, false, 0));
        play.ready(1);
        play.arrive(1);
        assertThat(play.later(60_000)).isEmpty();
        assertThat(reasons(play.refuse(1, 1))).containsExactly(Reason.WAITED_TOO_LONG);
        play.ready(1);
        play.arrive(1);
        play.accept(2, 1);
        assertThat(play.later(60_000)).isEmpty();
    }

    @Test
    void nobodyJoinsOrStaysWithoutAgents() {
        centre(new Admission(0, 0, 0, true, 0));
        assertThat(reasons(play.arrive(1))).containsExactly(Reason.NO_AGENTS);
        play.ready(1);
        play.give(new Command.Unready(Ids.agent(1)));
        assertThat(play.arrive(1)).isEmpty();
        assertThat(reasons(play.give(new Command.SignOut(Ids.agent(1))))).containsExactly(Reason.NO_AGENTS);
    }

    @Test
    void turnsAwayWhoWouldWaitTooLong() {
        centre(new Admission(0, 0, 200_000, false, 0));
        play.ready(1);
        play.arrive(1);
        play.accept(1, 1);
        assertThat(play.arrive(1)).isEmpty();
        assertThat(reasons(play.arrive(1))).containsExactly(Reason.EXPECTED_WAIT_TOO_LONG);
    }

    @Test
    void whoCallsAgainSoonHasTheOldPlace() {
        centre(new Admission(0, 0, 0, false, 60_000));
        play.arrive(1, ANNA);
        long since = play.now;
        play.later(10_000);
        play.arrive(1);
        play.give(new Command.Abandon(Ids.call(1)));
        play.later(59_000);
        assertThat(play.arrive(1, ANNA)).containsExactly(new Decision.Resumed(Ids.call(3), since));
        assertThat(offers(play.ready(1))).containsExactly("3 to 1 longest-waiting");
    }

    @Test
    void whoAbandonsAgainKeepsTheOldPlaceAsLongAgain() {
        centre(new Admission(0, 0, 0, false, 60_000));
        play.arrive(1, ANNA);
        long since = play.now;
        play.give(new Command.Abandon(Ids.call(1)));
        play.later(50_000);
        play.arrive(1, ANNA);
        play.give(new Command.Abandon(Ids.call(2)));
        play.later(30_000);
        assertThat(play.arrive(1, ANNA)).containsExactly(new Decision.Resumed(Ids.call(3), since));
    }

    @Test
    void whoCallsAgainLateHasNot() {
        centre(new Admission(0, 0, 0, false, 60_000));
        play.arrive(1, ANNA);
        play.later(10_000);
        play.arrive(1);
        play.give(new Command.Abandon(Ids.call(1)));
        play.later(60_000);
        assertThat(play.arrive(1, ANNA)).isEmpty();
        assertThat(offers(play.ready(1))).containsExactly("2 to 1 longest-waiting");
    }
}

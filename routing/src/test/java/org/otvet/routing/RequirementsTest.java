package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.routing.Play.offers;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    private static final Skill ENGLISH = Skill.language("en");

    private final Play play = new Play();

    private static Criteria english(int level, long lastsMs) {
        return Criteria.CALL.withSteps(Step.skills(lastsMs, new Need(ENGLISH, level)));
    }

    @BeforeEach
    void threeAgents() {
        play.queue(1, QueueRules.DEFAULT);
        play.skilled(1, 1, Map.of(ENGLISH, 8));
        play.skilled(2, 1, Map.of(ENGLISH, 4));
        play.skilled(3, 1, Map.of());
    }

    @Test
    void asksForALevelAndSaysWhoLacksIt() {
        play.ready(3);
        play.ready(2);
        play.later(10);
        play.ready(1);
        Decision.Offer offer = Play.offer(play.arrive(1, english(8, 10_000)));
        assertThat(offer.agent()).isEqualTo(Ids.agent(1));
        assertThat(offer.skill()).isEqualTo(8);
        assertThat(offer.excluded())
                .containsExactly(
                        new Exclusion(Ids.agent(2), Exclusion.Reason.LACKS_SKILL),
                        new Exclusion(Ids.agent(3), Exclusion.Reason.LACKS_SKILL));
    }

    @Test
    void relaxesStepByStepAndKeepsThePlace() {
        play.ready(1);
        play.arrive(1);
        play.accept(1, 1);
        play.ready(3);
        play.arrive(1);
        play.accept(2, 3);
        play.ready(2);
        play.arrive(
                1,
                Criteria.CALL.withSteps(
                        Step.skills(10_000, new Need(ENGLISH, 8)), Step.skills(20_000, new Need(ENGLISH, 2))));
        assertThat(play.router.nextDueMs()).isEqualTo(play.now + 10_000);
        assertThat(play.later(9_999)).isEmpty();
        Decision.Offer offer = Play.offer(play.later(1));
        assertThat(offer.agent()).isEqualTo(Ids.agent(2));
        assertThat(offer.step()).isEqualTo(1);
        play.arrive(1);
        play.give(new Command.Refuse(Ids.call(3), Ids.agent(2), Refusal.DECLINED));
        play.later(20_000);
        play.give(new Command.Finish(Ids.call(2)));
        offer = Play.offer(play.ready(3));
        assertThat(offer.interaction()).isEqualTo(Ids.call(3));
        assertThat(offer.step()).isEqualTo(2);
    }

    @Test
    void skipsAtOnceWhatNobodySignedInCanDo() {
        play.ready(3);
        assertThat(offers(play.arrive(1, english(5, 60_000)))).containsExactly("1 to 3 only-ready");
        play.ready(1);
        play.give(new Command.Unready(Ids.agent(1)));
        play.accept(1, 3);
        play.give(new Command.Finish(Ids.call(1)));
        play.ready(3);
        assertThat(offers(play.arrive(1, english(5, 60_000)))).isEmpty();
        assertThat(offers(play.give(new Command.SignOut(Ids.agent(1))))).containsExactly("2 to 3 only-ready");
    }

    @Test
    void aStepForEverIsNotLeft() {
        play.ready(3);
        assertThat(play.arrive(1, english(5, Step.FOR_EVER))).isEmpty();
        assertThat(play.router.nextDueMs()).isEqualTo(Router.NEVER);
        assertThat(offers(play.ready(1))).containsExactly("1 to 1 longest-waiting");
    }

    @Test
    void waitsForThePreferredAgentForAWhile() {
        play.ready(1);
        play.arrive(1);
        play.accept(1, 1);
        play.ready(3);
        Criteria again = Criteria.CALL.withSteps(Step.agent(Ids.agent(1), 30_000));
        assertThat(play.arrive(1, again)).isEmpty();
        assertThat(offers(play.later(30_000))).containsExactly("2 to 3 only-ready");
        play.arrive(1, again);
        play.give(new Command.Finish(Ids.call(1)));
        assertThat(offers(play.ready(1))).containsExactly("3 to 1 preferred");
    }

    @Test
    void doesNotAskThePreferredAgentTwice() {
        play.ready(1);
        play.ready(3);
        assertThat(offers(play.arrive(1, Criteria.CALL.withSteps(Step.agent(Ids.agent(1), 30_000)))))
                .containsExactly("1 to 1 preferred");
        assertThat(offers(play.refuse(1, 1))).containsExactly("1 to 3 only-ready");
    }

    @Test
    void anAgentWhoLearnsGetsWhatWaitsForIt() {
        play.ready(1);
        play.arrive(1);
        play.accept(1, 1);
        play.ready(2);
        assertThat(play.arrive(1, english(7, Step.FOR_EVER))).isEmpty();
        assertThat(offers(play.give(new Command.SetAgent(
                        Ids.agent(2), Map.of(Ids.queue(1), 0), Map.of(ENGLISH, 7), Capacity.ONE_CALL))))
                .containsExactly("2 to 2 longest-waiting");
    }

    @Test
    void choosesTheMostSkilled() {
        play.queue(1, QueueRules.DEFAULT.with(Strategy.MOST_SKILLED));
        play.ready(2);
        play.later(1);
        play.ready(1);
        assertThat(offers(play.arrive(1, english(1, 10_000)))).containsExactly("1 to 1 most-skilled");
    }
}

package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.FloorPlan;
import org.otvet.server.floor.live.RecordingRules;
import org.otvet.server.floor.live.RecordingRules.Answer;
import org.otvet.server.floor.live.RecordingRules.Mode;
import org.otvet.server.floor.live.RecordingRules.Question;
import org.otvet.server.floor.live.RecordingRules.Rule;
import org.otvet.server.floor.live.RecordingRules.Scope;
import org.otvet.telephony.TrunkId;

class RecordingRulesTest {

    private static final UUID PROJECT = new UUID(1, 1);
    private static final UUID QUEUE = new UUID(2, 1);
    private static final Scope.OfNumber NUMBER = new Scope.OfNumber("1001", new TrunkId("carrier"));
    private static final FloorPlan.Prompt ANNOUNCEMENT = new FloorPlan.Prompt(new UUID(3, 1), Path.of("/a.wav"));
    private static final FloorPlan.Prompt OTHER = new FloorPlan.Prompt(new UUID(3, 2), Path.of("/b.wav"));

    private static Rule rule(Scope scope, @Nullable Mode mode) {
        return new Rule(scope, mode, 0, null, 0);
    }

    private static Rule project(@Nullable Mode mode) {
        return rule(new Scope.OfProject(PROJECT), mode);
    }

    private static Rule queue(@Nullable Mode mode) {
        return rule(new Scope.OfQueue(QUEUE), mode);
    }

    private static Question in(boolean usual) {
        return new Question(new UUID(7, 1), true, PROJECT, QUEUE, NUMBER, usual);
    }

    private static Question out(boolean usual) {
        return new Question(new UUID(7, 1), false, PROJECT, null, null, usual);
    }

    private static Answer answer(Question call, Rule... rules) {
        return new RecordingRules(List.of(rules)).decide(call).answer();
    }

    @Test
    void withoutRulesTheQueuesSwitchDecides() {
        assertThat(answer(in(true))).isEqualTo(Answer.RECORDED);
        assertThat(answer(in(false))).isEqualTo(Answer.NOT_RECORDED);
        assertThat(RecordingRules.NONE.decide(in(true)).pauseLimitMs()).isEqualTo(120_000);
        assertThat(RecordingRules.NONE.decide(in(true)).announcement()).isNull();
    }

    @Test
    void theNarrowerRuleGoesFirst() {
        assertThat(answer(in(true), project(Mode.NEVER))).isEqualTo(Answer.NOT_RECORDED);
        assertThat(answer(in(true), project(Mode.NEVER), queue(Mode.ALWAYS))).isEqualTo(Answer.RECORDED);
        assertThat(answer(in(true), project(Mode.NEVER), queue(Mode.ALWAYS), rule(NUMBER, Mode.BY_HAND)))
                .isEqualTo(Answer.BY_HAND);
        assertThat(answer(in(true), project(Mode.NEVER), queue(null))).isEqualTo(Answer.NOT_RECORDED);
        assertThat(answer(in(true), rule(new Scope.OfNumber("1001", new TrunkId("other")), Mode.NEVER)))
                .isEqualTo(Answer.RECORDED);
    }

    @Test
    void aQueueSwitchedOffIsNarrowerThanItsProject() {
        assertThat(answer(in(false), project(Mode.ALWAYS))).isEqualTo(Answer.NOT_RECORDED);
        assertThat(answer(in(false), project(Mode.ALWAYS), queue(Mode.ALWAYS))).isEqualTo(Answer.RECORDED);
        assertThat(answer(in(false), rule(NUMBER, Mode.ALWAYS))).isEqualTo(Answer.RECORDED);
    }

    @Test
    void callsOutHaveARuleOfTheirOwn() {
        Rule out = rule(new Scope.OfCallsOut(PROJECT), Mode.NEVER);
        assertThat(answer(out(true), project(Mode.ALWAYS), out)).isEqualTo(Answer.NOT_RECORDED);
        assertThat(answer(in(true), project(Mode.ALWAYS), out)).isEqualTo(Answer.RECORDED);
        assertThat(answer(out(false), project(Mode.ALWAYS))).isEqualTo(Answer.RECORDED);
        assertThat(answer(out(true), project(null))).isEqualTo(Answer.RECORDED);
    }

    @Test
    void aShareIsChosenByChanceAndTheSameForTheSameCall() {
        RecordingRules rules =
                new RecordingRules(List.of(new Rule(new Scope.OfProject(PROJECT), Mode.SHARE, 30, null, 0)));
        long recorded = IntStream.range(0, 20_000)
                .filter(i -> {
                    // as ids of one millisecond are: nothing but a counter differs
                    Question call =
                            new Question(new UUID(0x0199_8877_6655_7000L, i), true, PROJECT, QUEUE, NUMBER, true);
                    assertThat(rules.decide(call)).isEqualTo(rules.decide(call));
                    return rules.decide(call).answer() == Answer.RECORDED;
                })
                .count();
        assertThat(recorded / 20_000.0).isCloseTo(0.3, within(0.02));
    }

    @Test
    void noneAndAllAreSharesToo() {
        Rule none = new Rule(new Scope.OfProject(PROJECT), Mode.SHARE, 0, null, 0);
        Rule all = new Rule(new Scope.OfProject(PROJECT), Mode.SHARE, 100, null, 0);
        for (int i = 0; i < 1_000; i++) {
            Question call = new Question(new UUID(7, i), true, PROJECT, QUEUE, null, true);
            assertThat(answer(call, none)).isEqualTo(Answer.NOT_RECORDED);
            assertThat(answer(call, all)).isEqualTo(Answer.RECORDED);
        }
    }

    @Test
    void whatARuleLeavesOpenTheWiderOneSays() {
        RecordingRules rules = new RecordingRules(List.of(
                new Rule(new Scope.OfProject(PROJECT), Mode.ALWAYS, 0, ANNOUNCEMENT, 30_000),
                new Rule(new Scope.OfQueue(QUEUE), null, 0, OTHER, 0),
                new Rule(NUMBER, Mode.BY_HAND, 0, null, 0)));
        RecordingRules.Decision decision = rules.decide(in(true));
        assertThat(decision.answer()).isEqualTo(Answer.BY_HAND);
        assertThat(decision.announcement()).isEqualTo(OTHER);
        assertThat(decision.pauseLimitMs()).isEqualTo(30_000);
        assertThat(rules.decide(out(true)).announcement()).isEqualTo(ANNOUNCEMENT);
    }

    @Test
    void nothingIsAnnouncedThatDoesNotHappen() {
        RecordingRules rules =
                new RecordingRules(List.of(new Rule(new Scope.OfQueue(QUEUE), Mode.NEVER, 0, ANNOUNCEMENT, 0)));
        assertThat(rules.decide(in(true)).announcement()).isNull();
    }
}

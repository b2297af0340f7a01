package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * No interaction goes to two agents, no agent over capacity; the order is kept, nothing waits for an agent who is free, steps end
 * in time, and no two callbacks count on one agent: {@link Account} looks after each command.
 */
class EngineProperties {

    /** What makes a day full enough for the rest to matter. */
    private static final List<Move.Kind> OFTEN = List.of(
            Move.Kind.ARRIVE,
            Move.Kind.ARRIVE,
            Move.Kind.READY_ALL,
            Move.Kind.ACCEPT,
            Move.Kind.FINISH,
            Move.Kind.WAIT);

    @Property(tries = 2000)
    void keepsItsPromises(@ForAll("days") List<Move> moves) {
        Day day = new Day();
        moves.forEach(day::play);
    }

    @Property(tries = 300)
    void leavesNobodyWaitingForEver(@ForAll("days") List<Move> moves) {
        Day day = new Day();
        moves.forEach(day::play);
        day.serveEverybody();
        assertThat(day.account.known()).isEmpty();
    }

    @Property(tries = 300)
    void replaysToTheSameDecisions(@ForAll("days") List<Move> moves) {
        Day day = new Day();
        moves.forEach(day::play);
        Router again = new Router(3);
        List<Decision> replayed = new ArrayList<>();
        day.log.forEach(step -> replayed.addAll(again.decide(step.getKey(), step.getValue())));
        assertThat(replayed).isEqualTo(day.decisions);
    }

    @Provide
    Arbitrary<List<Move>> days() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 63);
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.of(Move.Kind.class)), Tuple.of(3, Arbitraries.of(OFTEN))),
                        number,
                        number,
                        Arbitraries.integers().between(0, 6))
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(150);
    }
}

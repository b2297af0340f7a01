package org.otvet.server.floor;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class FloorProperties {

    @Property(tries = 1500)
    void staysWholeWhateverHappens(@ForAll("days") List<RandomDay.Step> steps) {
        RandomDay day = new RandomDay();
        steps.forEach(day::play);
        day.end();
    }

    @Provide
    Arbitrary<List<RandomDay.Step>> days() {
        Arbitrary<RandomDay.Kind> kind = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(RandomDay.Kind.class)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                RandomDay.Kind.CALL,
                                RandomDay.Kind.PROMPT_OVER,
                                RandomDay.Kind.READY_ALL,
                                RandomDay.Kind.ANSWERS,
                                RandomDay.Kind.ENDS,
                                RandomDay.Kind.TRANSFER,
                                RandomDay.Kind.CONSULT,
                                RandomDay.Kind.SUPERVISE,
                                RandomDay.Kind.ACTION)));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 30);
        return Combinators.combine(kind, number, number)
                .as(RandomDay.Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(80);
    }
}

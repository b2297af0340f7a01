package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RouterProperties {

    @Property(tries = 2000)
    void choosesAsIfItLookedAtEverybody(@ForAll("stories") List<Act> acts) {
        Story story = new Story();
        acts.forEach(story::play);
    }

    @Property(tries = 500)
    void reservesEachCallForOneAgentAndEachAgentForOneCall(@ForAll("stories") List<Act> acts) {
        Story story = new Story();
        acts.forEach(story::play);
        Router router = new Router();
        Map<InteractionId, AgentId> reserved = new HashMap<>();
        for (Map.Entry<Command, Long> step : story.log) {
            switch (step.getKey()) {
                case Command.Withdraw c -> reserved.remove(c.interaction());
                case Command.Refuse c -> reserved.remove(c.interaction());
                case Command.Finish c -> reserved.remove(c.interaction());
                default -> {}
            }
            for (Decision decision : router.decide(step.getKey(), step.getValue())) {
                if (decision instanceof Decision.Offer offer) {
                    assertThat(reserved).doesNotContainKey(offer.interaction());
                    assertThat(reserved).doesNotContainValue(offer.agent());
                    reserved.put(offer.interaction(), offer.agent());
                }
            }
        }
    }

    @Property(tries = 300)
    void replaysToTheSameDecisions(@ForAll("stories") List<Act> acts) {
        Story story = new Story();
        acts.forEach(story::play);
        Router again = new Router();
        List<Decision> replayed = new ArrayList<>();
        story.log.forEach(step -> replayed.addAll(again.decide(step.getKey(), step.getValue())));
        assertThat(replayed).isEqualTo(story.decisions);
    }

    @Provide
    Arbitrary<List<Act>> stories() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 63);
        return Combinators.combine(
                        Arbitraries.of(Act.Kind.class),
                        number,
                        number,
                        Arbitraries.integers().between(0, 20))
                .as(Act::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }
}

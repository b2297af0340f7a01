package org.otvet.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A coarse guard of the cost of one command; the exact figures come from the benchmarks. */
class RouterSpeedTest {

    @Test
    void decidesInMicrosecondsWithTenThousandAgentsAndTwentyThousandWaiting() {
        Router router = new Router();
        Random random = new Random(7);
        for (int q = 0; q < 500; q++) {
            router.decide(new Command.SetQueue(Ids.queue(q), QueueRules.DEFAULT), 0);
        }
        for (int a = 0; a < 10_000; a++) {
            Set<QueueId> queues = new HashSet<>();
            for (int k = 0; k < 8; k++) {
                queues.add(Ids.queue(random.nextInt(500)));
            }
            router.decide(new Command.SetAgent(Ids.agent(a), queues), 0);
        }
        int next = 0;
        for (; next < 20_000; next++) {
            router.decide(new Command.Enqueue(Ids.call(next), Ids.queue(random.nextInt(500)), next), next);
        }
        int rounds = 60_000;
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long now = 20_000 + i;
            AgentId agent = Ids.agent(random.nextInt(10_000));
            long begin = System.nanoTime();
            Decision.Offer offer = router.decide(new Command.Ready(agent, now), now).stream()
                    .map(Decision.Offer.class::cast)
                    .findFirst()
                    .orElse(null);
            if (offer == null) {
                router.decide(new Command.Unready(agent), now);
            } else {
                router.decide(new Command.Accept(offer.interaction()), now);
                router.decide(new Command.Finish(offer.interaction()), now);
                router.decide(new Command.Enqueue(Ids.call(next++), offer.queue(), now), now);
            }
            nanos[i] = (System.nanoTime() - begin) / 4;
        }
        Arrays.sort(nanos);
        assertThat(nanos[rounds / 2]).as("median ns per command").isLessThan(10_000);
    }
}

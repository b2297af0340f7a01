package org.otvet.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.otvet.routing.AgentId;
import org.otvet.routing.Command;
import org.otvet.routing.Decision;
import org.otvet.routing.InteractionId;
import org.otvet.routing.QueueId;
import org.otvet.routing.QueueRules;
import org.otvet.routing.Router;

/**
 * What one routing event costs: every agent works for eight queues, twice as many interactions wait as there are agents. An agent becomes
 * ready, is offered the interaction that has waited longest, takes it, finishes it, and another one arrives; each of these
 * events is timed by itself after as many rounds of warming up as are measured.
 */
final class RoutingBench {

    private static final int QUEUES_OF_AN_AGENT = 8;
    private static final List<String> EVENTS = List.of("ready", "accept", "finish", "enqueue");

    private final PrintStream out;

    RoutingBench(PrintStream out) {
        this.out = out;
    }

    /** @param agents how many agents; a twentieth as many queues, twice as many interactions waiting */
    void run(List<Integer> agents, int rounds) {
        out.printf(
                Locale.ROOT,
                "routing: %d queues an agent, %,d rounds after as many of warming up%n",
                QUEUES_OF_AN_AGENT,
                rounds);
        out.println("agents  queues  waiting  event    median us  p99 us  p99.9 us");
        for (int n : agents) {
            one(n, Math.max(1, n / 20), 2 * n, rounds);
        }
    }

    private void one(int agents, int queues, int waiting, int rounds) {
        Random random = new Random(7);
        Router router = new Router();
        for (int q = 0; q < queues; q++) {
            router.decide(new Command.SetQueue(queue(q), QueueRules.DEFAULT), 0);
        }
        for (int a = 0; a < agents; a++) {
            Set<QueueId> own = new HashSet<>();
            for (int k = 0; k < QUEUES_OF_AN_AGENT; k++) {
                own.add(queue(random.nextInt(queues)));
            }
            router.decide(new Command.SetAgent(agent(a), own), 0);
        }
        int next = 0;
        for (; next < waiting; next++) {
            router.decide(new Command.Enqueue(call(next), queue(random.nextInt(queues)), next), next);
        }
        List<long[]> nanos = new ArrayList<>();
        EVENTS.forEach(event -> nanos.add(new long[rounds]));
        for (int i = -rounds; i < rounds; i++) {
            long now = waiting + rounds + i;
            AgentId agent = agent(random.nextInt(agents));
            long began = System.nanoTime();
            Decision.Offer offer = offer(router.decide(new Command.Ready(agent, now), now));
            long ready = System.nanoTime();
            if (offer == null) {
                router.decide(new Command.Unready(agent), now);
                router.decide(new Command.Enqueue(call(next++), queue(random.nextInt(queues)), now), now);
                continue;
            }
            long accepting = System.nanoTime();
            router.decide(new Command.Accept(offer.interaction()), now);
            long accepted = System.nanoTime();
            router.decide(new Command.Finish(offer.interaction()), now);
            long finished = System.nanoTime();
            Command arrival = new Command.Enqueue(call(next++), offer.queue(), now);
            long arriving = System.nanoTime();
            router.decide(arrival, now);
            long arrived = System.nanoTime();
            if (i >= 0) {
                nanos.get(0)[i] = ready - began;
                nanos.get(1)[i] = accepted - accepting;
                nanos.get(2)[i] = finished - accepted;
                nanos.get(3)[i] = arrived - arriving;
            }
        }
        for (int e = 0; e < EVENTS.size(); e++) {
            long[] times =
                    Arrays.stream(nanos.get(e)).filter(ns -> ns > 0).sorted().toArray();
            out.printf(
                    Locale.ROOT,
                    "%6d  %6d  %7d  %-7s  %9.2f  %6.2f  %8.2f%n",
                    agents,
                    queues,
                    waiting,
                    EVENTS.get(e),
                    at(times, 0.5),
                    at(times, 0.99),
                    at(times, 0.999));
        }
    }

    private static double at(long[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)] / 1000.0;
    }

    private static Decision.@org.jspecify.annotations.Nullable Offer offer(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Offer made) {
                return made;
            }
        }
        return null;
    }

    private static AgentId agent(int n) {
        return new AgentId(new UUID(1, n));
    }

    private static QueueId queue(int n) {
        return new QueueId(new UUID(2, n));
    }

    private static InteractionId call(int n) {
        return new InteractionId(new UUID(3, n));
    }
}

package org.otvet.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A router whose time is told, for stories of a few lines. */
final class Play {

    final Router router = new Router(7);
    long now = 1_000_000;
    private int named;

    List<Decision> give(Command command) {
        return router.decide(command, now);
    }

    /** Lets time pass, with a tick whenever the router wants one. */
    List<Decision> later(long ms) {
        List<Decision> all = new ArrayList<>();
        long end = now + ms;
        while (router.nextDueMs() <= end) {
            now = Math.max(now, router.nextDueMs());
            all.addAll(give(new Command.Tick()));
        }
        now = end;
        return all;
    }

    void queue(int queue, QueueRules rules) {
        give(new Command.SetQueue(Ids.queue(queue), rules));
    }

    void agent(int agent, int... queues) {
        give(new Command.SetAgent(Ids.agent(agent), ids(queues)));
    }

    void skilled(int agent, int queue, Map<Skill, Integer> skills) {
        give(new Command.SetAgent(Ids.agent(agent), Map.of(Ids.queue(queue), agent), skills, Capacity.ONE_CALL));
    }

    void able(int agent, int queue, Capacity capacity) {
        give(new Command.SetAgent(Ids.agent(agent), Map.of(Ids.queue(queue), 0), Map.of(), capacity));
    }

    List<Decision> ready(int agent) {
        return give(new Command.Ready(Ids.agent(agent), now));
    }

    /** A new interaction arrives and is called by the number that is returned by {@link #last}. */
    List<Decision> arrive(int queue, Criteria criteria) {
        return give(new Command.Enqueue(Ids.call(++named), Ids.queue(queue), now, criteria));
    }

    List<Decision> arrive(int queue) {
        return arrive(queue, Criteria.CALL);
    }

    int last() {
        return named;
    }

    List<Decision> accept(int call, int agent) {
        return give(new Command.Accept(Ids.call(call), Ids.agent(agent)));
    }

    List<Decision> refuse(int call, int agent) {
        return give(new Command.Refuse(Ids.call(call), Ids.agent(agent), Refusal.NOT_ANSWERED));
    }

    /** Takes and finishes the call, {@code ms} later, and makes the agent ready. */
    List<Decision> handle(int call, int agent, long ms) {
        accept(call, agent);
        later(ms);
        give(new Command.Finish(Ids.call(call)));
        return ready(agent);
    }

    /** Who was offered what: call, agent, and why. */
    static List<String> offers(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Offer.class::isInstance)
                .map(Decision.Offer.class::cast)
                .map(o ->
                        number(o.interaction()) + " to " + o.agent().value().getLeastSignificantBits() + " " + o.why())
                .toList();
    }

    static Decision.Offer offer(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Offer.class::isInstance)
                .map(Decision.Offer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static long number(InteractionId id) {
        return id.value().getLeastSignificantBits();
    }

    /** How many of {@code rounds} calls each of the agents gets who all are ready again after each. */
    Map<Long, Integer> shares(int queue, int rounds) {
        Map<Long, Integer> shares = new TreeMap<>();
        for (int i = 0; i < rounds; i++) {
            later(1_000);
            Decision.Offer offer = offer(arrive(queue));
            long agent = offer.agent().value().getLeastSignificantBits();
            shares.merge(agent, 1, Integer::sum);
            handle(last(), (int) agent, 100);
        }
        return shares;
    }

    private static Set<QueueId> ids(int... queues) {
        return Set.copyOf(Arrays.stream(queues).mapToObj(Ids::queue).toList());
    }

    static <T extends Decision> Stream<T> only(Class<T> kind, List<Decision> decisions) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast);
    }
}

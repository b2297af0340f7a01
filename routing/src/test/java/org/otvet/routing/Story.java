package org.otvet.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Plays a random story on a router and, beside it, on the plainest possible account of who waits and who is free, in
 * which every choice is made by looking at everybody.
 */
final class Story {

    static final int AGENTS = 6;
    static final int QUEUES = 3;
    static final int LIMIT = 3;

    private static final class Person {
        final AgentId id;
        Set<Integer> queues = new TreeSet<>();
        boolean ready;
        Caller holds;
        boolean took;
        long idleSince;
        int turn;
        int strikes;

        Person(AgentId id) {
            this.id = id;
        }
    }

    private static final class Caller {
        final InteractionId id;
        final int queue;
        final long since;
        final int turn;
        Person by;
        final Set<Person> refusedBy = new HashSet<>();

        Caller(InteractionId id, int queue, long since, int turn) {
            this.id = id;
            this.queue = queue;
            this.since = since;
            this.turn = turn;
        }
    }

    final Router router = new Router();
    final List<Map.Entry<Command, Long>> log = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    final List<String> expected = new ArrayList<>();
    final List<String> seen = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final Map<InteractionId, Caller> callers = new LinkedHashMap<>();
    private final int[] weights = {1, 1, 1};
    private long now = 1_000_000;
    private int turns;
    private int named;

    Story() {
        for (int q = 0; q < QUEUES; q++) {
            give(new Command.SetQueue(Ids.queue(q), new QueueRules(1, LIMIT)));
        }
        for (int a = 0; a < AGENTS; a++) {
            Person person = new Person(Ids.agent(a));
            people.add(person);
            assign(person, a + 1);
        }
    }

    void play(Act act) {
        now += act.laterMs();
        switch (act.kind()) {
            case CALL -> arrive(act.a(), now);
            case CALL_THAT_WAITED -> arrive(act.a(), now - act.b());
            case READY -> pick(people.stream().filter(p -> p.holds == null), act.a(), p -> ready(p, now));
            case READY_AS_BEFORE ->
                pick(people.stream().filter(p -> p.holds == null), act.a(), p -> ready(p, Math.min(now, p.idleSince)));
            case UNREADY -> pick(people.stream(), act.a(), this::unready);
            case ACCEPT -> pick(people.stream().filter(p -> p.holds != null && !p.took), act.a(), this::accept);
            case REFUSE ->
                pick(
                        people.stream().filter(p -> p.holds != null && !p.took),
                        act.a(),
                        p -> refuse(p, act.b() % 2 == 0 ? Refusal.NOT_ANSWERED : Refusal.DECLINED));
            case NOT_REACHED ->
                pick(
                        people.stream().filter(p -> p.holds != null && !p.took),
                        act.a(),
                        p -> refuse(p, Refusal.UNREACHABLE));
            case GIVE_UP -> pick(callers.values().stream(), act.a(), this::giveUp);
            case FINISH -> pick(people.stream().filter(p -> p.took), act.a(), this::finish);
            case REASSIGN -> pick(people.stream(), act.a(), p -> assign(p, act.b()));
            case REWEIGH -> {
                int q = act.a() % QUEUES;
                weights[q] = 1 + act.b() % 5;
                give(new Command.SetQueue(Ids.queue(q), new QueueRules(weights[q], LIMIT)));
            }
        }
        check();
    }

    private void arrive(int queue, long since) {
        Caller caller = new Caller(Ids.call(++named), queue % QUEUES, since, ++turns);
        callers.put(caller.id, caller);
        expectPlaced(caller);
        give(new Command.Enqueue(caller.id, Ids.queue(caller.queue), since));
    }

    private void ready(Person p, long since) {
        p.ready = false;
        p.idleSince = since;
        p.turn = ++turns;
        expectServed(p);
        give(new Command.Ready(p.id, since));
    }

    private void unready(Person p) {
        p.ready = false;
        give(new Command.Unready(p.id));
    }

    private void accept(Person p) {
        p.took = true;
        p.strikes = 0;
        give(new Command.Accept(p.holds.id, p.id));
    }

    private void refuse(Person p, Refusal why) {
        Caller caller = p.holds;
        p.holds = null;
        caller.by = null;
        caller.refusedBy.add(p);
        p.strikes++;
        boolean out = why == Refusal.UNREACHABLE || p.strikes >= LIMIT;
        expected.add("strike " + p.id + " " + p.strikes + " " + out);
        if (out) {
            p.strikes = 0;
        }
        expectPlaced(caller);
        give(new Command.Refuse(caller.id, p.id, why));
    }

    private void giveUp(Caller caller) {
        callers.remove(caller.id);
        if (caller.by != null) {
            caller.by.holds = null;
            caller.by.took = false;
        }
        give(new Command.Withdraw(caller.id));
    }

    private void finish(Person p) {
        callers.remove(p.holds.id);
        InteractionId id = p.holds.id;
        p.holds = null;
        p.took = false;
        give(new Command.Finish(id));
    }

    private void assign(Person p, int bits) {
        p.queues = new TreeSet<>();
        Set<QueueId> ids = new HashSet<>();
        for (int q = 0; q < QUEUES; q++) {
            if ((bits >> q & 1) == 1) {
                p.queues.add(q);
                ids.add(Ids.queue(q));
            }
        }
        if (p.ready) {
            p.ready = false;
            expectServed(p);
        }
        give(new Command.SetAgent(p.id, ids));
    }

    private void expectPlaced(Caller caller) {
        Comparator<Person> longestIdle =
                Comparator.<Person>comparingLong(p -> p.idleSince).thenComparingInt(p -> p.turn);
        List<Person> ready = people.stream()
                .filter(p -> p.ready && p.queues.contains(caller.queue))
                .sorted(longestIdle)
                .toList();
        ready.stream()
                .filter(p -> !caller.refusedBy.contains(p))
                .findFirst()
                .or(() -> ready.stream().findFirst())
                .ifPresent(p -> expectOffer(caller, p));
    }

    private void expectServed(Person p) {
        Comparator<Caller> urgent = Comparator.<Caller>comparingLong(
                        c -> -Math.max(0, now - c.since) * weights[c.queue])
                .thenComparingLong(c -> c.since)
                .thenComparingInt(c -> c.turn);
        callers.values().stream()
                .filter(c -> c.by == null && p.queues.contains(c.queue) && isHead(c))
                .min(urgent)
                .ifPresentOrElse(c -> expectOffer(c, p), () -> p.ready = true);
    }

    private boolean isHead(Caller caller) {
        return callers.values().stream()
                .filter(c -> c.by == null && c.queue == caller.queue)
                .min(Comparator.<Caller>comparingLong(c -> c.since).thenComparingInt(c -> c.turn))
                .orElseThrow()
                .equals(caller);
    }

    private void expectOffer(Caller caller, Person p) {
        p.ready = false;
        p.holds = caller;
        caller.by = p;
        expected.add("offer " + caller.id + " " + p.id);
    }

    private void give(Command command) {
        log.add(Map.entry(command, now));
        for (Decision decision : router.decide(command, now)) {
            decisions.add(decision);
            seen.add(
                    switch (decision) {
                        case Decision.Offer o -> "offer " + o.interaction() + " " + o.agent();
                        case Decision.Strike s -> "strike " + s.agent() + " " + s.strikes() + " " + s.out();
                        default -> throw new AssertionError("unexpected " + decision);
                    });
        }
    }

    private void check() {
        if (!seen.equals(expected)) {
            throw new AssertionError("expected " + expected + " but was " + seen);
        }
        for (Person p : people) {
            if (router.isReady(p.id) != p.ready) {
                throw new AssertionError(p.id + " ready: expected " + p.ready);
            }
        }
        for (int q = 0; q < QUEUES; q++) {
            int queue = q;
            long waiting = callers.values().stream()
                    .filter(c -> c.queue == queue && c.by == null)
                    .count();
            if (router.waiting(Ids.queue(q)) != waiting) {
                throw new AssertionError("queue " + q + " should have " + waiting + " waiting");
            }
            if (waiting > 0 && router.ready(Ids.queue(q)) > 0) {
                throw new AssertionError("queue " + q + " has callers waiting and agents ready");
            }
        }
        Map<AgentId, InteractionId> held = new HashMap<>();
        for (Caller c : callers.values()) {
            if (c.by != null && held.put(c.by.id, c.id) != null) {
                throw new AssertionError(c.by.id + " holds two calls");
            }
        }
    }

    private interface Then<T> {
        void on(T one);
    }

    private static <T> void pick(Stream<T> from, int n, Then<T> then) {
        List<T> all = from.toList();
        if (!all.isEmpty()) {
            then.on(all.get(Math.floorMod(n, all.size())));
        }
    }
}

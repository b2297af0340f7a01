package org.otvet.routing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What follows from the commands given and the decisions made, kept apart from the router; it fails where a decision breaks a
 * promise. It knows nothing of lines or heaps and looks at everybody.
 */
final class Account {

    enum State {
        WAITING,
        OFFERED,
        TAKEN,
        TO_BE_CALLED,
        CALLING
    }

    private static final class Known {
        final QueueId queue;
        final Criteria criteria;
        final long sinceMs;
        int priority;
        State state = State.WAITING;
        boolean callback;
        boolean everOffered;
        final long enteredMs;
        final Set<AgentId> with = new LinkedHashSet<>();
        AgentId countsOn;

        Known(Command.Enqueue c, long sinceMs, long enteredMs) {
            this.queue = c.queue();
            this.criteria = c.criteria();
            this.sinceMs = sinceMs;
            this.priority = criteria.priority();
            this.enteredMs = enteredMs;
        }
    }

    final Set<InteractionId> gone = new LinkedHashSet<>();
    private final Router router;
    private final Map<QueueId, QueueRules> rules = new HashMap<>();
    private final Map<AgentId, Command.SetAgent> agents = new HashMap<>();
    private final Map<AgentId, Boolean> willing = new HashMap<>();
    private final Map<AgentId, Integer> ownCalls = new HashMap<>();
    private final Map<InteractionId, Known> known = new LinkedHashMap<>();

    Account(Router router) {
        this.router = router;
    }

    Stream<InteractionId> known() {
        return List.copyOf(known.keySet()).stream();
    }

    Stream<InteractionId> in(State state) {
        return known().filter(id -> known.get(id).state == state);
    }

    Stream<Map.Entry<InteractionId, AgentId>> offers() {
        return in(State.OFFERED)
                .flatMap(id -> List.copyOf(known.get(id).with).stream().map(a -> Map.entry(id, a)));
    }

    Stream<AgentId> free() {
        return Day.everybody().filter(this::mayBecomeReady);
    }

    boolean mayBecomeReady(AgentId agent) {
        return !willing.getOrDefault(agent, false) || fits(agent, Medium.CALL) || fits(agent, Medium.CHAT);
    }

    boolean isOffered(InteractionId id, AgentId agent) {
        Known one = known.get(id);
        return one != null && one.state == State.OFFERED && one.with.contains(agent);
    }

    void before(Command command, long now) {
        switch (command) {
            case Command.SetQueue c -> rules.put(c.queue(), c.rules());
            case Command.SetAgent c -> agents.put(c.agent(), c);
            case Command.Ready c -> willing.put(c.agent(), true);
            case Command.Unready c -> willing.put(c.agent(), false);
            case Command.SignOut c -> willing.put(c.agent(), false);
            case Command.OwnWork c -> ownCalls.put(c.agent(), c.count());
            case Command.Enqueue c -> known.put(c.interaction(), new Known(c, c.sinceMs(), now));
            case Command.SetPriority c -> known.get(c.interaction()).priority = c.priority();
            case Command.Withdraw c -> forget(c.interaction());
            case Command.Abandon c -> forget(c.interaction());
            case Command.Finish c -> forget(c.interaction());
            case Command.Accept c -> {
                Known one = known.get(c.interaction());
                one.state = State.TAKEN;
            }
            case Command.Refuse c -> {
                Known one = known.get(c.interaction());
                release(one, c.agent());
                if (one.with.isEmpty()) {
                    one.state = State.WAITING;
                }
            }
            case Command.CallBack c -> {
                Known one = known.get(c.interaction());
                one.callback = true;
                if (rules.get(one.queue).callbacks().customerFirst()) {
                    one.state = State.TO_BE_CALLED;
                }
            }
            case Command.Reached c -> known.get(c.interaction()).state = State.WAITING;
            case Command.NotReached c -> {
                Known one = known.get(c.interaction());
                one.state = State.TO_BE_CALLED;
                one.countsOn = null;
            }
            default -> {}
        }
    }

    void after(Command command, List<Decision> decisions, long now) {
        for (Decision decision : decisions) {
            switch (decision) {
                case Decision.Offer o -> offered(o);
                case Decision.Release r -> release(known.get(r.interaction()), r.agent());
                case Decision.Leave l -> forget(l.interaction());
                case Decision.Resumed r -> {
                    Known one = known.get(r.interaction());
                    Known resumed = new Known(
                            new Command.Enqueue(r.interaction(), one.queue, r.sinceMs(), one.criteria),
                            r.sinceMs(),
                            now);
                    known.put(r.interaction(), resumed);
                }
                case Decision.DialBack d -> dialled(d);
                case Decision.Strike s -> {}
                case Decision.TooLate t -> throw new AssertionError(t);
            }
        }
        nothingWaitsForTheFree();
        stepsEndInTime(now);
        statesAgree();
    }

    private void offered(Decision.Offer o) {
        Known one = known.get(o.interaction());
        expect(one != null, "an offer of what is not in line", o);
        boolean ringsMore = one.state == State.OFFERED;
        boolean agentFirst = one.callback && one.state == State.TO_BE_CALLED;
        expect(one.state == State.WAITING || ringsMore || agentFirst, "an offer of what is " + one.state, o);
        expect(!ringsMore || o.why().equals("rings-too"), "offered to two", o);
        expect(!one.with.contains(o.agent()), "offered twice to one", o);
        expect(willing.getOrDefault(o.agent(), false), "an agent who is not ready", o);
        expect(agents.get(o.agent()).queues().containsKey(o.queue()), "an agent of another queue", o);
        expect(fits(o.agent(), one.criteria.medium()), "an agent over capacity", o);
        expect(meets(o.agent(), one.criteria, o.step()), "an agent who cannot", o);
        if (!ringsMore) {
            inOrder(o, one);
        }
        one.state = State.OFFERED;
        one.everOffered = true;
        one.with.add(o.agent());
        one.countsOn = null;
    }

    /** Nobody who asks for the same in this queue is further ahead. */
    private void inOrder(Decision.Offer o, Known one) {
        if (one.criteria.steps().isEmpty()) {
            for (Map.Entry<InteractionId, Known> entry : known.entrySet()) {
                Known other = entry.getValue();
                boolean same = other.state == State.WAITING
                        && other.queue.equals(one.queue)
                        && other.criteria.steps().isEmpty()
                        && other.criteria.medium() == one.criteria.medium();
                expect(
                        !same || entry.getKey().equals(o.interaction()) || place(other) >= place(one),
                        entry.getKey() + " was further ahead",
                        o);
            }
        }
    }

    private long place(Known one) {
        return one.sinceMs - one.priority * rules.get(one.queue).priorityMs();
    }

    private void dialled(Decision.DialBack d) {
        Known one = known.get(d.interaction());
        expect(one.callback && one.state == State.TO_BE_CALLED, "called without having asked", d);
        expect(
                known.values().stream().noneMatch(other -> d.agent().equals(other.countsOn)),
                "two callbacks count on one agent",
                d);
        one.state = State.CALLING;
        one.countsOn = d.agent();
    }

    private void nothingWaitsForTheFree() {
        in(State.WAITING).forEach(id -> {
            Known one = known.get(id);
            int step = router.place(id).orElseThrow().step();
            Day.everybody().forEach(agent -> {
                boolean could = willing.getOrDefault(agent, false)
                        && agents.get(agent).queues().containsKey(one.queue)
                        && fits(agent, one.criteria.medium())
                        && meets(agent, one.criteria, step);
                expect(!could, id + " waits although there is", agent);
            });
        });
    }

    private void stepsEndInTime(long now) {
        known.forEach((id, one) -> {
            if (one.state == State.WAITING && !one.everOffered && !one.callback) {
                int step = router.place(id).orElseThrow().step();
                long endMs = one.enteredMs;
                for (int s = 0; s <= step && s < one.criteria.steps().size() && endMs < Long.MAX_VALUE; s++) {
                    long lastsMs = one.criteria.steps().get(s).lastsMs();
                    endMs = lastsMs == Step.FOR_EVER ? Long.MAX_VALUE : endMs + lastsMs;
                }
                expect(step >= one.criteria.steps().size() || now < endMs, id + " asks too long for step", step);
            }
        });
    }

    private void statesAgree() {
        known.forEach((id, one) -> {
            Place place = router.place(id).orElseThrow(() -> new AssertionError(id + " is lost"));
            boolean waits = one.state == State.WAITING;
            expect(!waits || place.waits() || one.callback, id + " should wait", place);
        });
        for (QueueId queue : rules.keySet()) {
            expect(
                    router.waiting(queue)
                            >= known.values().stream()
                                    .filter(k -> k.queue.equals(queue) && k.state == State.WAITING && !k.callback)
                                    .count(),
                    "a waiting count that is too small",
                    queue);
        }
    }

    private boolean meets(AgentId agent, Criteria criteria, int step) {
        if (step >= criteria.steps().size()) {
            return true;
        }
        Step asked = criteria.steps().get(step);
        Map<Skill, Integer> skills = agents.get(agent).skills();
        return (asked.agent() == null || asked.agent().equals(agent))
                && asked.needs().stream().allMatch(need -> skills.getOrDefault(need.skill(), 0) >= need.level());
    }

    private boolean fits(AgentId agent, Medium medium) {
        Map<Medium, Capacity.Share> shares = agents.get(agent).capacity().shares();
        Capacity.Share share = shares.get(medium);
        if (share == null) {
            return false;
        }
        Map<Medium, Integer> has = new TreeMap<>();
        has.merge(Medium.CALL, ownCalls.getOrDefault(agent, 0), Integer::sum);
        known.values().stream()
                .filter(one -> one.with.contains(agent))
                .forEach(one -> has.merge(one.criteria.medium(), 1, Integer::sum));
        int used = has.entrySet().stream()
                .filter(e -> !share.interrupts().contains(e.getKey()))
                .mapToInt(e -> e.getValue()
                        * (shares.containsKey(e.getKey())
                                ? shares.get(e.getKey()).cost()
                                : Capacity.WHOLE))
                .sum();
        return has.getOrDefault(medium, 0) < share.most() && used + share.cost() <= Capacity.WHOLE;
    }

    private void release(Known one, AgentId agent) {
        one.with.remove(agent);
        willing.put(agent, false);
    }

    private void forget(InteractionId id) {
        Known one = known.remove(id);
        if (one != null) {
            one.with.forEach(agent -> willing.put(agent, false));
            gone.add(id);
        }
    }

    private static void expect(boolean holds, String promise, Object about) {
        if (!holds) {
            throw new AssertionError(promise + ": " + about);
        }
    }
}

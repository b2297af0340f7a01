package org.otvet.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A random day with every kind of queue, medium and requirement, told to a router and kept account of by {@link Account}. */
final class Day {

    static final int AGENTS = 5;
    static final int QUEUES = 3;
    static final Skill SKILL = new Skill("a skill");

    private static final List<Capacity> CAPACITIES =
            List.of(Capacity.ONE_CALL, Capacity.callOrChats(2, false), Capacity.callOrChats(3, true));
    private static final List<Ringing> RINGING = List.of(Ringing.ONE, Ringing.ONE, Ringing.ALL, Ringing.progressive(3));

    final Router router = new Router(3);
    final Account account = new Account(router);
    final List<Map.Entry<Command, Long>> log = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    private long now = 1_000_000;
    private int named;

    Day() {
        for (int q = 0; q < QUEUES; q++) {
            rules(q, q);
        }
        for (int a = 0; a < AGENTS; a++) {
            train(a, 7 * a + 3);
        }
    }

    void play(Move move) {
        tickUntil(now + move.laterMs());
        int a = move.a();
        int b = move.b();
        switch (move.kind()) {
            case ARRIVE -> arrive(Ids.call(++named), a, b);
            case ARRIVE_AGAIN -> pick(account.gone.stream(), a, id -> arrive(id, b, a));
            case READY -> pick(account.free(), a, this::ready);
            case READY_ALL -> account.free().toList().forEach(this::ready);
            case UNREADY -> give(new Command.Unready(Ids.agent(a % AGENTS)));
            case SIGN_OUT -> give(new Command.SignOut(Ids.agent(a % AGENTS)));
            case OWN_WORK -> give(new Command.OwnWork(Ids.agent(a % AGENTS), Medium.CALL, b % 2));
            case ACCEPT -> pick(account.offers(), a, o -> give(new Command.Accept(o.getKey(), o.getValue())));
            case REFUSE ->
                pick(
                        account.offers(),
                        a,
                        o -> give(new Command.Refuse(
                                o.getKey(), o.getValue(), Refusal.values()[b % Refusal.values().length])));
            case FINISH -> pick(account.in(Account.State.TAKEN), a, id -> give(new Command.Finish(id)));
            case WITHDRAW -> pick(account.known(), a, id -> give(new Command.Withdraw(id)));
            case ABANDON -> pick(account.known(), a, id -> give(new Command.Abandon(id)));
            case CALL_BACK ->
                pick(account.in(Account.State.WAITING), a, id -> give(new Command.CallBack(id, now + 20 + b)));
            case REACHED -> pick(account.in(Account.State.CALLING), a, id -> give(new Command.Reached(id)));
            case NOT_REACHED -> pick(account.in(Account.State.CALLING), a, id -> give(new Command.NotReached(id)));
            case PRIORITY -> pick(account.known(), a, id -> give(new Command.SetPriority(id, b % 4)));
            case RETRAIN -> train(a % AGENTS, b);
            case RULES -> rules(a % QUEUES, b);
            case CHOICE -> give(new Command.SetChoice(Choice.values()[a % 2]));
            case WAIT -> tickUntil(now + b);
        }
    }

    /** Everybody can do everything and comes back for more until nobody waits, or a hundred rounds are over. */
    void serveEverybody() {
        Set<QueueId> all = new HashSet<>();
        for (int q = 0; q < QUEUES; q++) {
            all.add(Ids.queue(q));
        }
        for (int a = 0; a < AGENTS; a++) {
            give(new Command.OwnWork(Ids.agent(a), Medium.CALL, 0));
            give(new Command.SetAgent(Ids.agent(a), positions(all), Map.of(SKILL, 10), Capacity.callOrChats(2, true)));
        }
        for (int round = 0; round < 100 && account.known().findAny().isPresent(); round++) {
            tickUntil(now + 1_000);
            account.free().toList().forEach(this::ready);
            account.in(Account.State.CALLING).toList().forEach(id -> give(new Command.Reached(id)));
            account.offers().toList().forEach(o -> {
                if (account.isOffered(o.getKey(), o.getValue())) {
                    give(new Command.Accept(o.getKey(), o.getValue()));
                }
            });
            account.in(Account.State.TAKEN).toList().forEach(id -> give(new Command.Finish(id)));
        }
    }

    private void arrive(InteractionId id, int a, int b) {
        Medium medium = a % 3 == 0 ? Medium.CHAT : Medium.CALL;
        Criteria criteria =
                new Criteria(medium, b % 5 == 0 ? 2 : 0, steps(a, b), b % 4 == 0 ? "person " + a % 3 : null);
        account.gone.remove(id);
        give(new Command.Enqueue(id, Ids.queue(a % QUEUES), now - b % 7, criteria));
    }

    private static List<Step> steps(int a, int b) {
        Step preferred = Step.agent(Ids.agent(b % AGENTS), 5);
        Step skilled = Step.skills(10, new Need(SKILL, 1 + b % 8));
        return switch (a / QUEUES % 5) {
            case 0 -> List.of(skilled);
            case 1 -> List.of(preferred, skilled);
            case 2 ->
                List.of(preferred, Step.skills(7, new Need(SKILL, 3)), Step.skills(Step.FOR_EVER, new Need(SKILL, 1)));
            default -> List.of();
        };
    }

    private void ready(AgentId agent) {
        if (account.mayBecomeReady(agent)) {
            give(new Command.Ready(agent, now));
        }
    }

    private void train(int a, int bits) {
        Set<QueueId> queues = new HashSet<>();
        for (int q = 0; q < QUEUES; q++) {
            if ((bits >> q & 1) == 1) {
                queues.add(Ids.queue(q));
            }
        }
        int level = bits % 11;
        give(new Command.SetAgent(
                Ids.agent(a),
                positions(queues),
                level == 0 ? Map.of() : Map.of(SKILL, level),
                CAPACITIES.get(bits % CAPACITIES.size())));
    }

    private static Map<QueueId, Integer> positions(Set<QueueId> queues) {
        Map<QueueId, Integer> positions = new HashMap<>();
        queues.forEach(queue -> positions.put(queue, (int) queue.value().getLeastSignificantBits()));
        return positions;
    }

    private void rules(int queue, int b) {
        QueueRules rules = new QueueRules(
                1 + b % 3,
                b % 4,
                Strategy.values()[b % Strategy.values().length],
                RINGING.get(b % RINGING.size()),
                10L * (b % 3),
                new ServiceTarget(80, 20),
                b % 6 == 5 ? new Admission(3, 40, 0, true, 30) : Admission.EVERYBODY,
                new Callbacks(b % 2 == 0, 5, 2, 8));
        give(new Command.SetQueue(Ids.queue(queue), rules));
    }

    private void tickUntil(long end) {
        while (router.nextDueMs() <= end) {
            now = Math.max(now, router.nextDueMs());
            give(new Command.Tick());
        }
        now = Math.max(now, end);
    }

    private void give(Command command) {
        log.add(Map.entry(command, now));
        account.before(command, now);
        List<Decision> said = router.decide(command, now);
        decisions.addAll(said);
        account.after(command, said, now);
    }

    private static <T> void pick(Stream<T> from, int n, Consumer<T> then) {
        List<T> all = from.toList();
        if (!all.isEmpty()) {
            then.accept(all.get(n % all.size()));
        }
    }

    static Stream<AgentId> everybody() {
        return IntStream.range(0, AGENTS).mapToObj(Ids::agent);
    }
}

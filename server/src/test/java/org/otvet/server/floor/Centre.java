package org.otvet.server.floor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Effect;
import org.otvet.server.floor.live.FloorPlan;
import org.otvet.server.floor.live.LiveFloor;
import org.otvet.server.floor.live.Order;
import org.otvet.server.floor.live.Outcome;
import org.otvet.server.floor.live.SupervisionMode;
import org.otvet.server.floor.live.Views;
import org.otvet.server.ledger.Fact;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.RecordingPlace;
import org.otvet.telephony.TrunkId;

/** A small centre in virtual time: three agents, two queues, an exchange in memory, and every fact kept. */
public final class Centre {

    public static final UUID PROJECT = new UUID(9, 1);
    public static final UUID SUPPORT = new UUID(2, 1);
    public static final UUID SALES = new UUID(2, 2);
    public static final UUID SOLVED = new UUID(5, 1);
    public static final UUID LUNCH = new UUID(6, 1);

    public final InMemoryExchange exchange = new InMemoryExchange(() -> Instant.ofEpochMilli(Centre.this.now));
    public final List<Fact> facts = new ArrayList<>();
    public final List<Effect.Alarm> alarms = new ArrayList<>();
    public final LiveFloor floor;
    public long now = 1_800_000_000_000L;
    private final Deque<ExchangeEvent> inbox = new ArrayDeque<>();
    private final Performer performer;
    private long ids;
    private boolean pumping;

    public Centre() {
        floor = new LiveFloor(
                () -> new UUID(7, ++ids), (id, at) -> new RecordingPlace(Path.of("/rec/" + id + ".wav"), null));
        performer = new Performer(exchange, facts::add, alarms::add);
        exchange.start(event -> {
            inbox.add(event);
            pump();
        });
        floor.plan(plan(true), now);
        floor.watch(true);
        for (int a = 1; a <= 3; a++) {
            exchange.phone("phone" + a, true);
        }
    }

    public static UUID agent(int n) {
        return new UUID(1, n);
    }

    public static FloorPlan plan(boolean withSales) {
        List<FloorPlan.Agent> agents = new ArrayList<>();
        for (int a = 1; a <= 3; a++) {
            agents.add(new FloorPlan.Agent(
                    agent(a),
                    "agent" + a,
                    "Agent " + a,
                    Set.of(PROJECT),
                    a == 3 ? Set.of(SALES) : Set.of(SUPPORT, SALES),
                    new FloorPlan.Phone(
                            new PhoneId("phone" + a),
                            a == 1 ? PhoneAccount.Kind.BROWSER : PhoneAccount.Kind.REGISTERED)));
        }
        FloorPlan.Prompt hello = new FloorPlan.Prompt(new UUID(8, 1), Path.of("/prompts/hello.wav"));
        FloorPlan.Queue support = new FloorPlan.Queue(
                SUPPORT, PROJECT, "Support", 1, true, null, 20_000, 30_000, 120_000, 3, 80, 20_000, true);
        FloorPlan.Queue sales =
                new FloorPlan.Queue(SALES, PROJECT, "Sales", 1, false, null, 20_000, 0, 0, 3, 80, 20_000, false);
        return new FloorPlan(
                List.of(new FloorPlan.Project(
                        PROJECT, "Shop", new TrunkId("trunk"), "+74950000000", true, Set.of(SupervisionMode.WHISPER))),
                agents,
                withSales ? List.of(support, sales) : List.of(support),
                List.of(
                        new FloorPlan.Number("+1001", null, PROJECT, SUPPORT, hello),
                        new FloorPlan.Number("1002", new TrunkId("trunk"), PROJECT, SALES, null)),
                List.of(new FloorPlan.PauseReason(LUNCH, "Lunch", false)),
                List.of(new FloorPlan.Disposition(SOLVED, PROJECT, null, "Solved", "solved")));
    }

    /** Lets the floor hear what happened and the exchange do what follows, until nothing moves. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            do {
                ExchangeEvent event = inbox.poll();
                if (event != null) {
                    floor.on(event, now);
                }
                performer.perform(floor.takeEffects());
            } while (!inbox.isEmpty());
        } finally {
            pumping = false;
        }
    }

    public Outcome order(Order order) {
        Outcome outcome = floor.order(order, now);
        pump();
        return outcome;
    }

    public void replan(FloorPlan plan) {
        floor.plan(plan, now);
        pump();
    }

    public void pass(long ms) {
        long until = now + ms;
        while (floor.nextDueMs() <= until) {
            now = Math.max(now, floor.nextDueMs());
            floor.tick(now);
            pump();
        }
        now = until;
    }

    public void ready(int agent) {
        order(new Order.PageOpened(agent(agent)));
        order(new Order.ChangeState(agent(agent), AgentState.READY, null, null));
    }

    public Views.Desk desk(int agent) {
        return floor.desk(agent(agent), now);
    }

    public UUID callOf(int agent) {
        return desk(agent).call().interactionId();
    }

    public List<String> factsOf(UUID interaction) {
        return facts.stream()
                .filter(f -> interaction.equals(f.interactionId()))
                .map(Fact::type)
                .toList();
    }

    public Fact last(String type) {
        return facts.stream()
                .filter(f -> f.type().equals(type))
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("no fact " + type + " in " + facts));
    }
}

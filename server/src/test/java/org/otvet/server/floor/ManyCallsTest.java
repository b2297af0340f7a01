package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.otvet.server.floor.live.AgentState;
import org.otvet.server.floor.live.Effect;
import org.otvet.server.floor.live.FloorPlan;
import org.otvet.server.floor.live.LiveFloor;
import org.otvet.server.floor.live.Order;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.Origin;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.RecordingPlace;
import org.otvet.telephony.TrunkId;

/** Twenty thousand calls, one after the other, leave nothing behind. */
class ManyCallsTest {

    private static final int AGENTS = 500;
    private static final int CALLS = 20_000;
    private static final TrunkId TRUNK = new TrunkId("trunk");

    private long ids;
    private long now = 1_800_000_000_000L;
    private final LiveFloor floor =
            new LiveFloor(() -> new UUID(7, ++ids), (id, at) -> new RecordingPlace(Path.of("/rec"), null));

    @Test
    void noCallLeavesALegATimerOrAPlaceInLine() {
        UUID project = new UUID(9, 1);
        UUID queue = new UUID(2, 1);
        List<FloorPlan.Agent> agents = new ArrayList<>();
        for (int a = 0; a < AGENTS; a++) {
            FloorPlan.Phone phone = new FloorPlan.Phone(new PhoneId("p" + a), PhoneAccount.Kind.FIXED);
            agents.add(new FloorPlan.Agent(new UUID(1, a), "a" + a, "A", Set.of(project), Set.of(queue), phone));
        }
        FloorPlan.Queue plan =
                new FloorPlan.Queue(queue, project, "Q", 1, true, null, 20_000, 0, 120_000, 3, 80, 20_000, true);
        floor.plan(
                new FloorPlan(
                        List.of(new FloorPlan.Project(project, "P", TRUNK, "", true, Set.of())),
                        agents,
                        List.of(plan),
                        List.of(new FloorPlan.Number("1001", null, project, queue, null)),
                        List.of(),
                        List.of()),
                now);
        for (FloorPlan.Agent agent : agents) {
            floor.order(new Order.ChangeState(agent.id(), AgentState.READY, null, null), now);
        }
        floor.watch(true);
        for (int n = 0; n < CALLS; n++) {
            call();
            now += 3;
            if (n % 14 == 0) {
                floor.takeChange();
            }
        }
        assertThat(floor.callsUp()).isZero();
        now += 600_000;
        floor.tick(now);
        floor.takeEffects();
        assertThat(floor.nextDueMs()).as("timers").isGreaterThan(now + 600_000);
        assertThat(floor.floor(now).queues().getFirst().waiting()).isZero();
    }

    private void call() {
        LegId caller = LegId.random();
        Instant at = Instant.EPOCH;
        floor.on(
                new ExchangeEvent.LegOffered(
                        at, caller, new Origin.FromTrunk(TRUNK), "+7900", "", "1001", "call-id", Map.of()),
                now);
        floor.takeEffects();
        floor.on(new ExchangeEvent.LegAnswered(at, caller), now);
        LegId phone = floor.takeEffects().stream()
                .filter(Effect.Call.class::isInstance)
                .map(e -> ((Effect.Call) e).dial().leg())
                .findFirst()
                .orElseThrow();
        floor.on(new ExchangeEvent.LegRinging(at, phone, false), now);
        floor.on(new ExchangeEvent.LegAnswered(at, phone), now);
        floor.on(new ExchangeEvent.MediaStarted(at, phone), now);
        floor.on(new ExchangeEvent.LegEnded(at, caller, HangUpCause.NORMAL, EndedBy.PEER, 0, "", MediaStats.NONE), now);
        floor.on(new ExchangeEvent.LegEnded(at, phone, HangUpCause.NORMAL, EndedBy.OTVET, 0, "", MediaStats.NONE), now);
        floor.tick(now);
        floor.takeEffects();
    }
}

package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.Router;
import org.otvet.server.outbound.Numbering;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;
import org.otvet.telephony.TrunkId;

/** What the parts of the floor share: who is there, the time of the present step, and what it leads to. */
final class Ground {

    /** Whose leg it is within its call. */
    enum Side {
        CUSTOMER,
        AGENT,
        ATTACH,
        /** Asked by the agent of the call. */
        CONSULT,
        /** In a conference beside the agent of the call. */
        MEMBER,
        SUPERVISOR,
        /** Outside, with the customer and without an agent. */
        PARTY,
        /** Hung up by us for its agent; only its end is awaited. */
        CLEARING
    }

    record Role(
            @Nullable CallLive call, Side side, @Nullable AgentLive agent) {}

    record Recorded(UUID interactionId, @Nullable UUID agentId, UUID projectId) {}

    final Supplier<UUID> ids;
    final BiFunction<RecordingId, Instant, RecordingPlace> places;
    final Router router = new Router();
    final Timers timers = new Timers();
    final Changes changes = new Changes();

    FloorPlan plan = FloorPlan.EMPTY;
    final Map<UUID, FloorPlan.Project> projects = new LinkedHashMap<>();
    final Map<UUID, AgentLive> agents = new LinkedHashMap<>();
    final Map<UUID, QueueLive> queues = new LinkedHashMap<>();
    final Map<String, AgentLive> agentsByPhone = new HashMap<>();
    final Map<UUID, CallLive> calls = new LinkedHashMap<>();
    final Map<LegId, Role> legs = new HashMap<>();
    final Map<RecordingId, Recorded> recordings = new HashMap<>();

    private final Map<String, FloorPlan.Number> numbers = new HashMap<>();
    private final Set<String> alarms = new HashSet<>();
    private List<Effect> effects = new ArrayList<>();
    long now;

    Ground(Supplier<UUID> ids, BiFunction<RecordingId, Instant, RecordingPlace> places) {
        this.ids = ids;
        this.places = places;
    }

    void setNumbers(List<FloorPlan.Number> all) {
        numbers.clear();
        for (FloorPlan.Number number : all) {
            numbers.put(key(number) + plain(number.number()), number);
        }
        // a trunk may deliver the same number in another form than the one it was set up in
        for (FloorPlan.Number number : all) {
            for (String digits : Numbering.waysToWrite(number.number(), country(number.projectId()))) {
                numbers.putIfAbsent(key(number) + digits, number);
            }
        }
    }

    private static String key(FloorPlan.Number number) {
        return (number.trunk() == null ? "" : number.trunk().value()) + "/";
    }

    /** The country by whose plan a project's numbers are read. */
    String country(UUID projectId) {
        FloorPlan.Project project = projects.get(projectId);
        return project == null
                ? Numbering.USUAL_COUNTRY
                : project.dialling().rules().country();
    }

    FloorPlan.@Nullable Number numberFor(TrunkId trunk, String dialled) {
        String plain = plain(dialled);
        FloorPlan.Number own = numbers.get(trunk.value() + "/" + plain);
        return own != null ? own : numbers.get("/" + plain);
    }

    private static String plain(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    List<Effect> takeEffects() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    LegId newLeg() {
        return new LegId(ids.get());
    }

    Timers.Timer after(long delayMs, Runnable action) {
        return timers.at(now + delayMs, action);
    }

    /** A fact of a call; {@code data} are names and values in turn, values that are null are left out. */
    void note(CallLive call, String type, @Nullable Object... data) {
        UUID agent = call.agent == null ? null : call.agent.id;
        effect(new Effect.Note(now, type, call.id, agent, call.projectId, data(data)));
    }

    void note(AgentLive agent, String type, @Nullable Object... data) {
        effect(new Effect.Note(now, type, null, agent.id, null, data(data)));
    }

    static Map<String, Object> data(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                map.put(String.valueOf(pairs[i]), value instanceof UUID ? value.toString() : value);
            }
        }
        return map;
    }

    /** Raises or lowers an alarm; says so only when that changes. */
    void alarm(String code, @Nullable UUID projectId, boolean holds, Supplier<String> text) {
        String key = code + "/" + projectId;
        if (holds ? alarms.add(key) : alarms.remove(key)) {
            effect(new Effect.Alarm(code, holds ? text.get() : "", holds, projectId));
        }
    }

    void enter(CallLive call, Stage stage) {
        call.stageTimer = Timers.cancel(call.stageTimer);
        call.stage = stage;
        call.stageSinceMs = now;
        changes.call(call);
    }

    /** Ends the leg to an agent's telephone; the agent gets no other call before its end is reported or overdue. */
    void clearAgentLeg(AgentLive agent, LegId leg, HangUpCause cause, @Nullable CallLive call) {
        effect(new Effect.HangUp(leg, cause));
        legs.put(leg, new Role(call, Side.CLEARING, agent));
    }
}

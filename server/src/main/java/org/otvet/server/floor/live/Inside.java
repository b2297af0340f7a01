package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.LegId;

/** A live call from the inside, for whoever looks for a fault. The names are those of the code and may change with it. */
final class Inside {

    private Inside() {}

    static Map<String, @Nullable Object> of(Ground ground, CallLive call) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("interactionId", call.id);
        told.put("projectId", call.projectId);
        told.put("direction", call.inbound ? "in" : "out");
        told.put("number", call.number);
        told.put("dialled", call.dialled);
        told.put("trunk", call.trunk == null ? null : call.trunk.value());
        told.put("startedAt", Instant.ofEpochMilli(call.startedMs));
        told.put("stage", call.stage.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        told.put("stageSince", Instant.ofEpochMilli(call.stageSinceMs));
        told.put("customerUp", call.customerUp);
        told.put("queueId", call.queue == null ? null : call.queue.id);
        told.put("inRouter", call.inRouter);
        told.put("why", call.why);
        told.put("agent", agent(ground, call.agent));
        told.put("agentUp", call.agentUp);
        told.put("agentHeld", call.agentHeld);
        told.put("muted", call.muted);
        told.put("talked", call.talked);
        told.put("recording", call.recorded.running == null ? null : call.recorded.running.value());
        told.put("consulting", call.consult != null);
        told.put("mixed", call.mix == null ? null : call.mix.value());
        told.put("mixedAside", call.asideMix == null ? null : call.asideMix.value());
        told.put("goesBackTo", call.back == null ? null : call.back.id);
        Map<UUID, String> legs = new LinkedHashMap<>();
        ground.legs.forEach((LegId leg, Ground.Role role) -> {
            if (role.call() == call) {
                legs.put(leg.value(), role.side().name().toLowerCase(Locale.ROOT));
            }
        });
        told.put("legs", legs);
        return told;
    }

    private static @Nullable Map<String, @Nullable Object> agent(Ground ground, @Nullable AgentLive agent) {
        if (agent == null) {
            return null;
        }
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("id", agent.id);
        told.put("state", agent.state.code());
        told.put("stateSince", Instant.ofEpochMilli(agent.stateSinceMs));
        told.put("reachable", agent.reachable);
        told.put("problem", agent.problem);
        told.put("pages", agent.pages);
        told.put("legs", agent.legs.stream().map(LegId::value).toList());
        told.put("readyInRouter", ground.router.isReady(agent.routingId));
        return told;
    }
}

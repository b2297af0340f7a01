package org.otvet.server.floor.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.Hearing;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Mix;
import org.otvet.telephony.MixId;

/**
 * Who hears whom in a call. The customer talks with the agent or, while that one asks somebody, with the others of a
 * conference; supervisors are where their agent is. Two alone are connected, more are mixed.
 */
final class Bridges {

    private final Ground ground;

    Bridges(Ground ground) {
        this.ground = ground;
    }

    /** Lets everybody hear whom they shall now. Call it after whatever may have changed that. */
    void settle(CallLive call) {
        List<LegId> withCustomer = new ArrayList<>();
        List<LegId> aside = new ArrayList<>();
        LegId agent = call.agentUp ? call.agentLeg : null;
        if (call.stage == Stage.TALKING || call.stage == Stage.FORWARDED || call.inConference()) {
            withCustomer.add(call.customerLeg);
            call.conference.forEach(member -> withCustomer.add(member.leg));
            if (call.stage == Stage.FORWARDED && call.partyLeg != null) {
                withCustomer.add(1, call.partyLeg);
            }
        }
        boolean agentAside = call.stage == Stage.HOLD;
        if (agent != null && call.stage == Stage.TALKING) {
            withCustomer.add(1, agent);
        } else if (agent != null && agentAside) {
            aside.add(agent);
            if (call.consult != null && call.consult.up) {
                aside.add(call.consult.leg);
            }
        }
        List<Supervision> listening =
                call.supervisions.stream().filter(one -> one.up).toList();
        if (agentAside) {
            call.asideMix = apply(call.asideMix, aside, listening, agent);
            call.mix = apply(call.mix, withCustomer, List.of(), agent);
        } else {
            call.mix = apply(call.mix, withCustomer, listening, agent);
            call.asideMix = apply(call.asideMix, List.of(), List.of(), agent);
        }
    }

    /** Gives the mix that runs from now on, null where none is needed. */
    private @Nullable MixId apply(
            @Nullable MixId running, List<LegId> talking, List<Supervision> listening, @Nullable LegId agent) {
        if (listening.isEmpty() && talking.size() <= 2) {
            if (talking.size() == 2) {
                ground.effect(new Effect.Connect(talking.getFirst(), talking.getLast()));
            } else if (running != null) {
                ground.effect(new Effect.Mix(new Mix(running, List.of())));
            }
            return null;
        }
        Map<LegId, Set<LegId>> hears = new LinkedHashMap<>();
        for (LegId leg : talking) {
            hears.put(leg, new LinkedHashSet<>(talking));
        }
        for (Supervision one : listening) {
            Set<LegId> heard = new LinkedHashSet<>(talking);
            for (Supervision other : listening) {
                if (other != one && other.mode == SupervisionMode.BARGE_IN) {
                    heard.add(other.leg);
                }
            }
            hears.put(one.leg, heard);
            for (LegId leg : talking) {
                boolean isHeard = one.mode == SupervisionMode.BARGE_IN
                        || one.mode == SupervisionMode.WHISPER && leg.equals(agent);
                if (isHeard) {
                    hears.computeIfAbsent(leg, l -> new LinkedHashSet<>()).add(one.leg);
                }
            }
        }
        List<Mix.Party> parties = new ArrayList<>();
        hears.forEach((leg, heard) -> {
            heard.remove(leg);
            parties.add(new Mix.Party(leg, new Hearing.Only(heard)));
        });
        MixId id = running == null ? new MixId(ground.ids.get()) : running;
        ground.effect(new Effect.Mix(new Mix(id, parties)));
        return id;
    }
}

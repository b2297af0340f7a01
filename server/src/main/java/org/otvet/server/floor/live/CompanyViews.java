package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Draws who else is in a call: the others of a conference, and supervisors. */
final class CompanyViews {

    private final Ground ground;

    CompanyViews(Ground ground) {
        this.ground = ground;
    }

    Views.@Nullable Conference conference(CallLive call, AgentLive viewer) {
        if (!call.inConference()) {
            return null;
        }
        List<Views.Party> parties = new ArrayList<>();
        parties.add(new Views.Party(
                call.customerLeg.value(), "customer", call.name, call.number, call.customerMuted, false));
        if (call.agent != null && call.agentLeg != null) {
            parties.add(party(call.agentLeg.value(), call.agent, call.muted, viewer));
        }
        for (Member member : call.conference) {
            parties.add(
                    member.agent != null
                            ? party(member.leg.value(), member.agent, member.muted, viewer)
                            : new Views.Party(member.leg.value(), "number", null, member.number, member.muted, false));
        }
        return new Views.Conference(call.agent == viewer ? "leader" : "member", parties);
    }

    private static Views.Party party(UUID id, AgentLive agent, boolean muted, AgentLive viewer) {
        return new Views.Party(id, "agent", agent.plan.name(), null, muted, agent == viewer);
    }

    /** What the agent may know: of several supervisors, the one who is most in the call. */
    Views.@Nullable Supervised supervised(CallLive call, AgentLive viewer) {
        FloorPlan.Project project = ground.projects.get(call.servedProject());
        if (project == null || call.agent != viewer) {
            return null;
        }
        return call.supervisions.stream()
                .filter(one -> one.up && project.supervisionShown().contains(one.mode))
                .max(Comparator.comparing(one -> one.mode))
                .map(one -> new Views.Supervised(one.supervisor.plan.name(), one.mode))
                .orElse(null);
    }

    Views.@Nullable Supervising supervising(AgentLive supervisor) {
        Supervision one = supervisor.supervision;
        if (one == null) {
            return null;
        }
        FloorPlan.Project project = ground.projects.get(one.call.servedProject());
        return new Views.Supervising(
                one.call.id,
                one.agent.id,
                one.agent.plan.name(),
                one.mode,
                one.up ? "up" : "ringing",
                Instant.ofEpochMilli(one.startedMs),
                one.call.number,
                one.call.name,
                project == null ? "" : project.name());
    }

    static List<Views.Supervisor> supervisors(@Nullable CallLive call, AgentLive agent) {
        return call == null || call.agent != agent
                ? List.of()
                : call.supervisions.stream()
                        .filter(one -> one.up)
                        .map(one -> new Views.Supervisor(one.supervisor.id, one.supervisor.plan.name(), one.mode))
                        .toList();
    }
}

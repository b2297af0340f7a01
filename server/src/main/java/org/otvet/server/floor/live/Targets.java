package org.otvet.server.floor.live;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.Counterpart;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.LegId;

/** To whom an agent may hand a call on: within the walls around projects, and only to somebody who can take it now. */
final class Targets {

    private final Ground ground;
    private final Exits exits;

    Targets(Ground ground, Exits exits) {
        this.ground = ground;
        this.exits = exits;
    }

    /** The queue, null where the agent's projects have no such one. */
    @Nullable
    QueueLive queue(AgentLive agent, UUID id) {
        QueueLive queue = ground.queues.get(id);
        return queue != null && agent.plan.projectIds().contains(queue.plan.projectId()) ? queue : null;
    }

    /** Somebody else who works for the call's project, null where there is none of that id. */
    @Nullable
    AgentLive colleague(AgentLive agent, CallLive call, UUID id) {
        AgentLive other = ground.agents.get(id);
        return other != null && other != agent && other.plan.projectIds().contains(call.servedProject()) ? other : null;
    }

    /** Why an agent cannot be rung now, null when they can. */
    @Nullable
    Outcome hindrance(AgentLive target) {
        if (target.plan.phone() == null || !target.reachable) {
            return Outcome.conflict("target-not-reachable");
        }
        return target.state == AgentState.READY && target.free() ? null : Outcome.conflict("target-busy");
    }

    /** Whether the agent of this call may call a number for it. */
    Exits.Permit exit(AgentLive agent, CallLive call, String number) {
        return exits.ask(agent.id, ground.projects.get(call.servedProject()), number, call);
    }

    /** Calls a number for a call. */
    void dial(AgentLive agent, CallLive call, LegId leg, Exits.Permit.Granted exit) {
        exits.call(call, agent.id, leg, exit, call.customerLeg);
    }

    /** Rings an agent's telephone with the call. */
    void ring(CallLive call, LegId leg, FloorPlan.Phone phone, long ringMs) {
        ground.effect(new Effect.Call(new Dial(
                leg,
                new DialTarget.Phone(phone.id()),
                call.number,
                call.name,
                Duration.ofMillis(ringMs),
                false,
                Map.of("X-Otvet-Interaction", call.id.toString()),
                new Counterpart.Party(call.customerLeg))));
    }

    static long ringMs(CallLive call) {
        return call.queue == null ? Rules.TRANSFER_RING : call.queue.plan.offerTimeoutMs();
    }

    /** Everybody and everything this agent could choose; who is ready stands first. */
    Views.Targets view(AgentLive agent) {
        CallLive call = agent.call;
        Stream<AgentLive> colleagues = ground.agents.values().stream()
                .filter(a -> a != agent && a.state != AgentState.OFFLINE && a.plan.phone() != null)
                .filter(a -> call == null
                        ? a.plan.projectIds().stream().anyMatch(agent.plan.projectIds()::contains)
                        : a.plan.projectIds().contains(call.servedProject()));
        return new Views.Targets(
                ground.queues.values().stream()
                        .filter(q -> queue(agent, q.id) != null)
                        .sorted(Comparator.comparing(q -> q.plan.name()))
                        .map(q -> new Views.TargetQueue(
                                q.id,
                                q.plan.name(),
                                q.plan.projectId(),
                                q.line.size(),
                                q.agents[AgentState.READY.ordinal()]))
                        .toList(),
                colleagues
                        .sorted(Comparator.comparing((AgentLive a) -> hindrance(a) != null)
                                .thenComparing(a -> a.plan.name()))
                        .map(a -> new Views.TargetAgent(
                                a.id, a.plan.name(), a.plan.login(), a.state, hindrance(a) == null))
                        .toList());
    }
}

package org.otvet.server.floor.live;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.otvet.routing.Command;
import org.otvet.routing.QueueRules;
import org.otvet.telephony.PhoneAccount;

/** Turns a new plan into a changed floor without disturbing calls under way. */
final class Planning {

    private static final long LOOK_AGAIN = 10_000;

    private final Ground ground;
    private final Offers offers;
    private final Shifts shifts;
    private final Endings endings;

    Planning(Ground ground, Offers offers, Shifts shifts, Endings endings) {
        this.ground = ground;
        this.offers = offers;
        this.shifts = shifts;
        this.endings = endings;
    }

    void apply(FloorPlan plan) {
        ground.plan = plan;
        ground.projects.clear();
        plan.projects().forEach(p -> ground.projects.put(p.id(), p));
        ground.setNumbers(plan.numbers());
        plan.queues().forEach(this::queue);
        plan.agents().forEach(this::agent);
        ground.agentsByPhone.clear();
        Set<UUID> staying = new HashSet<>();
        for (FloorPlan.Agent agent : plan.agents()) {
            staying.add(agent.id());
            AgentLive live = Objects.requireNonNull(ground.agents.get(agent.id()));
            if (agent.phone() != null) {
                ground.agentsByPhone.put(agent.phone().id().value(), live);
            }
        }
        for (AgentLive agent : List.copyOf(ground.agents.values())) {
            if (!staying.contains(agent.id)) {
                dismiss(agent);
            }
        }
        Set<UUID> open = plan.queues().stream().map(FloorPlan.Queue::id).collect(Collectors.toSet());
        for (QueueLive queue : List.copyOf(ground.queues.values())) {
            if (!open.contains(queue.id)) {
                close(queue);
            }
        }
    }

    private void queue(FloorPlan.Queue plan) {
        QueueLive queue = ground.queues.computeIfAbsent(plan.id(), id -> new QueueLive(plan));
        queue.plan = plan;
        offers.route(new Command.SetQueue(
                queue.routingId, new QueueRules(Math.max(1, plan.weight()), Math.max(0, plan.missedLimit()))));
        ground.changes.queue(queue);
    }

    private void agent(FloorPlan.Agent plan) {
        AgentLive agent = ground.agents.get(plan.id());
        boolean isNew = agent == null;
        if (agent == null) {
            agent = new AgentLive(plan, ground.now);
            ground.agents.put(plan.id(), agent);
        }
        boolean samePhone = Objects.equals(agent.plan.phone(), plan.phone());
        agent.plan = plan;
        List<QueueLive> next = plan.queueIds().stream()
                .map(ground.queues::get)
                .filter(Objects::nonNull)
                .sorted((a, b) -> a.plan.name().compareTo(b.plan.name()))
                .toList();
        for (QueueLive queue : agent.queues) {
            queue.agents[agent.state.ordinal()]--;
        }
        for (QueueLive queue : next) {
            queue.agents[agent.state.ordinal()]++;
            ground.changes.queue(queue);
        }
        agent.queues = next;
        if (isNew || !samePhone) {
            agent.reachable = plan.phone() != null && plan.phone().kind() == PhoneAccount.Kind.FIXED;
        }
        offers.route(new Command.SetAgent(
                agent.routingId, next.stream().map(q -> q.routingId).collect(Collectors.toSet())));
        if (plan.phone() == null && agent.state == AgentState.READY) {
            shifts.become(agent, AgentState.OFFLINE, "no-phone", null);
        }
        shifts.settle(agent);
        ground.changes.agent(agent);
    }

    private void dismiss(AgentLive agent) {
        if (ground.plan.agents().stream().anyMatch(a -> a.id().equals(agent.id))
                || !ground.agents.containsKey(agent.id)) {
            return;
        }
        if (!agent.free()) {
            agent.ask = new AgentLive.Ask(AgentState.OFFLINE, null);
            ground.after(LOOK_AGAIN, () -> dismiss(agent));
            return;
        }
        if (agent.state != AgentState.OFFLINE) {
            shifts.become(agent, AgentState.OFFLINE, "removed", null);
            shifts.settle(agent);
        }
        for (QueueLive queue : agent.queues) {
            queue.agents[agent.state.ordinal()]--;
        }
        offers.route(new Command.RemoveAgent(agent.routingId));
        ground.agents.remove(agent.id);
        ground.changes.goneAgent(agent.id);
    }

    private void close(QueueLive queue) {
        for (CallLive call : List.copyOf(queue.line)) {
            endings.sendAway(call);
        }
        ground.queues.remove(queue.id);
        offers.route(new Command.RemoveQueue(queue.routingId));
        for (AgentLive agent : ground.agents.values()) {
            if (agent.queues.contains(queue)) {
                agent.queues = agent.queues.stream().filter(q -> q != queue).toList();
            }
        }
    }
}

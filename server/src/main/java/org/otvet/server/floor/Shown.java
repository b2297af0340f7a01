package org.otvet.server.floor;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.Views;
import org.otvet.server.people.CurrentPerson;

/** What one person may see of the floor: their projects' part, and of shared agents only the work for those projects. */
final class Shown {

    /** {@code GET /api/floor} and event {@code floor}. */
    record Floor(
            List<Views.Queue> queues,
            List<Views.Agent> agents,
            List<Views.Waiting> waiting,
            List<Views.LiveCall> calls,
            List<Alarm> alarms,
            Instant serverTime) {}

    /** Event {@code floor-change}. */
    record Change(
            List<Views.Queue> queues,
            List<Views.Agent> agents,
            List<Views.Waiting> waiting,
            List<Views.LiveCall> calls,
            Removed removed,
            Instant serverTime) {

        boolean isEmpty() {
            return queues.isEmpty()
                    && agents.isEmpty()
                    && waiting.isEmpty()
                    && calls.isEmpty()
                    && removed.agents().isEmpty()
                    && removed.waiting().isEmpty()
                    && removed.calls().isEmpty();
        }
    }

    record Removed(List<UUID> agents, List<UUID> waiting, List<UUID> calls) {}

    private final CurrentPerson person;
    private final Function<UUID, @Nullable UUID> projectOfQueue;

    /** @param projectOfQueue null for an unknown queue */
    Shown(CurrentPerson person, Function<UUID, @Nullable UUID> projectOfQueue) {
        this.person = person;
        this.projectOfQueue = projectOfQueue;
    }

    Floor floor(Views.Floor floor, List<Alarm> alarms) {
        return new Floor(
                mine(floor.queues(), Views.Queue::projectId),
                agents(floor.agents()),
                mine(floor.waiting(), Views.Waiting::projectId),
                mine(floor.calls(), Views.LiveCall::projectId),
                alarms.stream().filter(a -> person.mayAccess(a.projectId())).toList(),
                floor.serverTime());
    }

    Change change(Views.Change change) {
        return new Change(
                mine(change.queues(), Views.Queue::projectId),
                agents(change.agents()),
                mine(change.waiting(), Views.Waiting::projectId),
                mine(change.calls(), Views.LiveCall::projectId),
                new Removed(gone(change.goneAgents()), gone(change.goneWaiting()), gone(change.goneCalls())),
                change.serverTime());
    }

    private <T> List<T> mine(List<T> all, Function<T, UUID> projectOf) {
        return all.stream()
                .filter(one -> person.mayAccess(projectOf.apply(one)))
                .toList();
    }

    private boolean sees(Collection<UUID> projectIds) {
        return person.allProjects() || projectIds.stream().anyMatch(person.projectIds()::contains);
    }

    private List<UUID> gone(List<Views.Gone> gone) {
        return gone.stream()
                .filter(one -> one.projectIds().isEmpty() || sees(one.projectIds()))
                .map(Views.Gone::id)
                .toList();
    }

    private List<Views.Agent> agents(List<Views.Agent> all) {
        if (person.allProjects()) {
            return all;
        }
        return all.stream()
                .filter(agent -> sees(agent.projectIds()))
                .map(this::withoutForeignWork)
                .toList();
    }

    private Views.Agent withoutForeignWork(Views.Agent agent) {
        boolean foreignCall = agent.callProjectId() != null && !person.mayAccess(agent.callProjectId());
        Set<UUID> projects =
                agent.projectIds().stream().filter(person::mayAccess).collect(Collectors.toSet());
        Set<UUID> queues = agent.queueIds().stream()
                .filter(queue -> {
                    UUID project = projectOfQueue.apply(queue);
                    return project != null && person.mayAccess(project);
                })
                .collect(Collectors.toSet());
        return new Views.Agent(
                agent.id(),
                agent.name(),
                agent.login(),
                agent.state(),
                agent.stateSince(),
                agent.pauseReason(),
                agent.nextState(),
                projects,
                queues,
                agent.phone(),
                foreignCall ? null : agent.interactionId(),
                foreignCall ? null : agent.number(),
                foreignCall ? null : agent.queueName(),
                agent.today(),
                foreignCall ? List.of() : agent.supervisors(),
                foreignCall ? null : agent.quality(),
                foreignCall ? null : agent.callProjectId());
    }
}

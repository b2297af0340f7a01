package org.otvet.routing;

import java.util.ArrayList;
import java.util.List;

/** The agents: where they work, what they can do, and whether they are there. */
final class Staff {

    private final Centre centre;
    private final Matching matching;
    private final Requirements requirements;
    private final Lines lines;

    Staff(Centre centre, Matching matching, Requirements requirements, Lines lines) {
        this.centre = centre;
        this.matching = matching;
        this.requirements = requirements;
        this.lines = lines;
    }

    void set(Command.SetAgent c) {
        Agent agent = centre.agents.computeIfAbsent(c.agent(), centre.roster::add);
        List<Line> left = linesOf(agent);
        List<Membership> before = List.copyOf(agent.memberships);
        leaveQueues(agent);
        agent.skills = c.skills();
        agent.load.setCapacity(c.capacity());
        for (QueueId id : c.queuesInOrder()) {
            Queue queue = centre.queues.get(id);
            if (queue != null) {
                Membership membership = before.stream()
                        .filter(m -> m.queue == queue)
                        .findFirst()
                        .orElseGet(() -> new Membership(queue));
                membership.position = c.queues().getOrDefault(id, 0);
                join(agent, membership);
            }
        }
        matching.review(agent);
        matching.serve(agent);
        left.forEach(this::checkForsaken);
    }

    void remove(AgentId id) {
        Agent agent = centre.agents.get(id);
        if (agent == null) {
            return;
        }
        if (!agent.holds.isEmpty()) {
            throw new IllegalStateException("agent " + id + " still holds interaction " + agent.holds.getFirst().id);
        }
        List<Line> left = linesOf(agent);
        leaveQueues(agent);
        Interaction countedOnBy = agent.countedOnBy;
        if (countedOnBy != null) {
            countedOnBy.countsOn = null;
        }
        centre.agents.remove(id);
        centre.roster.remove(agent);
        left.forEach(this::checkForsaken);
    }

    void ready(Command.Ready c) {
        Agent agent = centre.agent(c.agent());
        if (agent.willing && agent.load.room() == 0 && !agent.holds.isEmpty()) {
            throw new IllegalStateException("agent " + c.agent() + " has " + agent.holds.getFirst().id
                    + " and no room for more, so is not free");
        }
        noteHandled(agent, c.idleSinceMs());
        setSignedIn(agent, true);
        agent.willing = false;
        matching.review(agent);
        agent.wrappingUp = false;
        agent.willing = true;
        agent.idleSinceMs = c.idleSinceMs();
        agent.turn = centre.nextTurn();
        matching.review(agent);
        matching.serve(agent);
    }

    void unready(Agent agent) {
        agent.willing = false;
        agent.wrappingUp = false;
        noteHandled(agent);
        matching.review(agent);
    }

    void signOut(Agent agent) {
        unready(agent);
        setSignedIn(agent, false);
        linesOf(agent).forEach(this::checkForsaken);
    }

    void ownWork(Command.OwnWork c) {
        Agent agent = centre.agent(c.agent());
        agent.load.setOwn(c.medium(), c.count());
        matching.review(agent);
        matching.serve(agent);
    }

    void newDay() {
        for (Agent agent : centre.agents.values()) {
            for (Membership membership : agent.memberships) {
                membership.taken = 0;
                membership.talkMs = 0;
            }
        }
        centre.queues.values().forEach(Staff::reorderFree);
    }

    /** After the strategy, or what it goes by, changed. */
    static void reorderFree(Queue queue) {
        for (Line line : queue.lines()) {
            for (Seat seat : line.seats) {
                reorder(seat);
            }
        }
    }

    static void reorder(Seat seat) {
        if (seat.placed()) {
            seat.line.free.remove(seat);
            seat.order(seat.line.queue.rules.strategy());
            seat.line.free.add(seat);
        }
    }

    private void join(Agent agent, Membership membership) {
        Queue queue = membership.queue;
        agent.memberships.add(membership);
        queue.members.add(agent);
        if (agent.signedIn) {
            queue.signedIn++;
        }
        for (Line line : queue.lines()) {
            line.seat(agent, membership);
        }
    }

    private static void leaveQueues(Agent agent) {
        for (Seat seat : agent.seats) {
            seat.line.unseat(seat);
        }
        agent.seats.clear();
        for (Membership membership : agent.memberships) {
            membership.queue.members.remove(agent);
            if (agent.signedIn) {
                membership.queue.signedIn--;
            }
        }
        agent.memberships.clear();
    }

    private static void setSignedIn(Agent agent, boolean now) {
        if (agent.signedIn != now) {
            agent.signedIn = now;
            int change = now ? 1 : -1;
            agent.seats.forEach(seat -> seat.line.signedIn += change);
            agent.memberships.forEach(membership -> membership.queue.signedIn += change);
        }
    }

    /** The agent's last interaction took them as long as it lasted; what followed is not known to be its wrap-up. */
    static void noteHandled(Agent agent) {
        Agent.Handled last = agent.lastHandled;
        if (last != null) {
            noteHandled(agent, last.finishedMs());
        }
    }

    private static void noteHandled(Agent agent, long freeMs) {
        Agent.Handled last = agent.lastHandled;
        if (last != null) {
            last.times().add(last.takenMs(), last.finishedMs(), freeMs);
            agent.lastHandled = null;
        }
    }

    private void checkForsaken(Line line) {
        requirements.forsaken(line);
        lines.checkAgents(line.queue);
    }

    private static List<Line> linesOf(Agent agent) {
        List<Line> all = new ArrayList<>(agent.seats.size());
        agent.seats.forEach(seat -> all.add(seat.line));
        return all;
    }
}

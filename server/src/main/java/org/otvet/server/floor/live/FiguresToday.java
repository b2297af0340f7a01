package org.otvet.server.floor.live;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.outbound.Outbound;

/** Today's figures at the start of the program and at midnight. */
public final class FiguresToday {

    private final Ground ground;
    private final Tolls tolls;

    FiguresToday(Ground ground, Tolls tolls) {
        this.ground = ground;
        this.tolls = tolls;
    }

    /** Nobody calls out until {@link #used} has said what the day has used up so far. */
    public void awaitUsed() {
        tolls.await();
    }

    /** What calls out used up before the start. */
    public void used(List<Outbound.Used> used) {
        tolls.loaded(used);
    }

    public void addAgent(UUID agentId, int calls, long talkMs, long handleMs, int missed) {
        AgentLive agent = ground.agents.get(agentId);
        if (agent != null) {
            agent.callsToday += calls;
            agent.talkMsToday += talkMs;
            agent.handleMsToday += handleMs;
            agent.missedToday += missed;
            ground.changes.agent(agent);
        }
    }

    public void addQueue(
            UUID queueId, int offered, int answered, int abandoned, int withinTarget, long answeredWaitMs) {
        QueueLive queue = ground.queues.get(queueId);
        if (queue != null) {
            queue.offered += offered;
            queue.answered += answered;
            queue.abandoned += abandoned;
            queue.leftOtherwise += Math.max(0, offered - answered - abandoned);
            queue.withinTarget += withinTarget;
            queue.answeredWaitMs += answeredWaitMs;
            ground.changes.queue(queue);
        }
    }

    /** Calls come the latest first. */
    public void addMissed(
            UUID agentId,
            UUID interactionId,
            @Nullable UUID queueId,
            String number,
            @Nullable String name,
            long atMs,
            String kind) {
        AgentLive agent = ground.agents.get(agentId);
        if (agent != null && agent.missed.size() < Rules.MISSED_LISTED) {
            agent.missed.addLast(new AgentLive.Missed(interactionId, number, name, queueId, atMs, kind));
            ground.changes.agent(agent);
        }
    }

    void forget() {
        tolls.newDay();
        for (AgentLive agent : ground.agents.values()) {
            agent.callsToday = 0;
            agent.talkMsToday = 0;
            agent.handleMsToday = 0;
            agent.missedToday = 0;
            ground.changes.agent(agent);
        }
        for (QueueLive queue : ground.queues.values()) {
            queue.forgetToday();
            ground.changes.queue(queue);
        }
    }
}

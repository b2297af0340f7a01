package org.otvet.server.floor.live;

import java.util.TreeSet;
import java.util.UUID;
import org.otvet.routing.QueueId;

/** A queue as it is now: who waits in it, what its agents do, how today went. */
final class QueueLive {

    final UUID id;
    final QueueId routingId;
    FloorPlan.Queue plan;
    /** Everybody who greets, waits or is offered, the longest waiting first. */
    final TreeSet<CallLive> line = new TreeSet<>(CallLive.LONGEST_WAITING);
    /** Members by state. */
    final int[] agents = new int[AgentState.values().length];

    int talking;
    int offered;
    int answered;
    int abandoned;
    int leftOtherwise;
    int withinTarget;
    long answeredWaitMs;

    QueueLive(FloorPlan.Queue plan) {
        this.id = plan.id();
        this.routingId = new QueueId(plan.id());
        this.plan = plan;
    }

    void forgetToday() {
        offered = line.size();
        answered = 0;
        abandoned = 0;
        leftOtherwise = 0;
        withinTarget = 0;
        answeredWaitMs = 0;
    }
}

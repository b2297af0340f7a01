package org.otvet.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interaction from its coming until it is over; in order, the one further ahead first. */
final class Interaction extends Heap.Node {

    enum Phase {
        /** In its line's {@code waiting}. */
        WAITING,
        /** Reserved for one or more agents. */
        OFFERED,
        TAKEN,
        /** The customer hung up and is to be called: in its line's {@code callbacks}. */
        TO_BE_CALLED,
        /** The customer's telephone rings. */
        CALLING,
        /** Until the next attempt to call back. */
        RESTING
    }

    private static final int REMEMBERED_REFUSALS = 16;

    final InteractionId id;
    final Criteria criteria;
    final long sinceMs;
    int priority;
    Line line;
    Phase phase = Phase.WAITING;

    /** Which of the steps holds; their number when any agent will do. */
    int step;

    boolean stepIsOver;
    Timers.@Nullable Timer stepTimer;
    Timers.@Nullable Timer leaveTimer;
    Timers.@Nullable Timer otherTimer;
    /** Why it leaves as soon as it is back in line. */
    Decision.Leave.@Nullable Reason leaves;

    /** Those it is reserved for, or the one who took it. */
    final List<Agent> agents = new ArrayList<>(1);
    /** To how many it may be offered at the same time. */
    int mayRing;

    long takenMs;
    /** The customer is to be called back, or was. */
    boolean callback;

    long expiresAtMs;
    int attempts;
    /** Whom a callback under way expects to be free, and the line that counts it. */
    @Nullable
    Agent countsOn;

    @Nullable
    Line countedBy;

    private final List<Agent> refusedBy = new ArrayList<>(0);

    Interaction(InteractionId id, Criteria criteria, long sinceMs, long turn, Line line) {
        this.id = id;
        this.criteria = criteria;
        this.sinceMs = sinceMs;
        this.turn = turn;
        this.line = line;
        this.priority = criteria.priority();
        takePlace();
    }

    /** Each point of priority counts as so much waiting. */
    void takePlace() {
        first = sinceMs - priority * line.queue.rules.priorityMs();
    }

    Ask ask() {
        return step < criteria.steps().size()
                ? Ask.of(criteria.medium(), criteria.steps().get(step))
                : new Ask(criteria.medium(), List.of(), null);
    }

    boolean lastsForEver() {
        return step >= criteria.steps().size() || criteria.steps().get(step).lastsMs() == Step.FOR_EVER;
    }

    boolean mayAlsoAsk(Agent agent) {
        return !refusedBy.contains(agent) && !agents.contains(agent);
    }

    void countOn(Agent agent) {
        countsOn = agent;
        agent.countedOnBy = this;
        countedBy = line;
        line.callbacksOut++;
    }

    void countOnNobody() {
        if (countsOn != null) {
            countsOn.countedOnBy = null;
            countsOn = null;
        }
        if (countedBy != null) {
            countedBy.callbacksOut--;
            countedBy = null;
        }
    }

    void rememberRefusal(Agent by) {
        if (!refusedBy.contains(by)) {
            if (refusedBy.size() == REMEMBERED_REFUSALS) {
                refusedBy.removeFirst();
            }
            refusedBy.add(by);
        }
    }

    boolean wasRefusedByAny() {
        return !refusedBy.isEmpty();
    }

    boolean wasRefusedBy(Agent who) {
        return refusedBy.contains(who);
    }
}

package org.otvet.server.floor.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.AgentId;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.PhoneAccount;

/** An agent as they are now. Changed only by {@link Shifts} and, for the call they hold, by the parts of a call. */
final class AgentLive {

    /** A state asked for while another had to last. */
    record Ask(AgentState state, @Nullable UUID pauseReasonId) {}

    /** Work after a call. */
    static final class WrapUp {
        final UUID interactionId;
        final String number;
        final @Nullable String name;
        final UUID projectId;
        final @Nullable QueueLive queue;
        /** Why a call out did not come about or was ended by a rule, null when there is nothing to explain. */
        final @Nullable HangUpCause failure;

        final int status;
        final long startedMs;
        long untilMs;
        boolean extended;
        Timers.@Nullable Timer timer;

        WrapUp(CallLive call, UUID projectId, long startedMs, long untilMs) {
            this.interactionId = call.id;
            this.number = call.number;
            this.name = call.name;
            this.projectId = projectId;
            this.queue = call.queue;
            boolean explained = !call.inbound && call.stage == Stage.ENDING;
            this.failure = explained && (!call.talked || call.cause == HangUpCause.POLICY) ? call.cause : null;
            this.status = call.status;
            this.startedMs = startedMs;
            this.untilMs = untilMs;
        }
    }

    /** An offer this agent did not take. */
    record Missed(
            UUID interactionId,
            String number,
            @Nullable String name,
            @Nullable UUID queueId,
            long atMs,
            String kind) {}

    final UUID id;
    final AgentId routingId;
    FloorPlan.Agent plan;
    List<QueueLive> queues = List.of();

    AgentState state = AgentState.OFFLINE;
    long stateSinceMs;
    long idleSinceMs;

    @Nullable
    UUID pauseReasonId;

    @Nullable
    Ask ask;

    @Nullable
    String problem;

    boolean reachable;
    int pages;
    long restUntilMs;
    Timers.@Nullable Timer awayTimer;
    Timers.@Nullable Timer pageTimer;
    Timers.@Nullable Timer restTimer;

    @Nullable
    CallLive call;

    @Nullable
    WrapUp wrapUp;

    /** The call of another agent this one supervises. */
    @Nullable
    Supervision supervision;
    /** Legs to this agent's telephone that are not gone yet. */
    final Set<LegId> legs = new HashSet<>();

    final Deque<Missed> missed = new ArrayDeque<>();
    int callsToday;
    long talkMsToday;
    long handleMsToday;
    int missedToday;

    AgentLive(FloorPlan.Agent plan, long nowMs) {
        this.id = plan.id();
        this.routingId = new AgentId(plan.id());
        this.plan = plan;
        this.stateSinceMs = nowMs;
    }

    boolean hasBrowserPhone() {
        return plan.phone() != null && plan.phone().kind() == PhoneAccount.Kind.BROWSER;
    }

    boolean free() {
        return call == null && wrapUp == null && supervision == null;
    }

    void forgetMissed(UUID interactionId) {
        missed.removeIf(m -> m.interactionId().equals(interactionId));
    }
}

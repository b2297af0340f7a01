package org.otvet.server.floor.live;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.Command;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.MediaStats;

/** The end of an interaction, whatever stage it is in: exactly one end for each, and nobody left behind. */
final class Endings {

    private final Ground ground;
    private final Offers offers;
    private Shifts shifts;
    private Talks talks;
    private Transfers transfers;
    private Consults consults;
    private Conferences conferences;
    private Supervisions supervisions;
    private CallRecorder recorder;

    @SuppressWarnings("NullAway.Init")
    Endings(Ground ground, Offers offers) {
        this.ground = ground;
        this.offers = offers;
    }

    void meet(
            Shifts shifts,
            Talks talks,
            Transfers transfers,
            Consults consults,
            Conferences conferences,
            Supervisions supervisions,
            CallRecorder recorder) {
        this.recorder = recorder;
        this.transfers = transfers;
        this.consults = consults;
        this.conferences = conferences;
        this.supervisions = supervisions;
        this.shifts = shifts;
        this.talks = talks;
    }

    /** The customer's leg is gone, whoever wanted it. */
    void customerLegEnded(CallLive call, LegEnded event) {
        ground.legs.remove(call.customerLeg);
        call.customerGone = true;
        call.customerMedia = event.media();
        if (call.stage != Stage.ENDING) {
            String by = sideOf(event.endedBy(), "customer");
            if (call.stage.inLine()) {
                leaveLine(call, "abandoned");
            }
            end(call, by, event.cause(), event.protocolStatus(), resultOf(call, event));
        } else {
            finishIfComplete(call);
        }
    }

    private static String resultOf(CallLive call, LegEnded event) {
        if (call.talked) {
            return "answered";
        }
        boolean failed = switch (event.cause()) {
            case INCOMPATIBLE_MEDIA, FAILED, CONGESTION, FORBIDDEN, NOT_FOUND, UNREACHABLE, SHUTDOWN -> true;
            default -> false;
        };
        if (failed) {
            return "failed";
        }
        return call.inbound ? "abandoned" : "no-answer";
    }

    static String sideOf(EndedBy by, String peer) {
        return switch (by) {
            case PEER -> peer;
            case OTVET -> "otvet";
            case NETWORK -> "network";
        };
    }

    /** Takes a call that waits or is offered out of its queue and counts why. */
    void leaveLine(CallLive call, String reason) {
        QueueLive queue = call.queue;
        if (queue == null || !call.stage.inLine()) {
            return;
        }
        call.maxWaitTimer = Timers.cancel(call.maxWaitTimer);
        call.waitedMs = ground.now - call.inLineSinceMs;
        queue.line.remove(call);
        if (reason.equals("abandoned")) {
            queue.abandoned++;
        } else {
            queue.leftOtherwise++;
        }
        if (call.stage == Stage.GREETING && call.greeting != null) {
            ground.note(call, "greeting.ended", "completed", false);
        }
        if (call.inRouter) {
            ground.note(call, "queue.left", "queueId", queue.id, "reason", reason);
            call.inRouter = false;
            offers.route(new Command.Withdraw(call.routingId));
        }
        ground.changes.queue(queue);
        if (call.stage == Stage.OFFERING) {
            offers.callerGaveUp(call);
        }
    }

    /**
     * Ends an interaction that has left its queue: both sides are hung up as far as they are still there, the agent
     * goes to wrap-up when they talked, and the end is written when the last leg is gone.
     */
    void end(CallLive call, String endedBy, HangUpCause cause, int status, String result) {
        if (call.stage == Stage.ENDING) {
            return;
        }
        supervisions.over(call);
        recorder.callEnds(call);
        consults.over(call, "call-ended");
        conferences.over(call);
        transfers.over(call);
        Stage from = call.stage;
        AgentLive agent = call.agent;
        if (from.withAgent()) {
            talks.part(call);
            QueueLive queue = call.queue;
            if (queue != null) {
                queue.talking--;
            }
            if (call.inRouter) {
                call.inRouter = false;
                offers.route(new Command.Finish(call.routingId));
            }
        }
        ground.enter(call, Stage.ENDING);
        call.maxWaitTimer = Timers.cancel(call.maxWaitTimer);
        call.endedBy = endedBy;
        call.cause = cause;
        call.status = status;
        call.result = result;
        call.endedMs = ground.now;
        if (!call.customerGone) {
            if (ground.legs.containsKey(call.customerLeg)) {
                ground.effect(new Effect.HangUp(call.customerLeg, cause));
            } else {
                call.customerGone = true;
            }
        }
        if (agent != null) {
            release(call, agent);
        }
        call.stageTimer = ground.after(Rules.LAST_LEG, () -> finish(call));
        finishIfComplete(call);
    }

    /** What a call came to that Otvet or its agent ends now. */
    static String resultByRule(CallLive call) {
        return call.talked ? "answered" : call.inbound ? "missed" : "no-answer";
    }

    /** A rule or a supervisor ends a call, whatever stage it is in. */
    void sendAway(CallLive call) {
        boolean waited = call.stage.inLine();
        if (waited) {
            leaveLine(call, "closed");
        }
        end(call, "otvet", waited ? HangUpCause.POLICY : HangUpCause.NORMAL, 0, resultByRule(call));
    }

    private void release(CallLive call, AgentLive agent) {
        clearAll(call, agent);
        if (call.talked || call.customerDialled) {
            shifts.wrapUp(agent, call);
        } else {
            agent.call = null;
            shifts.comeBack(agent, call.before);
        }
        ground.changes.agent(agent);
    }

    /** Hangs up whatever leads to the agent's telephone. */
    void clearAll(CallLive call, AgentLive agent) {
        if (call.attachLeg != null) {
            ground.note(call, "attach.ended", "ok", false);
            clear(call, agent, call.attachLeg);
            call.attachLeg = null;
        }
        clear(call, agent, call.agentLeg);
    }

    private void clear(CallLive call, AgentLive agent, @Nullable LegId leg) {
        if (leg != null && ground.legs.containsKey(leg)) {
            ground.clearAgentLeg(agent, leg, HangUpCause.NORMAL, call);
            offers.watchClearing(agent, leg);
        }
    }

    /** A leg we hung up for an agent is gone. */
    void clearedLegEnded(Ground.Role role, LegEnded event) {
        ground.legs.remove(event.leg());
        AgentLive agent = role.agent();
        if (agent != null && agent.legs.remove(event.leg())) {
            shifts.settle(agent);
        }
        CallLive call = role.call();
        if (call != null && event.leg().equals(call.agentLeg)) {
            call.agentMedia = event.media();
            finishIfComplete(call);
        }
    }

    private void finishIfComplete(CallLive call) {
        LegId agentLeg = call.agentLeg;
        if (call.stage == Stage.ENDING
                && call.customerGone
                && (agentLeg == null || !ground.legs.containsKey(agentLeg))) {
            finish(call);
        }
    }

    private void finish(CallLive call) {
        if (ground.calls.remove(call.id) == null) {
            return;
        }
        call.stageTimer = Timers.cancel(call.stageTimer);
        ground.legs.remove(call.customerLeg);
        // the figures of the last leg come a little later than the end itself; a leg that is overdue must not move it
        long at = ground.now - call.endedMs < 1_000 ? ground.now : call.endedMs;
        ground.effect(new Effect.Note(
                at,
                "interaction.ended",
                call.id,
                call.agent == null ? null : call.agent.id,
                call.projectId,
                Ground.data(
                        "endedBy",
                        call.endedBy,
                        "cause",
                        call.cause.name(),
                        "protocolStatus",
                        call.status,
                        "result",
                        call.result,
                        "customerMedia",
                        media(call.customerMedia),
                        "agentMedia",
                        call.agentMedia == MediaStats.NONE ? null : media(call.agentMedia))));
        ground.changes.call(call);
    }

    private static Map<String, Object> media(MediaStats stats) {
        return Map.of(
                "codec",
                stats.codec(),
                "received",
                stats.packetsReceived(),
                "sent",
                stats.packetsSent(),
                "lost",
                stats.packetsLost(),
                "jitterMs",
                stats.jitterMs());
    }
}

package org.otvet.server.floor.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Mix;

/**
 * Supervisors in agents' calls: listening, whispering, barging in, taking over. A supervisor is in one call at most, with
 * their own telephone, and gets no calls meanwhile; their visible state stays what it was.
 */
final class Supervisions {

    private final Ground ground;
    private final Offers offers;
    private final Shifts shifts;
    private final Bridges bridges;
    private final Consults consults;
    private final Transfers transfers;

    Supervisions(Ground ground, Offers offers, Shifts shifts, Bridges bridges, Consults consults, Transfers transfers) {
        this.ground = ground;
        this.offers = offers;
        this.shifts = shifts;
        this.bridges = bridges;
        this.consults = consults;
        this.transfers = transfers;
    }

    /** Enters an agent's call, or changes how the supervisor is in it. */
    Outcome supervise(AgentLive supervisor, CallLive call, SupervisionMode mode) {
        Supervision running = supervisor.supervision;
        if (running != null) {
            return running.call == call ? change(running, mode) : Outcome.conflict("supervising");
        }
        return enter(supervisor, call, mode, false);
    }

    /** The supervisor gets the customer, the agent goes to wrap-up. */
    Outcome takeOver(AgentLive supervisor, CallLive call) {
        Supervision running = supervisor.supervision;
        if (running == null) {
            return enter(supervisor, call, SupervisionMode.LISTEN, true);
        }
        if (running.call != call) {
            return Outcome.conflict("supervising");
        }
        if (running.up) {
            return take(running);
        }
        running.takesOver = true;
        return Outcome.DONE;
    }

    Outcome leave(AgentLive supervisor) {
        Supervision running = supervisor.supervision;
        if (running == null) {
            return Outcome.conflict("not-supervising");
        }
        end(running, "left");
        return Outcome.DONE;
    }

    private Outcome enter(AgentLive supervisor, CallLive call, SupervisionMode mode, boolean takesOver) {
        AgentLive agent = call.agent;
        if (agent == null || !isTalking(call)) {
            return Outcome.conflict("not-talking");
        }
        if (agent == supervisor || supervisor.call != null || supervisor.wrapUp != null) {
            return Outcome.conflict("busy");
        }
        FloorPlan.Phone phone = supervisor.plan.phone();
        if (phone == null || !supervisor.reachable) {
            return Outcome.conflict("not-reachable");
        }
        if (call.parties() >= Mix.PARTIES) {
            return Outcome.conflict("full");
        }
        Supervision one = new Supervision(call, supervisor, agent, ground.newLeg(), mode, ground.now);
        one.takesOver = takesOver;
        call.supervisions.add(one);
        supervisor.supervision = one;
        supervisor.legs.add(one.leg);
        ground.legs.put(one.leg, new Ground.Role(call, Ground.Side.SUPERVISOR, supervisor));
        note(one, "supervision.started", "mode", mode.code(), "legId", one.leg.toString());
        ground.effect(new Effect.Call(Talks.autoAnswered(one.leg, phone, call, Rules.AGENT_DIAL_RING)));
        one.timer = ground.after(Rules.AGENT_DIAL_RING + Rules.OFFER_BACKSTOP, () -> {
            if (supervisor.supervision == one && !one.up) {
                end(one, "not-answered");
            }
        });
        shifts.settle(supervisor);
        changed(one);
        return Outcome.DONE;
    }

    private static boolean isTalking(CallLive call) {
        return (call.stage == Stage.TALKING || call.stage == Stage.HOLD) && call.agentUp;
    }

    private Outcome change(Supervision one, SupervisionMode mode) {
        if (one.mode != mode) {
            one.mode = mode;
            note(one, "supervision.changed", "mode", mode.code());
            if (one.up) {
                bridges.settle(one.call);
            }
            changed(one);
        }
        return Outcome.DONE;
    }

    void answered(CallLive call, LegId leg) {
        Supervision one = call.supervisionOf(leg);
        if (one == null || one.up) {
            return;
        }
        one.up = true;
        one.timer = Timers.cancel(one.timer);
        note(one, "supervision.answered", "mode", one.mode.code());
        changed(one);
        if (!one.takesOver || take(one) != Outcome.DONE) {
            bridges.settle(call);
        }
    }

    private Outcome take(Supervision one) {
        CallLive call = one.call;
        AgentLive supervisor = one.supervisor;
        if (call.agent != one.agent || !isTalking(call) && call.stage != Stage.DETACHED) {
            return Outcome.conflict("not-talking");
        }
        AgentLive.Ask before = supervisor.state == AgentState.READY
                ? null
                : new AgentLive.Ask(supervisor.state, supervisor.pauseReasonId);
        consults.over(call, "taken-over");
        call.supervisions.remove(one);
        supervisor.supervision = null;
        note(one, "supervision.ended", "mode", one.mode.code(), "outcome", "took-over");
        ground.note(call, "call.taken-over", "by", supervisor.id, "fromAgentId", one.agent.id);
        transfers.letGo(call);
        transfers.taken(call, supervisor, one.leg);
        call.before = before;
        changed(one);
        return Outcome.DONE;
    }

    void legEnded(CallLive call, LegEnded event) {
        Supervision one = call.supervisionOf(event.leg());
        if (one != null) {
            end(one, one.up ? "left" : Offers.outcomeOf(event.cause()));
        }
    }

    /** A browser that sends nothing is gone. */
    void mediaLost(CallLive call, LegId leg) {
        Supervision one = call.supervisionOf(leg);
        if (one != null && one.up) {
            end(one, "unreachable");
        }
    }

    /** The talk is over for the agent, and so for whoever supervised it. */
    void over(CallLive call) {
        for (Supervision one : List.copyOf(call.supervisions)) {
            end(one, "call-ended", false);
        }
    }

    private void end(Supervision one, String outcome) {
        end(one, outcome, one.up);
    }

    /** @param settles whether the others go on with each other */
    private void end(Supervision one, String outcome, boolean settles) {
        CallLive call = one.call;
        AgentLive supervisor = one.supervisor;
        call.supervisions.remove(one);
        supervisor.supervision = null;
        one.timer = Timers.cancel(one.timer);
        note(one, "supervision.ended", "mode", one.mode.code(), "outcome", outcome);
        if (ground.legs.containsKey(one.leg)) {
            ground.clearAgentLeg(supervisor, one.leg, HangUpCause.NORMAL, null);
            offers.watchClearing(supervisor, one.leg);
        }
        if (settles) {
            bridges.settle(call);
        }
        shifts.settle(supervisor);
        changed(one);
    }

    private void note(Supervision one, String type, @Nullable Object... data) {
        List<@Nullable Object> all = new ArrayList<>(List.of("by", one.supervisor.id, "agentId", one.agent.id));
        all.addAll(Arrays.asList(data));
        ground.note(one.call, type, all.toArray());
    }

    private void changed(Supervision one) {
        ground.changes.agent(one.supervisor);
        ground.changes.agent(one.agent);
        ground.changes.call(one.call);
    }
}

package org.otvet.server.floor.live;

import java.util.UUID;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Playback;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.TrunkId;

/** Calls an agent makes: first their own telephone, which answers by itself, then the number. */
final class OutboundCalls {

    private final Ground ground;
    private final Endings endings;
    private final Talks talks;
    private final Shifts shifts;
    private final Exits exits;

    OutboundCalls(Ground ground, Endings endings, Talks talks, Shifts shifts, Exits exits) {
        this.ground = ground;
        this.endings = endings;
        this.talks = talks;
        this.shifts = shifts;
        this.exits = exits;
    }

    Outcome dial(AgentLive agent, String wanted, UUID projectId) {
        FloorPlan.Project project = ground.projects.get(projectId);
        if (project == null || !agent.plan.projectIds().contains(projectId)) {
            return Outcome.unknown();
        }
        if (!agent.free() || agent.state.bound()) {
            return Outcome.conflict("busy");
        }
        if (agent.state == AgentState.OFFLINE) {
            return Outcome.conflict("offline");
        }
        if (agent.plan.phone() == null || !agent.reachable) {
            return Outcome.conflict("not-reachable");
        }
        Exits.Permit permit = exits.ask(agent.id, project, wanted, null);
        if (!(permit instanceof Exits.Permit.Granted granted)) {
            return ((Exits.Permit.Denied) permit).outcome();
        }
        String number = granted.number();
        TrunkId trunk = granted.hops().getFirst().carrier().trunk();
        CallLive call = new CallLive(
                ground.ids.get(),
                false,
                projectId,
                number,
                null,
                number,
                trunk,
                ground.newLeg(),
                Stage.CALLING_AGENT,
                ground.now);
        LegId leg = ground.newLeg();
        call.agent = agent;
        call.agentLeg = leg;
        call.before = agent.state == AgentState.READY ? null : new AgentLive.Ask(agent.state, agent.pauseReasonId);
        agent.call = call;
        agent.problem = null;
        agent.legs.add(leg);
        ground.calls.put(call.id, call);
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.AGENT, agent));
        ground.note(
                call,
                "interaction.started",
                "direction",
                "out",
                "number",
                number,
                "dialled",
                number,
                "trunkId",
                trunk.value(),
                "protocolCallId",
                "",
                "legId",
                call.customerLeg.toString());
        ground.effect(new Effect.Call(Talks.autoAnswered(leg, agent.plan.phone(), call, Rules.AGENT_DIAL_RING)));
        call.stageTimer = ground.after(Rules.AGENT_DIAL_RING + Rules.OFFER_BACKSTOP, () -> overdue(call));
        shifts.become(agent, AgentState.TALKING, null, null);
        shifts.settle(agent);
        ground.changes.call(call);
        return Outcome.DONE;
    }

    void agentAnswered(CallLive call) {
        AgentLive agent = call.agent;
        if (agent == null) {
            return;
        }
        // others may have used up the day while this telephone rang
        Exits.Permit permit = exits.ask(agent.id, ground.projects.get(call.projectId), call.number, call);
        call.agentUp = true;
        if (!(permit instanceof Exits.Permit.Granted granted)) {
            endings.end(call, "otvet", HangUpCause.POLICY, 0, "failed");
            return;
        }
        call.customerDialled = true;
        call.progress = "trying";
        ground.enter(call, Stage.CALLING_CUSTOMER);
        ground.legs.put(call.customerLeg, new Ground.Role(call, Ground.Side.CUSTOMER, null));
        exits.call(call, agent.id, call.customerLeg, granted, call.agentLeg);
        call.stageTimer = ground.after(Rules.CUSTOMER_DIAL_RING + Rules.OFFER_BACKSTOP, () -> overdue(call));
    }

    /** @param earlyMedia the agent hears what comes from there: the network may say why nobody answers */
    void customerRings(CallLive call, boolean earlyMedia) {
        LegId leg = call.agentLeg;
        if (call.stage != Stage.CALLING_CUSTOMER || leg == null) {
            return;
        }
        call.progress = earlyMedia ? "early-media" : "ringing";
        ground.effect(
                earlyMedia
                        ? new Effect.Connect(call.customerLeg, leg)
                        : new Effect.Play(
                                leg, new Playback(new PlaybackId(ground.ids.get()), Arrivals.ringBack(), true)));
        ground.note(call, earlyMedia ? "outbound.early-media" : "outbound.ringing");
        ground.changes.call(call);
    }

    void customerAnswered(CallLive call) {
        if (call.stage != Stage.CALLING_CUSTOMER || call.agent == null) {
            return;
        }
        call.customerUp = true;
        call.agent.callsToday++;
        ground.note(call, "interaction.answered");
        talks.connect(call);
    }

    /** The agent's own telephone did not come up. */
    void agentLegEnded(CallLive call, LegEnded event) {
        boolean refused = event.cause() == HangUpCause.DECLINED
                || event.cause() == HangUpCause.CANCELLED
                || event.cause() == HangUpCause.BUSY;
        AgentLive agent = call.agent;
        call.agentMedia = event.media();
        endings.end(
                call,
                Endings.sideOf(event.endedBy(), "agent"),
                event.cause(),
                event.protocolStatus(),
                refused ? "no-answer" : "failed");
        if (agent != null) {
            agent.problem = Offers.problemOf(event);
            ground.changes.agent(agent);
        }
    }

    private void overdue(CallLive call) {
        if (call.stage == Stage.CALLING_AGENT || call.stage == Stage.CALLING_CUSTOMER) {
            endings.end(call, "network", HangUpCause.NO_ANSWER, 0, "no-answer");
        }
    }
}

package org.otvet.server.floor.live;

import org.jspecify.annotations.Nullable;
import org.otvet.routing.Command;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

/**
 * Handing a call on to a queue, another agent or a number outside, and every way that can end. A call nobody takes comes
 * back: to the agent who handed it on as long as they do nothing else, otherwise to the head of its queue.
 */
final class Transfers {

    private final Ground ground;
    private final Offers offers;
    private final Endings endings;
    private final Arrivals arrivals;
    private final Talks talks;
    private final Shifts shifts;
    private final Targets targets;
    private final Bridges bridges;
    private final CallRecorder recorder;
    private Conferences conferences;
    private Supervisions supervisions;

    @SuppressWarnings("NullAway.Init")
    Transfers(
            Ground ground,
            Offers offers,
            Endings endings,
            Arrivals arrivals,
            Talks talks,
            Shifts shifts,
            Targets targets,
            Bridges bridges,
            CallRecorder recorder) {
        this.ground = ground;
        this.offers = offers;
        this.endings = endings;
        this.arrivals = arrivals;
        this.talks = talks;
        this.shifts = shifts;
        this.targets = targets;
        this.recorder = recorder;
        this.bridges = bridges;
    }

    void meet(Conferences conferences, Supervisions supervisions) {
        this.conferences = conferences;
        this.supervisions = supervisions;
    }

    Outcome blind(AgentLive agent, CallLive call, Target target) {
        if (call.stage != Stage.TALKING && call.stage != Stage.HOLD) {
            return Outcome.conflict("not-talking");
        }
        if (call.consult != null) {
            return Outcome.conflict("consulting");
        }
        if (call.inConference()) {
            return Outcome.conflict("conference");
        }
        return switch (target) {
            case Target.ToQueue t -> toQueue(agent, call, targets.queue(agent, t.queueId()));
            case Target.ToAgent t -> toAgent(agent, call, targets.colleague(agent, call, t.agentId()));
            case Target.ToNumber t -> toNumber(agent, call, t.number());
        };
    }

    private Outcome toQueue(AgentLive agent, CallLive call, @Nullable QueueLive queue) {
        if (queue == null) {
            return Outcome.unknown();
        }
        ground.note(call, "transfer.started", "kind", "queue", "by", agent.id, "queueId", queue.id);
        park(call);
        ground.note(call, "transfer.ended", "outcome", "queued");
        call.queue = queue;
        call.seenIn.add(queue.plan.projectId());
        queue.offered++;
        arrivals.enqueue(call, queue, ground.now);
        return Outcome.DONE;
    }

    private Outcome toAgent(AgentLive agent, CallLive call, @Nullable AgentLive target) {
        if (target == null) {
            return Outcome.unknown();
        }
        Outcome hindrance = targets.hindrance(target);
        if (hindrance != null) {
            return hindrance;
        }
        ground.note(call, "transfer.started", "kind", "agent", "by", agent.id, "toAgentId", target.id);
        park(call);
        call.back = agent;
        if (targets.hindrance(target) == null) {
            ring(call, target);
        } else {
            fail(call, "declined");
        }
        return Outcome.DONE;
    }

    private Outcome toNumber(AgentLive agent, CallLive call, String wanted) {
        Exits.Permit permit = targets.exit(agent, call, wanted);
        if (!(permit instanceof Exits.Permit.Granted exit)) {
            return ((Exits.Permit.Denied) permit).outcome();
        }
        String number = exit.number();
        ground.note(call, "transfer.started", "kind", "number", "by", agent.id, "number", number);
        park(call);
        call.back = agent;
        LegId leg = ground.newLeg();
        call.partyLeg = leg;
        call.partyNumber = number;
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.PARTY, null));
        targets.dial(agent, call, leg, exit);
        call.stageTimer = ground.after(Rules.CUSTOMER_DIAL_RING + Rules.OFFER_BACKSTOP, () -> {
            clearPartyLeg(leg, HangUpCause.NO_ANSWER);
            call.partyLeg = null;
            fail(call, "not-answered");
        });
        return Outcome.DONE;
    }

    /** The customer hears music, the agent is done with the call. */
    private void park(CallLive call) {
        if (call.stage == Stage.TALKING) {
            ground.effect(new Effect.Disconnect(call.customerLeg));
            arrivals.playMusic(call);
        }
        letGo(call);
    }

    /** The call goes on without its agent: leg, recording, figures and wrap-up. */
    void letGo(CallLive call) {
        AgentLive agent = call.agent;
        if (agent == null) {
            return;
        }
        supervisions.over(call);
        talks.part(call);
        ground.enter(call, Stage.TRANSFERRING);
        if (call.queue != null) {
            call.queue.talking--;
        }
        if (call.inRouter) {
            call.inRouter = false;
            offers.route(new Command.Finish(call.routingId));
        }
        recorder.agentLeaves(call, "transfer");
        endings.clearAll(call, agent);
        shifts.wrapUp(agent, call);
        ground.changes.agent(agent);
        call.agent = null;
        call.agentLeg = null;
        call.agentUp = false;
        call.agentHeld = false;
        call.before = null;
    }

    private void ring(CallLive call, AgentLive target) {
        FloorPlan.Phone phone = target.plan.phone();
        if (phone == null) {
            fail(call, "unreachable");
            return;
        }
        LegId leg = ground.newLeg();
        long ringMs = Targets.ringMs(call);
        ground.enter(call, Stage.TRANSFERRING);
        call.agent = target;
        call.agentLeg = leg;
        call.agentUp = false;
        call.why = "transfer";
        call.offeredUntilMs = ground.now + ringMs;
        target.call = call;
        target.legs.add(leg);
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.AGENT, target));
        ground.note(call, "offer.made", "agentId", target.id, "legId", leg.toString(), "why", "transfer");
        targets.ring(call, leg, phone, ringMs);
        call.stageTimer = ground.after(ringMs + Rules.OFFER_BACKSTOP, () -> notTaken(call, "unreachable", "no-answer"));
        shifts.become(target, AgentState.RINGING, null, null);
        shifts.settle(target);
        ground.changes.call(call);
    }

    void agentAnswered(CallLive call) {
        AgentLive agent = call.agent;
        LegId leg = call.agentLeg;
        if (agent == null || leg == null) {
            return;
        }
        ground.note(call, "offer.ended", "agentId", agent.id, "outcome", "answered");
        ground.note(call, "transfer.ended", "outcome", "answered");
        call.back = null;
        taken(call, agent, leg);
    }

    /** Another agent has the call from now on; their leg is up. */
    void taken(CallLive call, AgentLive agent, LegId leg) {
        call.agent = agent;
        call.agentLeg = leg;
        call.agentUp = true;
        call.before = null;
        agent.call = call;
        agent.callsToday++;
        agent.forgetMissed(call.id);
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.AGENT, agent));
        if (call.queue != null) {
            call.queue.talking++;
        }
        talks.connect(call);
    }

    void agentLegEnded(CallLive call, LegEnded event) {
        String outcome = Offers.outcomeOf(event.cause());
        notTaken(call, outcome, outcome.equals("unreachable") ? Offers.problemOf(event) : null);
    }

    void decline(CallLive call) {
        notTaken(call, "declined", null);
    }

    private void notTaken(CallLive call, String outcome, @Nullable String problem) {
        if (call.stage == Stage.TRANSFERRING && call.agent != null) {
            release(call, call.agent, outcome, problem);
            fail(call, outcome);
        }
    }

    /** The agent whose telephone rang is free again. */
    private void release(CallLive call, AgentLive agent, String outcome, @Nullable String problem) {
        LegId leg = call.agentLeg;
        ground.note(call, "offer.ended", "agentId", agent.id, "outcome", outcome, "problem", problem);
        if (!outcome.equals("declined")) {
            shifts.missed(agent, call, outcome);
        }
        if (leg != null && ground.legs.containsKey(leg)) {
            ground.clearAgentLeg(agent, leg, HangUpCause.CANCELLED, null);
            offers.watchClearing(agent, leg);
        }
        call.agent = null;
        call.agentLeg = null;
        agent.call = null;
        if (outcome.equals("declined")) {
            shifts.rest(agent);
        }
        shifts.backFromOffer(agent, agent.idleSinceMs);
    }

    private void fail(CallLive call, String outcome) {
        if (call.stage != Stage.TRANSFERRING) {
            return;
        }
        ground.note(call, "transfer.ended", "outcome", outcome);
        ground.enter(call, Stage.TRANSFERRING);
        AgentLive back = call.back;
        call.back = null;
        QueueLive queue = call.queue;
        if (back != null && shifts.takesBack(back, call)) {
            ground.note(call, "transfer.started", "kind", "return", "toAgentId", back.id);
            ring(call, back);
        } else if (queue != null && ground.queues.get(queue.id) == queue) {
            arrivals.enqueue(call, queue, call.waitingSinceMs);
        } else {
            endings.end(call, "otvet", HangUpCause.NO_ANSWER, 0, Endings.resultByRule(call));
        }
    }

    void partyAnswered(CallLive call) {
        LegId leg = call.partyLeg;
        if (call.stage == Stage.TRANSFERRING && leg != null) {
            ground.note(call, "transfer.ended", "outcome", "answered");
            call.back = null;
            forward(call, leg, call.partyNumber);
        }
    }

    /** Customer and somebody outside talk, nobody of the centre is in the call. */
    void forward(CallLive call, LegId leg, String number) {
        call.partyLeg = leg;
        call.partyNumber = number;
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.PARTY, null));
        ground.enter(call, Stage.FORWARDED);
        bridges.settle(call);
        ground.note(call, "party.connected", "number", number);
    }

    void partyLegEnded(CallLive call, LegEnded event) {
        if (!event.leg().equals(call.partyLeg)) {
            return;
        }
        call.partyLeg = null;
        if (call.stage == Stage.TRANSFERRING) {
            fail(call, Offers.outcomeOf(event.cause()));
        } else if (call.stage == Stage.FORWARDED) {
            ground.note(call, "party.disconnected");
            if (conferences.inherit(call)) {
                return;
            }
            endings.end(
                    call, Endings.sideOf(event.endedBy(), "party"), event.cause(), event.protocolStatus(), "answered");
        }
    }

    /** The call ends now: nobody's telephone goes on ringing, nobody outside stays on the line. */
    void over(CallLive call) {
        if (call.stage == Stage.TRANSFERRING && (call.agent != null || call.partyLeg != null)) {
            if (call.agent != null) {
                release(call, call.agent, "caller-gave-up", null);
            }
            ground.note(call, "transfer.ended", "outcome", "caller-gave-up");
        }
        call.back = null;
        LegId party = call.partyLeg;
        if (party != null) {
            if (call.stage == Stage.FORWARDED) {
                ground.note(call, "party.disconnected");
            }
            clearPartyLeg(party, HangUpCause.NORMAL);
            call.partyLeg = null;
        }
    }

    /** Ends a leg to somebody outside; only its end is awaited. */
    void clearPartyLeg(LegId leg, HangUpCause cause) {
        if (ground.legs.containsKey(leg)) {
            ground.legs.put(leg, new Ground.Role(null, Ground.Side.CLEARING, null));
            ground.effect(new Effect.HangUp(leg, cause));
            ground.after(Rules.LEG_CLEARING, () -> ground.legs.remove(leg));
        }
    }
}

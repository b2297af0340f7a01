package org.otvet.server.floor.live;

import org.jspecify.annotations.Nullable;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Mix;
import org.otvet.telephony.Playback;
import org.otvet.telephony.PlaybackId;

/**
 * An agent asks somebody about a call while the customer hears music, talks to either in turn, and hands the call over or
 * takes the customer back. The customer's side stays what it is without a consult: talking or on hold.
 */
final class Consults {

    private final Ground ground;
    private final Offers offers;
    private final Endings endings;
    private final Arrivals arrivals;
    private final Talks talks;
    private final Shifts shifts;
    private final Targets targets;
    private final Transfers transfers;
    private final Bridges bridges;
    private Conferences conferences;

    @SuppressWarnings("NullAway.Init")
    Consults(
            Ground ground,
            Offers offers,
            Endings endings,
            Arrivals arrivals,
            Talks talks,
            Shifts shifts,
            Targets targets,
            Transfers transfers,
            Bridges bridges) {
        this.ground = ground;
        this.offers = offers;
        this.endings = endings;
        this.arrivals = arrivals;
        this.talks = talks;
        this.shifts = shifts;
        this.targets = targets;
        this.transfers = transfers;
        this.bridges = bridges;
    }

    void meet(Conferences conferences) {
        this.conferences = conferences;
    }

    Outcome start(AgentLive agent, CallLive call, Target target) {
        if (call.stage != Stage.TALKING && call.stage != Stage.HOLD || !call.agentUp || call.agentHeld) {
            return Outcome.conflict("not-talking");
        }
        if (call.consult != null) {
            return Outcome.conflict("consulting");
        }
        if (call.parties() >= Mix.PARTIES) {
            return Outcome.conflict("full");
        }
        return switch (target) {
            case Target.ToQueue t -> Outcome.invalid("queueId");
            case Target.ToAgent t -> askAgent(call, targets.colleague(agent, call, t.agentId()));
            case Target.ToNumber t -> askNumber(agent, call, t.number());
        };
    }

    private Outcome askAgent(CallLive call, @Nullable AgentLive target) {
        if (target == null) {
            return Outcome.unknown();
        }
        Outcome hindrance = targets.hindrance(target);
        FloorPlan.Phone phone = target.plan.phone();
        if (hindrance != null || phone == null) {
            return hindrance == null ? Outcome.conflict("target-not-reachable") : hindrance;
        }
        long ringMs = Targets.ringMs(call);
        Consult consult = begin(call, target, "", ringMs);
        target.call = call;
        target.legs.add(consult.leg);
        targets.ring(call, consult.leg, phone, ringMs);
        shifts.become(target, AgentState.RINGING, null, null);
        shifts.settle(target);
        return Outcome.DONE;
    }

    private Outcome askNumber(AgentLive agent, CallLive call, String wanted) {
        Exits.Permit permit = targets.exit(agent, call, wanted);
        if (!(permit instanceof Exits.Permit.Granted exit)) {
            return ((Exits.Permit.Denied) permit).outcome();
        }
        Consult consult = begin(call, null, exit.number(), Rules.CUSTOMER_DIAL_RING);
        targets.dial(agent, call, consult.leg, exit);
        return Outcome.DONE;
    }

    private Consult begin(CallLive call, @Nullable AgentLive target, String number, long ringMs) {
        if (call.stage == Stage.TALKING) {
            talks.hold(call);
        }
        Consult consult = new Consult(ground.newLeg(), target, number, ground.now, ground.now + ringMs);
        call.consult = consult;
        ground.legs.put(consult.leg, new Ground.Role(call, Ground.Side.CONSULT, target));
        ground.note(
                call,
                "consult.started",
                "toAgentId",
                target == null ? null : target.id,
                "number",
                number.isEmpty() ? null : number,
                "legId",
                consult.leg.toString());
        consult.timer = ground.after(ringMs + Rules.OFFER_BACKSTOP, () -> {
            if (call.consult == consult) {
                giveUp(call, "not-answered");
            }
        });
        ground.changes.call(call);
        return consult;
    }

    void rings(CallLive call, boolean earlyMedia) {
        if (call.stage == Stage.HOLD && call.agentUp && call.agentLeg != null && call.consult != null) {
            if (earlyMedia && call.supervisions.isEmpty()) {
                ground.effect(new Effect.Connect(call.agentLeg, call.consult.leg));
            } else {
                play(call.agentLeg);
            }
        }
    }

    private void play(LegId leg) {
        ground.effect(new Effect.Play(leg, new Playback(new PlaybackId(ground.ids.get()), Arrivals.ringBack(), true)));
    }

    void answered(CallLive call) {
        Consult consult = call.consult;
        if (consult == null || consult.up) {
            return;
        }
        consult.up = true;
        consult.sinceMs = ground.now;
        consult.timer = Timers.cancel(consult.timer);
        ground.note(call, "consult.answered", "toAgentId", consult.agent == null ? null : consult.agent.id);
        if (call.stage == Stage.HOLD && call.agentUp && call.agentLeg != null) {
            if (call.asideMix != null) {
                ground.effect(new Effect.StopPlaying(call.agentLeg));
            }
            bridges.settle(call);
        } else {
            arrivals.playMusic(call, consult.leg);
        }
        if (consult.agent != null) {
            shifts.become(consult.agent, AgentState.TALKING, null, null);
        }
        ground.changes.call(call);
    }

    /** The agent turns from the customer to the one asked, or back. */
    Outcome swap(CallLive call) {
        Consult consult = call.consult;
        LegId leg = call.agentLeg;
        if (consult == null) {
            return Outcome.conflict("no-consult");
        }
        if (!consult.up || leg == null || !call.agentUp) {
            return Outcome.conflict("not-answered");
        }
        if (call.stage == Stage.HOLD) {
            talks.resume(call);
            arrivals.playMusic(call, consult.leg);
            ground.note(call, "consult.swapped", "to", "customer");
        } else if (call.stage == Stage.TALKING) {
            talks.hold(call);
            ground.note(call, "consult.swapped", "to", "consulted");
        } else {
            return Outcome.conflict("not-talking");
        }
        return Outcome.DONE;
    }

    /** The one asked gets the customer, the agent is done. */
    Outcome complete(CallLive call) {
        Consult consult = call.consult;
        if (consult == null) {
            return Outcome.conflict("no-consult");
        }
        if (!consult.up) {
            return Outcome.conflict("not-answered");
        }
        call.consult = null;
        ground.note(call, "consult.ended", "outcome", "completed");
        transfers.letGo(call);
        if (consult.agent != null) {
            transfers.taken(call, consult.agent, consult.leg);
        } else {
            transfers.forward(call, consult.leg, consult.number);
        }
        return Outcome.DONE;
    }

    Outcome cancel(CallLive call) {
        if (call.consult == null) {
            return Outcome.conflict("no-consult");
        }
        giveUp(call, "cancelled");
        return Outcome.DONE;
    }

    /** The one asked does not want to be. */
    void leave(CallLive call) {
        Consult consult = call.consult;
        if (consult != null) {
            giveUp(call, consult.up ? "hung-up" : "declined");
        }
    }

    void legEnded(CallLive call, LegEnded event) {
        Consult consult = call.consult;
        if (consult != null && consult.leg.equals(event.leg())) {
            giveUp(call, consult.up ? "hung-up" : Offers.outcomeOf(event.cause()));
        }
    }

    /** The agent hangs up: the one asked gets the customer if they are there already, or somebody of the conference. */
    boolean agentLeaves(CallLive call) {
        if (call.consult != null && call.consult.up) {
            return complete(call) == Outcome.DONE;
        }
        if (call.inConference()) {
            over(call, "cancelled");
        }
        return conferences.inherit(call);
    }

    /** The agent's telephone is lost: the one asked hears music until it is back. */
    void agentLost(CallLive call) {
        if (call.consult != null && call.consult.up) {
            arrivals.playMusic(call, call.consult.leg);
        }
    }

    private void giveUp(CallLive call, String outcome) {
        over(call, outcome);
        if (call.stage == Stage.HOLD && call.agentUp && !call.agentHeld) {
            talks.resume(call);
        } else if (call.stage == Stage.HOLD && call.agentUp && call.agentLeg != null) {
            ground.effect(new Effect.StopPlaying(call.agentLeg));
        }
    }

    /** Ends what there is of a consult; the customer's side is left alone. */
    void over(CallLive call, String outcome) {
        Consult consult = call.consult;
        if (consult == null) {
            return;
        }
        call.consult = null;
        consult.timer = Timers.cancel(consult.timer);
        AgentLive asked = consult.agent;
        ground.note(call, "consult.ended", "outcome", outcome);
        ground.changes.call(call);
        if (asked == null) {
            transfers.clearPartyLeg(consult.leg, HangUpCause.NORMAL);
            return;
        }
        if (ground.legs.containsKey(consult.leg)) {
            ground.clearAgentLeg(asked, consult.leg, HangUpCause.NORMAL, null);
            offers.watchClearing(asked, consult.leg);
        }
        if (outcome.equals("declined")) {
            shifts.rest(asked);
        }
        if (consult.up) {
            asked.call = null;
            shifts.comeBack(asked, null);
        } else {
            shifts.backFromOffer(asked, asked.idleSinceMs);
        }
    }
}

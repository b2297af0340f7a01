package org.otvet.server.floor.live;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.Command;
import org.otvet.routing.Decision;
import org.otvet.routing.Refusal;
import org.otvet.telephony.Counterpart;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

/** Carries out what routing decides: rings an agent, and deals with every way that can end. */
final class Offers {

    private final Ground ground;
    private Shifts shifts;
    private Talks talks;

    @SuppressWarnings("NullAway.Init")
    Offers(Ground ground) {
        this.ground = ground;
    }

    void meet(Shifts shifts, Talks talks) {
        this.shifts = shifts;
        this.talks = talks;
    }

    /** Tells routing and carries out its offers; returns the strike, if the command led to one. */
    Decision.@Nullable Strike route(Command command) {
        Decision.Strike strike = null;
        for (Decision decision : ground.router.decide(command, ground.now)) {
            switch (decision) {
                case Decision.Offer offer -> make(offer);
                case Decision.Strike s -> strike = s;
                case Decision.Release r -> throw notAskedFor(r);
                case Decision.TooLate t -> throw notAskedFor(t);
                case Decision.Leave l -> throw notAskedFor(l);
                case Decision.Resumed r -> throw notAskedFor(r);
                case Decision.DialBack d -> throw notAskedFor(d);
            }
        }
        return strike;
    }

    /** Comes only of queue rules and commands that the floor does not use. */
    private static IllegalStateException notAskedFor(Decision decision) {
        return new IllegalStateException("the floor's rules do not allow for " + decision);
    }

    private void make(Decision.Offer offer) {
        CallLive call = ground.calls.get(offer.interaction().value());
        AgentLive agent = ground.agents.get(offer.agent().value());
        if (call == null || agent == null || call.queue == null || agent.plan.phone() == null) {
            throw new IllegalStateException("offer of " + offer.interaction() + " to " + offer.agent()
                    + ", one of whom the floor does not know or who has no telephone");
        }
        LegId leg = ground.newLeg();
        long ringMs = call.queue.plan.offerTimeoutMs();
        ground.enter(call, Stage.OFFERING);
        call.agent = agent;
        call.agentLeg = leg;
        call.agentUp = false;
        call.why = offer.why();
        call.offeredUntilMs = ground.now + ringMs;
        agent.call = call;
        agent.legs.add(leg);
        ground.legs.put(leg, new Ground.Role(call, Ground.Side.AGENT, agent));
        ground.note(
                call,
                "offer.made",
                "agentId",
                agent.id,
                "queueId",
                call.queue.id,
                "legId",
                leg.toString(),
                "why",
                offer.why(),
                "waitedMs",
                offer.waitedMs(),
                "idleMs",
                offer.idleMs(),
                "score",
                offer.score(),
                "excluded",
                offer.excluded().stream()
                        .map(e -> Map.of(
                                "agentId",
                                e.agent().toString(),
                                "reason",
                                e.reason().code()))
                        .toList());
        ground.effect(new Effect.Call(new Dial(
                leg,
                new DialTarget.Phone(agent.plan.phone().id()),
                call.number,
                call.name,
                Duration.ofMillis(ringMs),
                false,
                Map.of("X-Otvet-Interaction", call.id.toString()),
                new Counterpart.Party(call.customerLeg))));
        call.stageTimer =
                ground.after(ringMs + Rules.OFFER_BACKSTOP, () -> refused(call, Refusal.UNREACHABLE, "no-answer"));
        shifts.become(agent, AgentState.RINGING, null, null);
        ground.changes.call(call);
    }

    void agentAnswered(CallLive call) {
        AgentLive agent = call.agent;
        QueueLive queue = call.queue;
        if (agent == null || queue == null) {
            return;
        }
        route(new Command.Accept(call.routingId, agent.routingId));
        call.agentUp = true;
        call.maxWaitTimer = Timers.cancel(call.maxWaitTimer);
        call.waitedMs = ground.now - call.inLineSinceMs;
        queue.line.remove(call);
        queue.talking++;
        queue.answered++;
        queue.answeredWaitMs += call.waitedMs;
        if (call.waitedMs <= queue.plan.targetMs()) {
            queue.withinTarget++;
        }
        agent.callsToday++;
        agent.forgetMissed(call.id);
        ground.note(call, "offer.ended", "agentId", agent.id, "outcome", "answered");
        ground.note(call, "queue.left", "queueId", queue.id, "reason", "connected");
        shifts.become(agent, AgentState.TALKING, null, null);
        if (call.customerUp) {
            talks.connect(call);
        } else {
            ground.enter(call, Stage.CONNECTING);
            ground.effect(new Effect.Answer(call.customerLeg));
        }
    }

    /** The agent's telephone ended the offer, or never began it. */
    void agentLegEnded(CallLive call, LegEnded event) {
        switch (event.cause()) {
            case NO_ANSWER -> refused(call, Refusal.NOT_ANSWERED, "no-answer");
            case DECLINED, BUSY, NORMAL, CANCELLED, ANSWERED_ELSEWHERE -> refused(call, Refusal.DECLINED, "declined");
            default -> refused(call, Refusal.UNREACHABLE, problemOf(event));
        }
    }

    /** How an offer ended that the telephone, or the way to it, ended with this cause. */
    static String outcomeOf(HangUpCause cause) {
        return switch (cause) {
            case NO_ANSWER -> "not-answered";
            case DECLINED, BUSY, NORMAL, CANCELLED, ANSWERED_ELSEWHERE -> "declined";
            default -> "unreachable";
        };
    }

    static String problemOf(LegEnded event) {
        String what = event.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return event.protocolStatus() == 0 ? what : what + " " + event.protocolStatus();
    }

    void decline(CallLive call) {
        refused(call, Refusal.DECLINED, "declined");
    }

    /** The call goes back to its place at the head of the line. */
    private void refused(CallLive call, Refusal refusal, String problem) {
        AgentLive agent = call.agent;
        LegId leg = call.agentLeg;
        if (call.stage != Stage.OFFERING || agent == null || leg == null) {
            return;
        }
        String outcome = switch (refusal) {
            case NOT_ANSWERED -> "not-answered";
            case DECLINED -> "declined";
            case UNREACHABLE -> "unreachable";
        };
        ground.note(call, "offer.ended", "agentId", agent.id, "outcome", outcome, "problem", problem);
        if (refusal != Refusal.DECLINED) {
            shifts.missed(agent, call, outcome);
        }
        if (ground.legs.containsKey(leg)) {
            ground.clearAgentLeg(agent, leg, HangUpCause.DECLINED, null);
            watchClearing(agent, leg);
        }
        ground.enter(call, Stage.WAITING);
        call.agent = null;
        call.agentLeg = null;
        agent.call = null;
        ground.changes.agent(agent);
        if (refusal == Refusal.DECLINED) {
            shifts.rest(agent);
        }
        Decision.Strike strike = route(new Command.Refuse(call.routingId, agent.routingId, refusal));
        if (strike != null && strike.out()) {
            boolean unreachable = refusal == Refusal.UNREACHABLE;
            shifts.out(agent, unreachable ? "unreachable" : "missed-limit", unreachable ? problem : null);
        } else {
            shifts.backFromOffer(agent, ground.now);
        }
    }

    /** The caller left, or was sent away, while an agent's telephone rang; routing was told already. */
    void callerGaveUp(CallLive call) {
        AgentLive agent = call.agent;
        LegId leg = call.agentLeg;
        if (agent == null || leg == null) {
            return;
        }
        ground.note(call, "offer.ended", "agentId", agent.id, "outcome", "caller-gave-up");
        shifts.missed(agent, call, "caller-gave-up");
        if (ground.legs.containsKey(leg)) {
            ground.clearAgentLeg(agent, leg, HangUpCause.CANCELLED, null);
            watchClearing(agent, leg);
        }
        call.agent = null;
        call.agentLeg = null;
        shifts.backFromOffer(agent, agent.idleSinceMs);
    }

    /** Frees an agent whose cleared leg's end is never reported. */
    void watchClearing(AgentLive agent, LegId leg) {
        ground.after(Rules.LEG_CLEARING, () -> {
            if (agent.legs.remove(leg)) {
                ground.legs.remove(leg);
                shifts.settle(agent);
            }
        });
    }
}

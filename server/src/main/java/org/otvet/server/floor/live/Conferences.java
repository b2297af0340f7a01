package org.otvet.server.floor.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

/**
 * A customer with several: whoever was asked and then joined. The agent of the call leads it; when they go, the first of
 * the others has the call, and it ends when the customer hangs up.
 */
final class Conferences {

    private final Ground ground;
    private final Offers offers;
    private final Arrivals arrivals;
    private final Talks talks;
    private final Shifts shifts;
    private final Transfers transfers;
    private final Bridges bridges;

    Conferences(
            Ground ground,
            Offers offers,
            Arrivals arrivals,
            Talks talks,
            Shifts shifts,
            Transfers transfers,
            Bridges bridges) {
        this.ground = ground;
        this.offers = offers;
        this.arrivals = arrivals;
        this.talks = talks;
        this.shifts = shifts;
        this.transfers = transfers;
        this.bridges = bridges;
    }

    /** The one asked comes to the customer, and the agent stays. */
    Outcome join(CallLive call) {
        Consult consult = call.consult;
        if (consult == null) {
            return Outcome.conflict("no-consult");
        }
        if (!consult.up) {
            return Outcome.conflict("not-answered");
        }
        if (call.stage != Stage.TALKING && call.stage != Stage.HOLD || !call.agentUp || call.agentHeld) {
            return Outcome.conflict("not-talking");
        }
        Member member = new Member(consult.leg, consult.agent, consult.number, ground.now);
        call.consult = null;
        call.conference.add(member);
        ground.legs.put(member.leg, new Ground.Role(call, Ground.Side.MEMBER, member.agent));
        ground.note(call, "consult.ended", "outcome", "conference");
        note(call, member, "conference.joined");
        if (call.stage == Stage.HOLD) {
            talks.resume(call);
        } else {
            bridges.settle(call);
        }
        ground.changes.call(call);
        return Outcome.DONE;
    }

    Outcome mute(CallLive call, UUID party, boolean muted) {
        if (!call.inConference()) {
            return Outcome.conflict("no-conference");
        }
        if (call.customerLeg.value().equals(party)) {
            muteCustomer(call, muted);
            return Outcome.DONE;
        }
        Member member = call.member(new LegId(party));
        if (member == null) {
            return Outcome.unknown();
        }
        if (member.muted != muted) {
            member.muted = muted;
            ground.effect(new Effect.Mute(member.leg, muted));
            note(call, member, muted ? "conference.muted" : "conference.unmuted");
            ground.changes.call(call);
        }
        return Outcome.DONE;
    }

    private void muteCustomer(CallLive call, boolean muted) {
        if (call.customerMuted != muted) {
            call.customerMuted = muted;
            ground.effect(new Effect.Mute(call.customerLeg, muted));
            ground.note(call, muted ? "conference.muted" : "conference.unmuted", "number", call.number);
            ground.changes.call(call);
        }
    }

    /** The customer cannot be removed: without them there is no call. */
    Outcome remove(CallLive call, UUID party) {
        Member member = call.member(new LegId(party));
        if (member == null) {
            return call.customerLeg.value().equals(party) ? Outcome.conflict("customer") : Outcome.unknown();
        }
        goes(call, member, "removed");
        settle(call);
        return Outcome.DONE;
    }

    /** An agent among the others does not want to stay. */
    void leave(AgentLive agent, CallLive call) {
        call.conference.stream().filter(m -> m.agent == agent).findFirst().ifPresent(member -> {
            goes(call, member, "hung-up");
            settle(call);
        });
    }

    void legEnded(CallLive call, LegEnded event) {
        legGone(call, event.leg(), "hung-up");
    }

    /** A browser that sends nothing is gone. */
    void mediaLost(CallLive call, LegId leg) {
        legGone(call, leg, "unreachable");
    }

    private void legGone(CallLive call, LegId leg, String outcome) {
        Member member = call.member(leg);
        if (member != null) {
            goes(call, member, outcome);
            settle(call);
        }
    }

    /** Whoever led the conference is gone; the first of the others goes on with the customer. False where there is none. */
    boolean inherit(CallLive call) {
        Member heir = call.conference.stream()
                .filter(m -> m.agent != null)
                .findFirst()
                .orElse(call.inConference() ? call.conference.getFirst() : null);
        if (heir == null) {
            return false;
        }
        call.conference.remove(heir);
        transfers.letGo(call);
        if (heir.muted) {
            ground.effect(new Effect.Mute(heir.leg, false));
        }
        note(call, heir, "conference.left", "outcome", "has-the-call");
        if (heir.agent != null) {
            transfers.taken(call, heir.agent, heir.leg);
        } else {
            transfers.forward(call, heir.leg, heir.number);
        }
        if (!call.inConference()) {
            muteCustomer(call, false);
        }
        return true;
    }

    /** The call ends: everybody is let go. */
    void over(CallLive call) {
        for (Member member : List.copyOf(call.conference)) {
            goes(call, member, "call-ended");
        }
    }

    private void goes(CallLive call, Member member, String outcome) {
        call.conference.remove(member);
        note(call, member, "conference.left", "outcome", outcome);
        AgentLive agent = member.agent;
        if (agent == null) {
            transfers.clearPartyLeg(member.leg, HangUpCause.NORMAL);
            return;
        }
        if (ground.legs.containsKey(member.leg)) {
            ground.clearAgentLeg(agent, member.leg, HangUpCause.NORMAL, null);
            offers.watchClearing(agent, member.leg);
        }
        agent.call = null;
        shifts.comeBack(agent, null);
    }

    private void settle(CallLive call) {
        bridges.settle(call);
        if (!call.inConference()) {
            muteCustomer(call, false);
            if (call.stage == Stage.HOLD || call.stage == Stage.DETACHED) {
                arrivals.playMusic(call);
            }
        }
        ground.changes.call(call);
    }

    private void note(CallLive call, Member member, String type, @Nullable Object... data) {
        List<@Nullable Object> all = new ArrayList<>();
        all.addAll(Arrays.asList("legId", member.leg.toString()));
        if (member.agent != null) {
            all.addAll(Arrays.asList("toAgentId", member.agent.id));
        } else {
            all.addAll(Arrays.asList("number", member.number));
        }
        all.addAll(Arrays.asList(data));
        ground.note(call, type, all.toArray());
    }
}

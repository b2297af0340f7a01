package org.otvet.server.floor.live;

import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.LegId;
import org.otvet.telephony.MediaStats;

/** Tells what happened to a leg to that part of its call which it concerns. */
final class LegEvents {

    private final Ground ground;
    private final Offers offers;
    private final Endings endings;
    private final Arrivals arrivals;
    private final Talks talks;
    private final OutboundCalls outbound;
    private final Transfers transfers;
    private final Consults consults;
    private final Conferences conferences;
    private final Supervisions supervisions;
    private final Tolls tolls;

    LegEvents(
            Ground ground,
            Offers offers,
            Endings endings,
            Arrivals arrivals,
            Talks talks,
            OutboundCalls outbound,
            Transfers transfers,
            Consults consults,
            Conferences conferences,
            Supervisions supervisions,
            Tolls tolls) {
        this.ground = ground;
        this.offers = offers;
        this.endings = endings;
        this.arrivals = arrivals;
        this.talks = talks;
        this.outbound = outbound;
        this.transfers = transfers;
        this.consults = consults;
        this.conferences = conferences;
        this.supervisions = supervisions;
        this.tolls = tolls;
    }

    void rang(ExchangeEvent.LegRinging event) {
        Ground.Role role = ground.legs.get(event.leg());
        if (role != null && role.call() != null) {
            switch (role.side()) {
                case CUSTOMER -> outbound.customerRings(role.call(), event.earlyMedia());
                case CONSULT -> consults.rings(role.call(), event.earlyMedia());
                case AGENT, ATTACH, MEMBER, SUPERVISOR, PARTY, CLEARING -> {}
            }
        }
    }

    void answered(LegId leg) {
        tolls.answered(leg);
        Ground.Role role = ground.legs.get(leg);
        if (role == null || role.call() == null) {
            return;
        }
        CallLive call = role.call();
        switch (role.side()) {
            case CUSTOMER -> {
                if (!call.inbound) {
                    outbound.customerAnswered(call);
                } else {
                    arrivals.answered(call);
                    if (call.stage == Stage.CONNECTING) {
                        talks.connect(call);
                    }
                }
            }
            case AGENT -> {
                if (call.stage == Stage.OFFERING) {
                    offers.agentAnswered(call);
                } else if (call.stage == Stage.CALLING_AGENT) {
                    outbound.agentAnswered(call);
                } else if (call.stage == Stage.TRANSFERRING) {
                    transfers.agentAnswered(call);
                }
            }
            case ATTACH -> talks.attachAnswered(call, leg);
            case CONSULT -> consults.answered(call);
            case SUPERVISOR -> supervisions.answered(call, leg);
            case PARTY -> transfers.partyAnswered(call);
            case MEMBER, CLEARING -> {}
        }
    }

    void ended(LegEnded event) {
        tolls.ended(event.leg());
        Ground.Role role = ground.legs.get(event.leg());
        if (role == null) {
            return;
        }
        CallLive call = role.call();
        if (call != null) {
            heard(call, role, event);
        }
        if (role.side() == Ground.Side.CLEARING || call == null) {
            endings.clearedLegEnded(role, event);
            return;
        }
        switch (role.side()) {
            case CUSTOMER -> endings.customerLegEnded(call, event);
            case AGENT -> {
                gone(role, event.leg());
                switch (call.stage) {
                    case OFFERING -> offers.agentLegEnded(call, event);
                    case CALLING_AGENT -> outbound.agentLegEnded(call, event);
                    case TRANSFERRING -> transfers.agentLegEnded(call, event);
                    default -> talks.agentLegEnded(call, event);
                }
            }
            case ATTACH -> talks.attachLegEnded(call, event, role.agent());
            case CONSULT -> {
                gone(role, event.leg());
                consults.legEnded(call, event);
            }
            case MEMBER -> {
                gone(role, event.leg());
                conferences.legEnded(call, event);
            }
            case SUPERVISOR -> {
                gone(role, event.leg());
                supervisions.legEnded(call, event);
            }
            case PARTY -> {
                gone(role, event.leg());
                transfers.partyLegEnded(call, event);
            }
            case CLEARING -> {}
        }
    }

    private void gone(Ground.Role role, LegId leg) {
        ground.legs.remove(leg);
        if (role.agent() != null) {
            role.agent().legs.remove(leg);
        }
    }

    void media(LegId leg, String type) {
        Ground.Role role = ground.legs.get(leg);
        if (role != null && role.call() != null) {
            ground.note(role.call(), type, "party", party(role));
        }
    }

    private static String party(Ground.Role role) {
        return switch (role.side()) {
            case CUSTOMER -> "customer";
            case AGENT, ATTACH -> "agent";
            case CONSULT, MEMBER -> "consulted";
            case SUPERVISOR -> "supervisor";
            case CLEARING -> role.agent() == null ? "party" : "agent";
            case PARTY -> "party";
        };
    }

    /** How the sound of the two who talk fares now. */
    void measured(ExchangeEvent.MediaMeasured event) {
        Ground.Role role = ground.legs.get(event.leg());
        CallLive call = role == null ? null : role.call();
        if (role == null || call == null || call.agent == null || !call.stage.withAgent()) {
            return;
        }
        boolean ofCustomer = role.side() == Ground.Side.CUSTOMER;
        if ((ofCustomer || event.leg().equals(call.agentLeg)) && call.quality.measured(ofCustomer, event.recent())) {
            ground.changes.agent(call.agent);
        }
    }

    /** Notes how the sound of a leg fared that is gone, unless it had none or its call has been written off. */
    private void heard(CallLive call, Ground.Role role, LegEnded event) {
        MediaStats media = event.media();
        boolean ofCustomer = role.side() == Ground.Side.CUSTOMER;
        if (ofCustomer || event.leg().equals(call.agentLeg)) {
            call.quality.forget(ofCustomer);
        }
        if (media.packetsReceived() == 0 || !ground.calls.containsKey(call.id)) {
            return;
        }
        AgentLive agent = role.agent();
        ground.effect(new Effect.Note(
                ground.now,
                "media.measured",
                call.id,
                agent == null ? null : agent.id,
                call.projectId,
                Ground.data(
                        "party",
                        party(role),
                        "agentId",
                        agent == null ? null : agent.id,
                        "codec",
                        media.codec(),
                        "received",
                        media.packetsReceived(),
                        "sent",
                        media.packetsSent(),
                        "lost",
                        media.packetsLost(),
                        "lossPercent",
                        SoundQuality.tenths(media.lossPercent()),
                        "peerLossPercent",
                        media.peerLossPercent() < 0 ? null : SoundQuality.tenths(media.peerLossPercent()),
                        "jitterMs",
                        SoundQuality.tenths(media.jitterMs()),
                        "roundTripMs",
                        media.roundTripMs() < 0 ? null : SoundQuality.tenths(media.roundTripMs()),
                        "mos",
                        SoundQuality.tenths(media.mos()))));
    }

    void mediaLost(ExchangeEvent.MediaLost event) {
        media(event.leg(), "media.lost");
        Ground.Role role = ground.legs.get(event.leg());
        if (role == null || role.call() == null || role.agent() == null) {
            return;
        }
        // a desk phone may be silent by nature; a browser that sends nothing is gone
        if (role.agent().hasBrowserPhone()) {
            if (role.side() == Ground.Side.AGENT && !role.call().agentHeld) {
                talks.detach(role.call());
            } else if (role.side() == Ground.Side.CONSULT) {
                consults.leave(role.call());
            } else if (role.side() == Ground.Side.MEMBER) {
                conferences.mediaLost(role.call(), event.leg());
            } else if (role.side() == Ground.Side.SUPERVISOR) {
                supervisions.mediaLost(role.call(), event.leg());
            }
        }
    }

    void digit(ExchangeEvent.DigitPressed event) {
        Ground.Role role = ground.legs.get(event.leg());
        if (role != null && role.call() != null && role.side() == Ground.Side.CUSTOMER) {
            // what is keyed in a pause is as secret as what is said in it
            if (role.call().recorded.paused) {
                return;
            }
            ground.note(role.call(), "digit.pressed", "digit", String.valueOf(event.digit()));
        }
    }
}

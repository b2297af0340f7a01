package org.otvet.server.floor.live;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.outbound.Carrier;
import org.otvet.server.outbound.DiallingPlan;
import org.otvet.server.outbound.OutboundRules.Refusal;
import org.otvet.server.outbound.Reading;
import org.otvet.telephony.Counterpart;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.LegId;

/** The only door to numbers outside: agents' calls, transfers and consultations are asked here first. */
final class Exits {

    /** What came of asking. */
    sealed interface Permit {

        /** @param number E.164, or a short number */
        record Granted(FloorPlan.Project project, String number, List<Carrier.Hop> hops) implements Permit {}

        record Denied(Outcome outcome) implements Permit {}
    }

    private final Ground ground;
    private final Tolls tolls;

    Exits(Ground ground, Tolls tolls) {
        this.ground = ground;
        this.tolls = tolls;
    }

    /**
     * Whether this agent may call this number for this project now; a refusal that is somebody's rule becomes a fact.
     *
     * @param call the call it is asked for, null for a new one
     */
    Permit ask(UUID agentId, FloorPlan.@Nullable Project project, String wanted, @Nullable CallLive call) {
        if (project == null || project.dialling().carriers().isEmpty()) {
            return new Permit.Denied(Outcome.conflict("no-trunk"));
        }
        DiallingPlan dialling = project.dialling();
        Reading reading = dialling.read(wanted);
        String number = switch (reading) {
            case Reading.Outside o -> o.number();
            case Reading.Short s -> s.number();
            case Reading.Unreadable u -> "";
        };
        if (reading instanceof Reading.Unreadable(Reading.Fault fault)) {
            return new Permit.Denied(
                    fault == Reading.Fault.NOT_A_NUMBER
                            ? Outcome.invalid("number")
                            : Outcome.ruledOut("number-"
                                    + fault.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        Refusal refusal = tolls.refusal(project, agentId, reading);
        if (refusal != null) {
            tolls.refused(project, agentId, number, refusal, call);
            return new Permit.Denied(Outcome.ruledOut(refusal.code()));
        }
        List<Carrier.Hop> hops = dialling.hops(reading);
        return hops.isEmpty()
                ? new Permit.Denied(Outcome.ruledOut("outbound-no-route"))
                : new Permit.Granted(project, number, hops);
    }

    /**
     * Calls the number; the leg's role is the caller's to set.
     *
     * @param with whose leg it will talk with, null where that is not known
     */
    void call(CallLive call, UUID agentId, LegId leg, Permit.Granted granted, @Nullable LegId with) {
        DiallingPlan dialling = granted.project().dialling();
        List<DialTarget.Way> ways =
                granted.hops().stream().map(hop -> dialling.way(hop, null)).toList();
        tolls.place(
                call,
                agentId,
                leg,
                granted.number(),
                granted.hops(),
                granted.project().id());
        ground.effect(new Effect.Call(new Dial(
                leg,
                new DialTarget.Number(ways),
                dialling.callerNumber(granted.hops().getFirst().carrier(), null),
                null,
                Duration.ofMillis(Rules.CUSTOMER_DIAL_RING),
                false,
                Map.of("X-Otvet-Interaction", call.id.toString()),
                with == null ? null : new Counterpart.Party(with))));
    }
}

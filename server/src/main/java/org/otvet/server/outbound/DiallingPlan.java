package org.otvet.server.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.DialTarget;

/**
 * All that decides how a project's calls go out.
 *
 * @param callerNumbers the project's own numbers; no other is ever shown for it
 */
public record DiallingPlan(OutboundRules rules, List<Carrier> carriers, List<String> callerNumbers) {

    public DiallingPlan {
        carriers = List.copyOf(carriers);
        callerNumbers = List.copyOf(callerNumbers);
    }

    /** A plan of one carrier that takes every number as it is. */
    public static DiallingPlan over(List<Carrier> carriers, String callerNumber) {
        return new DiallingPlan(
                OutboundRules.USUAL, carriers, callerNumber.isEmpty() ? List.of() : List.of(callerNumber));
    }

    public Reading read(String wanted) {
        return Numbering.read(wanted, rules.country());
    }

    /** The ways to a number, the cheapest first; none when no trunk takes it. */
    public List<Carrier.Hop> hops(Reading reading) {
        return switch (reading) {
            case Reading.Outside o -> Carrier.leastCost(carriers, o.number());
            case Reading.Short s -> Carrier.leastCost(carriers, s.number());
            case Reading.Unreadable u -> List.of();
        };
    }

    /**
     * The number shown to who is called.
     *
     * @param asked of the queue or campaign the call is for, null for the project's usual one; any but a number of the
     *     project counts as not asked
     */
    public String callerNumber(Carrier carrier, @Nullable String asked) {
        if (asked != null && callerNumbers.contains(asked)) {
            return asked;
        }
        if (rules.ownNumber() && !carrier.ownNumber().isEmpty()) {
            return carrier.ownNumber();
        }
        if (callerNumbers.contains(rules.callerNumber())) {
            return rules.callerNumber();
        }
        return callerNumbers.isEmpty() ? carrier.ownNumber() : callerNumbers.getFirst();
    }

    /** A hop in the exchange's words. */
    public DialTarget.Way way(Carrier.Hop hop, @Nullable String asked) {
        return new DialTarget.Way(
                hop.carrier().trunk(),
                hop.number(),
                callerNumber(hop.carrier(), asked),
                hop.carrier().asserted());
    }
}

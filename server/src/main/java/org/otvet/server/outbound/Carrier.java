package org.otvet.server.outbound;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.otvet.telephony.TrunkId;

/**
 * A trunk calls can go out by.
 *
 * @param ownNumber the number the carrier knows the line by, empty when it has told none
 * @param asserted whether it is told the caller's number in P-Asserted-Identity too
 * @param routes none at all: it takes every number as it is, at no cost
 */
public record Carrier(TrunkId trunk, String name, String ownNumber, boolean asserted, List<Route> routes) {

    public Carrier {
        routes = List.copyOf(routes);
    }

    /** A way over this carrier. */
    private Optional<Hop> hop(String number) {
        if (routes.isEmpty()) {
            return Optional.of(new Hop(this, number, 0));
        }
        return routes.stream()
                .filter(route -> route.takes(number))
                .max(Comparator.comparingInt(route -> route.prefix().length()))
                .map(route -> new Hop(this, route.sent(number), route.costMicros()));
    }

    /**
     * The ways to a number, the cheapest first, each carrier at most once and by its longest prefix. Carriers of one
     * price stand in the order of their names.
     *
     * @param number E.164, or a short number
     */
    public static List<Hop> leastCost(List<Carrier> carriers, String number) {
        return carriers.stream()
                .map(carrier -> carrier.hop(number))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Hop::costMicros)
                        .thenComparing(hop -> hop.carrier().name()))
                .toList();
    }

    /**
     * One way to a number.
     *
     * @param number as this carrier shall dial it
     * @param costMicros a minute's price in millionths
     */
    public record Hop(Carrier carrier, String number, long costMicros) {}
}

package org.otvet.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.otvet.telephony.TrunkId;

class CarrierProperties {

    private static Route route(String prefix, int strip, String add, long cost) {
        return new Route(UUID.randomUUID(), new UUID(0, 1), prefix, strip, add, cost);
    }

    private static Carrier carrier(String name, Route... routes) {
        return new Carrier(new TrunkId(name), name, "", false, List.of(routes));
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().numeric().ofLength(10).map(rest -> "+7" + rest);
    }

    @Provide
    Arbitrary<List<Carrier>> carriers() {
        Arbitrary<String> prefixes = Arbitraries.strings()
                .withChars("479")
                .ofMinLength(0)
                .ofMaxLength(3)
                .map(rest -> "+7" + rest);
        Arbitrary<Route> routes = Combinators.combine(
                        prefixes,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, 5))
                .as((prefix, strip, cost) -> route(prefix, strip, "", cost));
        return routes.list()
                .ofMaxSize(5)
                .list()
                .ofMaxSize(5)
                .map(all -> IntStream.range(0, all.size())
                        .mapToObj(i -> carrier("c" + i, all.get(i).toArray(Route[]::new)))
                        .toList());
    }

    @Property
    void theCheapestComesFirstAndEachCarrierOnceByItsLongestPrefix(
            @ForAll("carriers") List<Carrier> carriers, @ForAll("numbers") String number) {
        List<Carrier.Hop> hops = Carrier.leastCost(carriers, number);

        assertThat(hops).extracting(Carrier.Hop::costMicros).isSorted();
        assertThat(hops).extracting(Carrier.Hop::carrier).doesNotHaveDuplicates();
        for (Carrier carrier : carriers) {
            int longest = carrier.routes().stream()
                    .filter(r -> number.startsWith(r.prefix()))
                    .mapToInt(r -> r.prefix().length())
                    .max()
                    .orElse(-1);
            var hop = hops.stream().filter(h -> h.carrier() == carrier).findFirst();
            if (carrier.routes().isEmpty()) {
                assertThat(hop).hasValueSatisfying(h -> assertThat(h.number()).isEqualTo(number));
            } else if (longest < 0) {
                assertThat(hop).isEmpty();
            } else {
                assertThat(hop)
                        .hasValueSatisfying(h -> assertThat(carrier.routes())
                                .anyMatch(r -> r.prefix().length() == longest
                                        && r.costMicros() == h.costMicros()
                                        && r.sent(number).equals(h.number())));
            }
        }
    }

    @Property
    void strippingAndAddingChangesNothingButTheFront(
            @ForAll("numbers") String number, @ForAll @IntRange(max = 15) int strip) {
        String sent = route("", strip, "9", 0).sent(number);

        assertThat(sent).startsWith("9");
        assertThat(number).endsWith(sent.substring(1));
        assertThat(route("", 0, "", 0).sent(number)).isEqualTo(number);
    }

    @Example
    void aTable() {
        Carrier city = carrier("City", route("+7495", 1, "8", 500_000), route("+7", 1, "8", 2_000_000));
        Carrier wide = carrier("Wide", route("+7", 0, "00", 1_000_000), route("", 0, "", 9_000_000));
        Carrier office = carrier("Office", route("1", 0, "", 0));
        List<Carrier> all = List.of(office, wide, city);

        assertThat(sent(all, "+74951234567")).containsExactly("City 84951234567", "Wide 0074951234567");
        assertThat(sent(all, "+79161234567")).containsExactly("Wide 0079161234567", "City 89161234567");
        assertThat(sent(all, "+4930123456")).containsExactly("Wide +4930123456");
        assertThat(sent(all, "1001")).containsExactly("Office 1001", "Wide 1001");
        assertThat(sent(List.of(city), "+4930123456")).isEmpty();
    }

    private static List<String> sent(List<Carrier> carriers, String number) {
        return Carrier.leastCost(carriers, number).stream()
                .map(hop -> hop.carrier().name() + " " + hop.number())
                .toList();
    }
}

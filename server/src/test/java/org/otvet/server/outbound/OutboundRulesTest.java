package org.otvet.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otvet.server.outbound.OutboundRules.Hours;
import org.otvet.server.outbound.OutboundRules.Limits;
import org.otvet.server.outbound.OutboundRules.Refusal;
import org.otvet.telephony.TrunkId;

class OutboundRulesTest {

    private static OutboundRules rules(Set<String> countries, List<String> allowed, List<String> blocked) {
        OutboundRules usual = OutboundRules.USUAL;
        return new OutboundRules(
                "RU",
                false,
                "",
                countries,
                allowed,
                blocked,
                usual.hours(),
                usual.agent(),
                usual.project(),
                usual.longestSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        "8 916 123 45 67,",
        "1001,",
        "112,",
        "8 10 49 30 123456, COUNTRY",
        "8 727 258 25 25, COUNTRY",
        "+881612345678, COUNTRY",
        "8 809 505 12 34, PREMIUM",
        "8 803 100 20 30, PREMIUM",
    })
    void abroadAndPremiumAreForbiddenUntilAllowed(String dialled, @Nullable Refusal refusal) {
        assertThat(OutboundRules.USUAL.destination(Numbering.read(dialled, "RU")))
                .isEqualTo(refusal);
    }

    @Test
    void aCountryOrABeginningIsAllowedByNameAndABlockedOneIsNot() {
        OutboundRules rules = rules(Set.of("KZ"), List.of("+4930", "+7809505"), List.of("+77273", "+7916999", "102"));

        assertThat(refusal(rules, "+7 727 258 25 25")).isNull();
        assertThat(refusal(rules, "+7 727 358 25 25")).isEqualTo(Refusal.BLOCKED);
        assertThat(refusal(rules, "+49 30 123456")).isNull();
        assertThat(refusal(rules, "+49 89 1234567")).isEqualTo(Refusal.COUNTRY);
        assertThat(refusal(rules, "8 809 505 12 34")).isNull();
        assertThat(refusal(rules, "8 809 506 12 34")).isEqualTo(Refusal.PREMIUM);
        assertThat(refusal(rules, "8 916 999 12 34")).isEqualTo(Refusal.BLOCKED);
        // emergency services cannot be blocked
        assertThat(refusal(rules, "102")).isNull();
    }

    private static @Nullable Refusal refusal(OutboundRules rules, String dialled) {
        return rules.destination(Numbering.read(dialled, "RU"));
    }

    @ParameterizedTest
    @CsvSource({
        // Friday
        "2026-11-27T08:59:59Z, false",
        "2026-11-27T09:00:00Z, true",
        "2026-11-27T20:59:59Z, true",
        "2026-11-27T21:00:00Z, false",
        // Saturday
        "2026-11-28T12:00:00Z, false",
    })
    void workingHours(Instant at, boolean open) {
        Hours hours = new Hours(
                Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                LocalTime.of(9, 0),
                LocalTime.of(21, 0),
                ZoneId.of("UTC"));
        assertThat(hours.open(at)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T21:59:00Z, false",
        "2026-11-27T22:00:00Z, true",
        "2026-11-28T05:59:00Z, true",
        "2026-11-28T06:00:00Z, false",
        "2026-11-28T23:00:00Z, false",
    })
    void aNightBelongsToTheDayItBeganOn(Instant at, boolean open) {
        Hours hours = new Hours(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("UTC"));
        assertThat(hours.open(at)).isEqualTo(open);
    }

    @Test
    void hoursAreOfTheirOwnZone() {
        Hours hours = new Hours(Set.of(), LocalTime.of(9, 0), LocalTime.of(21, 0), ZoneId.of("Asia/Vladivostok"));
        assertThat(hours.open(Instant.parse("2026-11-27T23:30:00Z"))).isTrue();
        assertThat(hours.open(Instant.parse("2026-11-27T12:00:00Z"))).isFalse();
        assertThat(Hours.ALWAYS.open(Instant.EPOCH)).isTrue();
    }

    @Test
    void limitsOfTheDay() {
        Limits limits = new Limits(3, 10, 5_000_000);

        assertThat(new Spent(2, 599_999, 4_999_999).exhausted(limits, true)).isNull();
        assertThat(new Spent(3, 0, 0).exhausted(limits, true)).isEqualTo(Refusal.AGENT_CALLS);
        assertThat(new Spent(0, 600_000, 0).exhausted(limits, false)).isEqualTo(Refusal.PROJECT_MINUTES);
        assertThat(new Spent(0, 0, 5_000_000).exhausted(limits, false)).isEqualTo(Refusal.PROJECT_COST);
        assertThat(new Spent(9, 9_999_999, 99_000_000).exhausted(Limits.NONE, true))
                .isNull();
    }

    @Test
    void whatIsLeftIsSharedByThoseWhoTalk() {
        Limits limits = new Limits(0, 10, 6_000_000);

        assertThat(new Spent(0, 300_000, 0).leftMs(limits, 1, 0)).isEqualTo(300_000);
        assertThat(new Spent(0, 300_000, 0).leftMs(limits, 3, 0)).isEqualTo(100_000);
        assertThat(new Spent(0, 0, 3_000_000).leftMs(limits, 1, 1_000_000)).isEqualTo(180_000);
        assertThat(new Spent(0, 0, 9_000_000).leftMs(limits, 1, 1_000_000)).isZero();
        assertThat(Spent.NOTHING.leftMs(Limits.NONE, 5, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aConversationCostsItsBegunSeconds() {
        assertThat(Spent.cost(60_000, 3_000_000)).isEqualTo(3_000_000);
        assertThat(Spent.cost(1, 3_000_000)).isEqualTo(50_000);
        assertThat(Spent.cost(0, 3_000_000)).isZero();
        assertThat(Spent.cost(61_001, 0)).isZero();
    }

    @Test
    void onlyNumbersOfTheProjectAreShown() {
        Carrier carrier = new Carrier(new TrunkId("t"), "t", "74951111111", true, List.of());
        List<String> own = List.of("74950000001", "74950000002");
        DiallingPlan first = new DiallingPlan(OutboundRules.USUAL, List.of(carrier), own);

        assertThat(first.callerNumber(carrier, null)).isEqualTo("74950000001");
        assertThat(first.callerNumber(carrier, "74950000002")).isEqualTo("74950000002");
        assertThat(first.callerNumber(carrier, "79160000000")).isEqualTo("74950000001");
        assertThat(chosen("74950000002", false, carrier, own)).isEqualTo("74950000002");
        assertThat(chosen("79160000000", false, carrier, own)).isEqualTo("74950000001");
        assertThat(chosen("", true, carrier, own)).isEqualTo("74951111111");
        assertThat(chosen("", false, carrier, List.of())).isEqualTo("74951111111");
    }

    private static String chosen(String number, boolean ofTrunk, Carrier carrier, List<String> own) {
        OutboundRules usual = OutboundRules.USUAL;
        return new DiallingPlan(
                        new OutboundRules(
                                "RU",
                                ofTrunk,
                                number,
                                Set.of(),
                                List.of(),
                                List.of(),
                                usual.hours(),
                                usual.agent(),
                                usual.project(),
                                usual.longestSeconds()),
                        List.of(carrier),
                        own)
                .callerNumber(carrier, null);
    }
}

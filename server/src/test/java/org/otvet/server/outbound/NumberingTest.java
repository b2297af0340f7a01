package org.otvet.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otvet.server.outbound.Reading.Fault;

class NumberingTest {

    @ParameterizedTest
    @CsvSource({
        "8 (916) 123-45-67, RU, +79161234567, RU",
        "+7 916 123 45 67, RU, +79161234567, RU",
        "79161234567, RU, +79161234567, RU",
        "9161234567, RU, +79161234567, RU",
        "8 495 123-45-67, RU, +74951234567, RU",
        "8 800 555 07 77, RU, +78005550777, RU",
        "810 49 30 123456, RU, +4930123456, DE",
        "00 49 30 123456, RU, +4930123456, DE",
        "+49 30 123456, RU, +4930123456, DE",
        "8 727 258 25 25, RU, +77272582525, KZ",
        "030 123456, DE, +4930123456, DE",
        "00 7 495 123-45-67, DE, +74951234567, RU",
        "011 44 20 7946 0018, US, +442079460018, GB",
        "876 555 1234, US, +18765551234, JM",
        "+881 6 123 45678, RU, +881612345678, 001",
    })
    void numbersOfThePublicNetworkBecomeInternational(String dialled, String country, String number, String region) {
        assertThat(Numbering.read(dialled, country)).isInstanceOfSatisfying(Reading.Outside.class, outside -> {
            assertThat(outside.number()).isEqualTo(number);
            assertThat(outside.country()).isEqualTo(region);
            assertThat(outside.premium()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"8 809 505 12 34, RU", "8-803-100-20-30, RU", "+7 809 505 1234, DE", "0900 5 123456, DE"})
    void premiumNumbersAreKnown(String dialled, String country) {
        assertThat(Numbering.read(dialled, country))
                .isInstanceOfSatisfying(
                        Reading.Outside.class,
                        outside -> assertThat(outside.premium()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"101, true", "112, true", "1001, false", "25, false", "123456, false"})
    void shortNumbersStay(String dialled, boolean emergency) {
        assertThat(Numbering.read(dialled, "RU")).isEqualTo(new Reading.Short(dialled, emergency));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:x@evil, NOT_A_NUMBER",
        "*21*89161234567#, NOT_A_NUMBER",
        "+, NOT_A_NUMBER",
        "5, TOO_SHORT",
        "555 12 34, NO_AREA_CODE",
        "+7 916 123, TOO_SHORT",
        "+7 916 123 45 67 890 123 45, TOO_LONG",
        "+999 123 456 789, NO_SUCH_COUNTRY",
        "8 111 123 45 67, NO_SUCH_NUMBER",
    })
    void whatIsNoNumberIsRefusedForAReason(String dialled, Fault fault) {
        assertThat(Numbering.read(dialled, "RU")).isEqualTo(new Reading.Unreadable(fault));
    }

    @Test
    void anEmptyNumberIsNone() {
        assertThat(Numbering.read("  ", "RU")).isEqualTo(new Reading.Unreadable(Fault.NOT_A_NUMBER));
    }

    @ParameterizedTest
    @CsvSource({
        "89161234567, +79161234567",
        "79161234567, +79161234567",
        "1001, 1001",
        "anonymous, anonymous",
        "555, 555",
        "0000000000, 0000000000",
    })
    void deliveredCallersAreReadWhereTheyCanBe(String delivered, String number) {
        assertThat(Numbering.delivered(delivered, "RU")).isEqualTo(number);
    }

    @Test
    void aNumberOfOursIsKnownInEveryFormTrunksUse() {
        assertThat(Numbering.waysToWrite("+78125550001", "RU"))
                .containsExactlyInAnyOrder("78125550001", "88125550001", "8125550001");
        assertThat(Numbering.waysToWrite("+4930123456", "RU")).containsExactly("4930123456");
        assertThat(Numbering.waysToWrite("1001", "RU")).containsExactly("1001");
    }
}

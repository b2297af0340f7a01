package org.otvet.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two telephones call each other without an exchange between them. */
class TwoPhonesTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final double ANNA = 440;
    private static final double BORIS = 620;

    private final List<SipPhone> phones = new ArrayList<>();

    private SipPhone phone(PhoneBuilder builder) {
        SipPhone phone = builder.start();
        phones.add(phone);
        return phone;
    }

    @AfterEach
    void putAway() {
        phones.forEach(SipPhone::close);
    }

    @ParameterizedTest
    @CsvSource({"UDP, PCMA", "UDP, PCMU", "TCP, PCMA"})
    void bothHearTheOther(Transport transport, Codec codec) {
        SipPhone anna =
                phone(SipPhone.builder("anna").displayName("Анна").tone(ANNA).transport(transport));
        SipPhone boris = phone(SipPhone.builder("boris")
                .tone(BORIS)
                .transport(transport)
                .codecs(codec)
                .incoming(AnswerPolicy.answerAfter(50)));

        PhoneCall toBoris = anna.call(boris.uri(), Map.of("X-Order", "17")).awaitUp(SOON);
        PhoneCall fromAnna = boris.awaitCall(SOON).awaitUp(SOON);

        assertThat(fromAnna.callerName()).isEqualTo("Анна");
        assertThat(fromAnna.callerNumber()).isEqualTo("anna");
        assertThat(fromAnna.header("X-Order")).isEqualTo("17");
        assertThat(toBoris.provisionalStatuses()).containsExactly(180);
        assertTalking(toBoris, ANNA, fromAnna, BORIS);
        assertThat(toBoris).hearsOnly(BORIS);
        assertThat(toBoris.codec()).isEqualTo(codec);

        fromAnna.hangUp();
        assertThat(toBoris.awaitEnd(SOON)).isEqualTo(new CallEnd(200, false, ""));
        assertThat(fromAnna.awaitEnd(SOON).byUs()).isTrue();
    }

    @Test
    void keysArriveOnceAndAreNotHeardAsVoice() {
        SipPhone anna = phone(SipPhone.builder("anna").tone(ANNA));
        SipPhone boris = phone(SipPhone.builder("boris").incoming(AnswerPolicy.answer()));
        PhoneCall toBoris = anna.call(boris.uri()).awaitUp(SOON);
        PhoneCall fromAnna = boris.awaitCall(SOON).awaitUp(SOON);

        toBoris.press("1592#");
        assertThat(fromAnna).gotKeys("1592#");
        assertThat(fromAnna.pressedKeys())
                .allSatisfy(key -> assertThat(key.lengthMs()).isEqualTo(160));

        fromAnna.pressByInfo('*');
        assertThat(toBoris).gotKeys("*");
        assertThat(fromAnna).hears(ANNA);
    }

    @Test
    void holdSilencesBothAndResumeBringsThemBack() {
        SipPhone anna = phone(SipPhone.builder("anna").tone(ANNA));
        SipPhone boris = phone(SipPhone.builder("boris").tone(BORIS).incoming(AnswerPolicy.answer()));
        PhoneCall toBoris = anna.call(boris.uri()).awaitUp(SOON);
        PhoneCall fromAnna = boris.awaitCall(SOON).awaitUp(SOON);
        assertTalking(toBoris, ANNA, fromAnna, BORIS);

        fromAnna.hold().awaitOnHold(true, SOON);
        assertThat(toBoris.isHeldByPeer()).isTrue();
        assertThat(toBoris).hearsSilence();
        assertThat(fromAnna).hearsSilence();

        fromAnna.resume().awaitOnHold(false, SOON);
        assertTalking(toBoris, ANNA, fromAnna, BORIS);
        assertThat(toBoris.isHeldByPeer()).isFalse();
    }

    @Test
    void callerGivesUpWhileRinging() {
        SipPhone anna = phone(SipPhone.builder("anna"));
        SipPhone boris = phone(SipPhone.builder("boris"));
        PhoneCall toBoris = anna.call(boris.uri()).awaitState(CallState.RINGING, SOON);

        toBoris.hangUp();

        assertThat(toBoris.awaitEnd(SOON)).isEqualTo(new CallEnd(487, true, "Request Terminated"));
        assertThat(boris.awaitCall(SOON).awaitEnd(SOON).status()).isEqualTo(487);
    }

    @Test
    void refusalCarriesItsStatusAndFailsTheWaitAtOnce() {
        SipPhone anna = phone(SipPhone.builder("anna"));
        SipPhone boris = phone(SipPhone.builder("boris").incoming(AnswerPolicy.reject(486)));

        PhoneCall toBoris = anna.call(boris.uri());

        assertThat(toBoris).endsWith(486);
        assertThatThrownBy(() -> toBoris.awaitUp(SOON))
                .isInstanceOf(PhoneTimeoutException.class)
                .hasMessageContaining("486 Busy Here");
    }

    @Test
    void vanishedTelephoneSaysNothing() {
        SipPhone anna = phone(SipPhone.builder("anna").tone(ANNA));
        SipPhone boris = phone(SipPhone.builder("boris").tone(BORIS).incoming(AnswerPolicy.answer()));
        PhoneCall toBoris = anna.call(boris.uri()).awaitUp(SOON);
        assertThat(toBoris).hears(BORIS);

        boris.vanish();

        assertThat(toBoris).hearsSilence();
        assertThat(toBoris.state()).isEqualTo(CallState.UP);
    }

    @Test
    void hundredCallsAtOnceAllHearEachOther() {
        SipPhone boris = phone(SipPhone.builder("boris").tone(BORIS).incoming(AnswerPolicy.answerAfter(20)));
        List<PhoneCall> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            SipPhone caller = phone(SipPhone.builder("caller" + i).tone(ANNA).remember(Duration.ofSeconds(2)));
            calls.add(caller.call(boris.uri()));
        }
        calls.forEach(call -> call.awaitUp(SOON));
        calls.forEach(call -> assertThat(call).hears(BORIS));
        boris.liveCalls().forEach(call -> assertThat(call).hears(ANNA));
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.audioStats().packetsLost()).isZero());
    }
}

package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneBuilder;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.SrtpSuite;
import org.otvet.phone.Voice;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.MediaEncryption;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;

/** Sound under keys from descriptions (RFC 4568): with whom it is agreed on, and that keys are never sent in the clear. */
class EncryptedSoundIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final TrunkId SECURED = new TrunkId("secured");
    private static final TrunkId OPEN = new TrunkId("open");
    /** Callers of the secured trunk, and of the open one. */
    private static final String SECURED_HOST = "127.0.0.2";

    private static final String OPEN_HOST = "127.0.0.3";

    private final HeardEvents events = new HeardEvents();
    private final TestAuthority authority = new TestAuthority();
    private final List<SipPhone> phones = new ArrayList<>();
    private EmbeddedExchange exchange;

    @BeforeEach
    void start() {
        exchange = new EmbeddedExchange(
                new ExchangeSettings(
                        InetAddress.getLoopbackAddress(),
                        0,
                        21000,
                        28999,
                        new SipSettings.Tls(0, authority.issue("127.0.0.1").keyManager(), authority.trust())),
                Clock.systemUTC());
        exchange.start(events);
        plan(MediaEncryption.OPTIONAL, "127.0.0.2:1", "127.0.0.3:1");
    }

    @AfterEach
    void stop() {
        exchange.close();
        phones.forEach(SipPhone::close);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void anEncryptedPartyAndOneInTheClearHearEachOther(SrtpSuite suite) {
        var one = answered(overTls("1001").encrypt(suite).tone(440).start());
        var other = answered(overUdp("1002").tone(620).start());

        exchange.connect(legOf(one), legOf(other));

        one.awaitHears(620, PATIENCE);
        other.awaitHears(440, PATIENCE);
        assertThat(one.encryption().isOn()).isTrue();
        assertThat(other.encryption().isOn()).isFalse();
        one.press("27");
        other.awaitKeys("27", PATIENCE);
        other.press("91");
        one.awaitKeys("91", PATIENCE);
        assertThat(one.encryption().unreadablePackets()).isZero();
    }

    @Test
    void newKeysInTheMiddleOfACallKeepItHeard() {
        var one = answered(overTls("1001")
                .encrypt(SrtpSuite.AES_CM_128_HMAC_SHA1_80)
                .tone(440)
                .start());
        var other = answered(overUdp("1002").tone(620).start());
        exchange.connect(legOf(one), legOf(other));
        one.awaitHears(620, PATIENCE);
        other.awaitHears(440, PATIENCE);

        one.encryption().change();
        await().atMost(PATIENCE)
                .until(() -> one.phone().log().lines().stream()
                                .filter(line -> line.contains("<- 200 ") && line.contains(" INVITE)"))
                                .count()
                        >= 2);

        one.say(Voice.tone(800));
        other.awaitHears(800, PATIENCE);
        long unreadable = one.encryption().unreadablePackets();
        other.say(Voice.tone(1000));
        one.awaitHears(1000, PATIENCE);
        assertThat(one.encryption().unreadablePackets()).isEqualTo(unreadable);
    }

    @Test
    void aCallOnHoldComesBackUnderTheSameKeys() {
        var one = answered(overTls("1001")
                .encrypt(SrtpSuite.AES_CM_128_HMAC_SHA1_80)
                .tone(440)
                .start());
        var other = answered(overUdp("1002").tone(620).start());
        exchange.connect(legOf(one), legOf(other));
        one.awaitHears(620, PATIENCE);

        one.hold().awaitOnHold(true, PATIENCE);
        other.awaitSilence(PATIENCE);
        one.resume().awaitOnHold(false, PATIENCE);

        other.awaitHears(440, PATIENCE);
        one.awaitHears(620, PATIENCE);
        assertThat(one.encryption().isOn()).isTrue();
    }

    @Test
    void keysOfferedInTheClearAreRefused() {
        var caller = overUdp("1001").encrypt(SrtpSuite.AES_CM_128_HMAC_SHA1_80).start();

        var call = caller.call("100");

        assertThat(call.awaitEnd(PATIENCE).status()).isEqualTo(488);
        assertThat(events.all()).noneMatch(ExchangeEvent.LegOffered.class::isInstance);
    }

    @Test
    void whoDemandsEncryptionIsRefusedWhereThereIsNone() {
        plan(MediaEncryption.OFF, "127.0.0.2:1", "127.0.0.3:1");
        var caller = overTls("1001").encrypt(SrtpSuite.AES_CM_128_HMAC_SHA1_80).start();

        assertThat(caller.call("100").awaitEnd(PATIENCE).status()).isEqualTo(488);
    }

    @Test
    void whoOffersNoneIsRefusedWhereItIsDemanded() {
        plan(MediaEncryption.REQUIRED, "127.0.0.2:1", "127.0.0.3:1");

        assertThat(overTls("1001").start().call("100").awaitEnd(PATIENCE).status())
                .isEqualTo(488);
    }

    @Test
    void encryptionIsOfferedAndNotDemandedOverTls() {
        var able = overTls("carrier")
                .encrypt(SrtpSuite.AES_256_CM_HMAC_SHA1_80)
                .incoming(AnswerPolicy.answer())
                .start();
        var plain = overTls("carrier").incoming(AnswerPolicy.answer()).start();
        phones.addAll(List.of(able, plain));

        plan(MediaEncryption.OPTIONAL, SECURED_HOST + ":" + able.port(), "127.0.0.3:1");
        events.await(ExchangeEvent.LegAnswered.class, call(SECURED));
        plan(MediaEncryption.OPTIONAL, SECURED_HOST + ":" + plain.port(), "127.0.0.3:1");
        events.await(ExchangeEvent.LegAnswered.class, call(SECURED));

        assertThat(able.awaitCall(PATIENCE).awaitUp(PATIENCE).encryption().isOn())
                .isTrue();
        assertThat(plain.awaitCall(PATIENCE).awaitUp(PATIENCE).encryption().isOn())
                .isFalse();
    }

    @Test
    void aCarrierThatCannotEncryptIsNotCalledInTheClearWhereItIsDemanded() {
        var plain = overTls("carrier").incoming(AnswerPolicy.answer()).start();
        phones.add(plain);
        plan(MediaEncryption.REQUIRED, SECURED_HOST + ":" + plain.port(), "127.0.0.3:1");

        var end = events.await(ExchangeEvent.LegEnded.class, call(SECURED));

        assertThat(end.protocolStatus()).isEqualTo(488);
        assertThat(plain.awaitCall(PATIENCE).encryption().isOn()).isFalse();
    }

    @Test
    void noKeyIsOfferedInTheClear() {
        var carrier = SipPhone.builder("carrier")
                .bind(OPEN_HOST, 0)
                .encrypt(SrtpSuite.AES_CM_128_HMAC_SHA1_80)
                .incoming(AnswerPolicy.answer())
                .start();
        phones.add(carrier);
        plan(MediaEncryption.OPTIONAL, "127.0.0.2:1", OPEN_HOST + ":" + carrier.port());

        events.await(ExchangeEvent.LegAnswered.class, call(OPEN));

        assertThat(carrier.awaitCall(PATIENCE).encryption().isOn()).isFalse();
    }

    @Test
    void whoReadsTheSignallingLaterFindsNoKey() {
        var call = answered(
                overTls("1001").encrypt(SrtpSuite.AES_CM_128_HMAC_SHA1_80).start());

        var messages = exchange.signalling(legOf(call));

        assertThat(messages).anySatisfy(message -> assertThat(message.text()).contains("RTP/SAVP", "a=crypto:"));
        assertThat(messages).noneMatch(message -> message.text().contains("inline:"));
    }

    private PhoneBuilder overTls(String user) {
        return SipPhone.builder(user)
                .bind(SECURED_HOST, 0)
                .tls(authority.context(authority.issue(SECURED_HOST)))
                .server(
                        "127.0.0.1",
                        Objects.requireNonNull(exchange.sipTlsAddress()).getPort());
    }

    private PhoneBuilder overUdp(String user) {
        return SipPhone.builder(user)
                .bind(OPEN_HOST, 0)
                .server("127.0.0.1", exchange.sipAddress().getPort());
    }

    /** A call in, up. */
    private PhoneCall answered(SipPhone caller) {
        phones.add(caller);
        var call = caller.call("100");
        exchange.answer(legOf(call));
        return call.awaitUp(PATIENCE);
    }

    private LegId legOf(PhoneCall call) {
        return events.await(
                        ExchangeEvent.LegOffered.class,
                        offered -> offered.callerNumber().equals(call.phone().user()))
                .leg();
    }

    private void plan(MediaEncryption media, String securedPeer, String openPeer) {
        exchange.configure(new ExchangePlan(
                List.of(),
                List.of(
                        new Trunk(
                                SECURED,
                                "secured",
                                List.of(SECURED_HOST + "/32"),
                                List.of(securedPeer),
                                "tls",
                                0,
                                List.of(),
                                null,
                                0,
                                1,
                                new LineSecurity(media, "")),
                        new Trunk(
                                OPEN,
                                "open",
                                List.of(OPEN_HOST + "/32"),
                                List.of(openPeer),
                                "udp",
                                0,
                                List.of(),
                                null,
                                0,
                                1,
                                new LineSecurity(MediaEncryption.OPTIONAL, "")))));
    }

    private LegId call(TrunkId trunk) {
        var leg = LegId.random();
        exchange.dial(new Dial(
                leg,
                new DialTarget.Number(trunk, "5551234"),
                "5550000",
                null,
                Duration.ofSeconds(30),
                false,
                Map.of()));
        return leg;
    }
}

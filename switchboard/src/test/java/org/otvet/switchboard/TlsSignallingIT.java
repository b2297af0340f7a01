package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.SipPhone;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.MediaEncryption;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkAccount;
import org.otvet.telephony.TrunkId;

/** Whom SIP over TLS is spoken with, and over which connections. */
class TlsSignallingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final TrunkId TRUNK = new TrunkId("t1");
    private static final PhoneId PHONE = new PhoneId("p1");
    private static final String PASSWORD = "correct horse";

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
                        new SipSettings.Tls(0, authority.issue("otvet.example").keyManager(), authority.trust())),
                Clock.systemUTC());
        exchange.start(events);
    }

    @AfterEach
    void stop() {
        exchange.close();
        phones.forEach(SipPhone::close);
    }

    @Test
    void aCarrierIsTakenByItsName() {
        var carrier = carrier(authority, "localhost");
        trunk("localhost:" + carrier.port(), "");

        var leg = call();

        events.await(ExchangeEvent.LegAnswered.class, leg);
        assertThat(carrier.awaitCall(PATIENCE).target()).startsWith("sip:5551234@localhost:");
    }

    @Test
    void aSecondCallUsesTheConnectionOfTheFirst() {
        var carrier = carrier(authority, "localhost");
        trunk("localhost:" + carrier.port(), "");

        events.await(ExchangeEvent.LegAnswered.class, call());
        events.await(ExchangeEvent.LegAnswered.class, call());

        assertThat(carrier.connectionsMade()).isEqualTo(1);
    }

    @Test
    void aCarrierCallsOverTheConnectionThatWeMade() {
        var carrier = carrier(authority, "localhost");
        trunk("localhost:" + carrier.port(), "");
        var ours = call();
        events.await(ExchangeEvent.LegAnswered.class, ours);
        var arrived = carrier.awaitCall(PATIENCE);
        assertThat(arrived.header("Via")).contains(";alias");

        // What it says next it says there, its end of the call for one.
        arrived.hangUp();

        events.await(ExchangeEvent.LegEnded.class, ours);
        assertThat(carrier.connectionsMade()).isEqualTo(1);
    }

    @Test
    void theWholeWayIsAskedToBeSecuredWhenTheAddressSaysSo() {
        var carrier = carrier(authority, "localhost");
        trunk("sips:localhost:" + carrier.port(), "");

        var leg = call();

        events.await(ExchangeEvent.LegAnswered.class, leg);
        var arrived = carrier.awaitCall(PATIENCE);
        assertThat(arrived.target()).startsWith("sips:5551234@localhost");
        assertThat(arrived.header("Contact")).contains("<sips:otvet@");
        exchange.hangUp(leg, HangUpCause.NORMAL);
        assertThat(arrived.awaitEnd(PATIENCE).byUs()).isFalse();
    }

    @Test
    void aCarrierUnderAnotherNameIsNotSpokenWith() {
        var carrier = carrier(authority, "carrier.example");
        trunk("localhost:" + carrier.port(), "");

        assertThat(failed(call())).isEqualTo(HangUpCause.UNREACHABLE);

        assertThat(carrier.calls()).isEmpty();
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsTakenByItsFingerprintOnly() {
        var stranger = new TestAuthority();
        var identity = stranger.issue("anything.example");
        var carrier = carrier(stranger, identity);
        trunk("localhost:" + carrier.port(), "");
        assertThat(failed(call())).isEqualTo(HangUpCause.UNREACHABLE);
        trunk("localhost:" + carrier.port(), stranger.issue("localhost").fingerprint());
        assertThat(failed(call())).isEqualTo(HangUpCause.UNREACHABLE);
        assertThat(carrier.calls()).isEmpty();

        // The operator reads the fingerprint to trust from the alarm.
        events.await(
                ExchangeEvent.Alarm.class,
                alarm -> alarm.raised()
                        && alarm.text().contains("localhost")
                        && alarm.text().contains(identity.fingerprint()));

        trunk("localhost:" + carrier.port(), identity.fingerprint());

        events.await(ExchangeEvent.LegAnswered.class, call());
        events.await(
                ExchangeEvent.Alarm.class,
                alarm -> !alarm.raised() && alarm.text().contains("localhost"));
    }

    @Test
    void aCarrierThatSaysNothingIsGivenUp() throws IOException {
        try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            trunk("localhost:" + mute.getLocalPort(), "");

            var leg = call();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> exchange.legs().stream().noneMatch(l -> l.leg().equals(leg)));
            assertThat(failed(leg)).isEqualTo(HangUpCause.UNREACHABLE);
        }
    }

    @Test
    void aRegistrationAndItsCallsShareAConnection() {
        var carrier = carrier(authority, "localhost");
        exchange.configure(new ExchangePlan(
                List.of(),
                List.of(new Trunk(
                        TRUNK,
                        "carrier",
                        List.of(),
                        List.of("localhost:" + carrier.port()),
                        "tls",
                        0,
                        new TrunkAccount("localhost:" + carrier.port(), "otvet", "secret", 300)))));

        events.await(ExchangeEvent.LegAnswered.class, call());

        assertThat(carrier.connectionsMade()).isEqualTo(1);
    }

    @Test
    void aTelephoneIsCalledOverTheConnectionItRegisteredOver() throws NoSuchAlgorithmException {
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5")
                        .digest(("agent1:otvet:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        exchange.configure(new ExchangePlan(
                List.of(new PhoneAccount(PHONE, "agent1", PhoneAccount.Kind.REGISTERED, Map.of("MD5", hash), "")),
                List.of()));
        var port = Objects.requireNonNull(exchange.sipTlsAddress()).getPort();
        var phone = SipPhone.builder("agent1")
                .password(PASSWORD)
                .digests("MD5")
                .tls(authority.context(authority.issue("telephone")))
                .server("127.0.0.1", port)
                .incoming(AnswerPolicy.answer())
                .start()
                .register()
                .awaitRegistered(PATIENCE);
        phones.add(phone);
        var leg = LegId.random();

        exchange.dial(
                new Dial(leg, new DialTarget.Phone(PHONE), "5550000", null, Duration.ofSeconds(30), false, Map.of()));

        events.await(ExchangeEvent.LegAnswered.class, leg);
        exchange.hangUp(leg, HangUpCause.NORMAL);
        phone.awaitCall(PATIENCE).awaitEnd(PATIENCE);
        assertThat(phone.connectionsMade()).isEqualTo(1);
    }

    private HangUpCause failed(LegId leg) {
        return events.await(ExchangeEvent.LegEnded.class, leg).cause();
    }

    private SipPhone carrier(TestAuthority itsAuthority, String name) {
        return carrier(itsAuthority, itsAuthority.issue(name));
    }

    private SipPhone carrier(TestAuthority itsAuthority, TestAuthority.Identity identity) {
        var carrier = SipPhone.builder("carrier")
                .tls(itsAuthority.context(identity))
                .incoming(AnswerPolicy.answer())
                .start();
        phones.add(carrier);
        return carrier;
    }

    private void trunk(String peer, String fingerprint) {
        exchange.configure(new ExchangePlan(
                List.of(),
                List.of(new Trunk(
                        TRUNK,
                        "carrier",
                        List.of("127.0.0.2/32"),
                        List.of(peer),
                        "tls",
                        0,
                        List.of(),
                        null,
                        0,
                        1,
                        new LineSecurity(MediaEncryption.OPTIONAL, fingerprint)))));
    }

    private LegId call() {
        var leg = LegId.random();
        exchange.dial(new Dial(
                leg,
                new DialTarget.Number(TRUNK, "5551234"),
                "5550000",
                null,
                Duration.ofSeconds(30),
                false,
                Map.of()));
        return leg;
    }
}

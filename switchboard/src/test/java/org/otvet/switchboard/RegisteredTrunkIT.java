package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.SipPhone;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Origin;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkAccount;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;

/** A trunk that registers, seen from the carrier's side of the wire. */
class RegisteredTrunkIT {

    private static final TrunkId TRUNK = new TrunkId("t1");
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PASSWORD = "battery \"staple\"";

    private final HeardEvents events = new HeardEvents();
    private EmbeddedExchange exchange;
    private ScriptedCarrier carrier;

    @BeforeEach
    void start() throws IOException {
        carrier = new ScriptedCarrier("127.0.0.2", request -> null);
        exchange = new EmbeddedExchange(
                new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999), Clock.systemUTC());
        exchange.start(events);
    }

    @AfterEach
    void stop() {
        exchange.close();
        carrier.close();
    }

    @Test
    void registersWithTheStrongerDigestAgainBeforeItRunsOutAndTakesItBackAtStop() {
        carrier.follow(request -> proven(request)
                ? "200 OK\r\nExpires: 2"
                : "401 Unauthorized" + challenge("WWW-Authenticate", "carrier", "n1", "MD5", "")
                        + challenge("WWW-Authenticate", "carrier", "n2", "SHA-256", ""));
        open();
        awaitState(TrunkState.UP);

        var register = carrier.requests("REGISTER").get(1);
        var proof = ScriptedCarrier.header(register, "Authorization");
        assertThat(proof).contains("algorithm=SHA-256", "nonce=\"n2\"", "qop=auth", "nc=00000001");
        assertThat(field(proof, "response")).isEqualTo(expected("SHA-256", proof, "REGISTER"));
        assertThat(ScriptedCarrier.header(register, "Expires")).isEqualTo("300");
        assertThat(ScriptedCarrier.header(register, "Contact"))
                .startsWith("<sip:otvet-line@127.0.0.1:" + exchange.sipAddress().getPort());
        await().atMost(SOON).until(() -> carrier.requests("REGISTER").size() >= 4);

        exchange.close();
        var last = carrier.requests("REGISTER").getLast();
        assertThat(ScriptedCarrier.header(last, "Expires")).isEqualTo("0");
        assertThat(proven(last)).isTrue();
    }

    @Test
    void aRemovedTrunkIsTakenBack() {
        carrier.follow(request -> "200 OK\r\nExpires: 300");
        open();
        awaitState(TrunkState.UP);

        exchange.configure(ExchangePlan.EMPTY);

        await().atMost(SOON)
                .until(() -> carrier.requests("REGISTER").stream()
                        .anyMatch(r -> ScriptedCarrier.header(r, "Expires").equals("0")));
        assertThat(exchange.trunkState(TRUNK)).isEqualTo(TrunkState.UNKNOWN);
    }

    @Test
    void aStaleNonceIsReplaced() {
        var count = new AtomicInteger();
        carrier.follow(request -> switch (count.incrementAndGet()) {
            case 1 -> "401 Unauthorized" + challenge("WWW-Authenticate", "carrier", "old", "MD5", "");
            case 2 -> "401 Unauthorized" + challenge("WWW-Authenticate", "carrier", "new", "MD5", ", stale=true");
            default -> "200 OK\r\nExpires: 300";
        });
        open();
        awaitState(TrunkState.UP);

        assertThat(carrier.requests("REGISTER")).hasSize(3);
        assertThat(ScriptedCarrier.header(carrier.requests("REGISTER").getLast(), "Authorization"))
                .contains("nonce=\"new\"");
    }

    @Test
    void endlessChallengesEndInAnAlarm() {
        carrier.follow(
                request -> "401 Unauthorized" + challenge("WWW-Authenticate", "carrier", "n", "MD5", ", stale=true"));
        open();

        var alarm = events.await(ExchangeEvent.Alarm.class, ExchangeEvent.Alarm::raised);
        assertThat(alarm.code()).isEqualTo("trunk-t1");
        assertThat(alarm.text()).contains("401").doesNotContain("staple");
        assertThat(carrier.requests("REGISTER")).hasSize(4);
        assertThat(exchange.trunkState(TRUNK)).isEqualTo(TrunkState.DOWN);
    }

    @Test
    void aRefusedRegistrationIsTriedAgainAndClearsItsAlarm() {
        var count = new AtomicInteger();
        carrier.follow(request -> count.incrementAndGet() == 1 ? "403 Forbidden" : "200 OK\r\nExpires: 300");
        open();

        assertThat(events.await(ExchangeEvent.Alarm.class, ExchangeEvent.Alarm::raised)
                        .text())
                .contains("403 Forbidden");
        events.await(ExchangeEvent.Alarm.class, alarm -> !alarm.raised());
        assertThat(exchange.trunkState(TRUNK)).isEqualTo(TrunkState.UP);
    }

    @Test
    void anotherRealmThanTheFirstIsNotAnswered() {
        var count = new AtomicInteger();
        carrier.follow(request -> "401 Unauthorized"
                + challenge(
                        "WWW-Authenticate",
                        count.incrementAndGet() == 1 ? "carrier" : "thief",
                        "n",
                        "MD5",
                        ", stale=true"));
        open();

        events.await(ExchangeEvent.Alarm.class, ExchangeEvent.Alarm::raised);
        assertThat(carrier.requests("REGISTER")).hasSize(2);
    }

    @Test
    void aCallOutProvesItselfOnce() {
        carrier.follow(request -> request.startsWith("REGISTER")
                ? "200 OK\r\nExpires: 300"
                : ScriptedCarrier.header(request, "Proxy-Authorization").isEmpty()
                        ? "407 Proxy Authentication Required"
                                + challenge("Proxy-Authenticate", "carrier", "n", "MD5", "")
                        : "486 Busy Here");
        open();
        awaitState(TrunkState.UP);

        var end = events.await(ExchangeEvent.LegEnded.class, call());

        assertThat(end.cause()).isEqualTo(HangUpCause.BUSY);
        var proof = ScriptedCarrier.header(carrier.requests("INVITE").getLast(), "Proxy-Authorization");
        assertThat(field(proof, "response")).isEqualTo(expected("MD5", proof, "INVITE"));
    }

    @Test
    void aCallOutThatIsNotBelievedEnds() {
        carrier.follow(request -> request.startsWith("REGISTER")
                ? "200 OK\r\nExpires: 300"
                : "401 Unauthorized" + challenge("WWW-Authenticate", "carrier", "n", "MD5", ""));
        open();
        awaitState(TrunkState.UP);

        var end = events.await(ExchangeEvent.LegEnded.class, call());

        assertThat(end.cause()).isEqualTo(HangUpCause.FORBIDDEN);
        assertThat(carrier.requests("INVITE").stream()
                        .map(r -> ScriptedCarrier.header(r, "CSeq"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void callsFromTheRegistrarAreTheTrunks() {
        carrier.follow(request -> "200 OK\r\nExpires: 300");
        open();
        awaitState(TrunkState.UP);

        try (var caller = SipPhone.builder("5551234")
                .bind("127.0.0.2", 0)
                .server("127.0.0.1", exchange.sipAddress().getPort())
                .start()) {
            caller.call("1001");
            var offered = events.await(ExchangeEvent.LegOffered.class, e -> true);
            assertThat(offered.origin()).isEqualTo(new Origin.FromTrunk(TRUNK));
        }
    }

    private void open() {
        var at = "127.0.0.2:" + carrier.port();
        exchange.configure(new ExchangePlan(
                List.of(),
                List.of(new Trunk(
                        TRUNK,
                        "carrier",
                        List.of(),
                        List.of(at),
                        "udp",
                        0,
                        new TrunkAccount(at, "otvet-line", PASSWORD, 300)))));
    }

    private void awaitState(TrunkState state) {
        await().atMost(SOON).until(() -> exchange.trunkState(TRUNK) == state);
    }

    private LegId call() {
        var leg = LegId.random();
        exchange.dial(new Dial(leg, new DialTarget.Number(TRUNK, "5551234"), "5550000", null, SOON, false, Map.of()));
        return leg;
    }

    private static boolean proven(String request) {
        return !ScriptedCarrier.header(request, "Authorization").isEmpty();
    }

    private static String challenge(String header, String realm, String nonce, String algorithm, String more) {
        return "\r\n" + header + ": Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                + ", qop=\"auth,auth-int\"" + more;
    }

    private static String field(String proof, String name) {
        var found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(proof);
        return found.find() ? found.group(1) : "";
    }

    private static String expected(String algorithm, String proof, String method) {
        var one = hash(algorithm, "otvet-line:" + field(proof, "realm") + ":" + PASSWORD);
        var two = hash(algorithm, method + ":" + field(proof, "uri"));
        return hash(
                algorithm,
                String.join(":", one, field(proof, "nonce"), field(proof, "nc"), field(proof, "cnonce"), "auth", two));
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

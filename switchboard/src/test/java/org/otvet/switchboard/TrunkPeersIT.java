package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.SipPhone;
import org.otvet.phone.Transport;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;

/** Calls over a trunk whose peers fail in the ways carriers do. */
class TrunkPeersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final TrunkId TRUNK = new TrunkId("t1");

    private final HeardEvents events = new HeardEvents();
    private final List<SipPhone> phones = new ArrayList<>();
    private EmbeddedExchange exchange;

    @BeforeEach
    void start() {
        exchange = new EmbeddedExchange(
                new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999), Clock.systemUTC());
        exchange.start(events);
    }

    @AfterEach
    void stop() {
        exchange.close();
        phones.forEach(SipPhone::close);
    }

    @Test
    void aBusyCarrierIsReplacedByTheNext() {
        var full = peer("127.0.0.2", AnswerPolicy.reject(503));
        var spare = peer("127.0.0.3", AnswerPolicy.answer());
        trunkTo("udp", full, spare);

        var leg = call();

        events.await(ExchangeEvent.LegAnswered.class, leg);
        assertThat(full.awaitCall(PATIENCE).target()).contains("5551234");
        assertThat(spare.awaitCall(PATIENCE).target()).contains("5551234");
        exchange.hangUp(leg, HangUpCause.NORMAL);
        events.await(ExchangeEvent.LegEnded.class, leg);
        events.assertEndedOnceAndLast(leg);
    }

    @Test
    void aSilentCarrierIsReplacedByTheNextAndAvoidedAfterwards() {
        var silent = peer("127.0.0.2", AnswerPolicy.ignore());
        var spare = peer("127.0.0.3", AnswerPolicy.answer());
        trunkTo("udp", silent, spare);

        var first = call();
        events.await(ExchangeEvent.LegAnswered.class, first);
        spare.awaitCall(PATIENCE);
        var second = call();
        events.await(ExchangeEvent.LegAnswered.class, second);

        spare.awaitCall(PATIENCE);
        silent.awaitCall(PATIENCE);
        assertThat(silent.calls()).hasSize(1);
    }

    @Test
    void aRefusedConnectionLeadsToTheNext() throws IOException {
        var port = freePort();
        var spare = peer("127.0.0.3", AnswerPolicy.answer(), Transport.TCP);
        trunk("tcp", List.of("127.0.0.2:" + port, "127.0.0.3:" + spare.port()));

        var leg = call();

        events.await(ExchangeEvent.LegAnswered.class, leg);
        spare.awaitCall(PATIENCE);
    }

    @Test
    void theAnswerOfTheCalleeStands() {
        var carrier = peer("127.0.0.2", AnswerPolicy.reject(486));
        var spare = peer("127.0.0.3", AnswerPolicy.answer());
        trunkTo("udp", carrier, spare);

        var leg = call();

        var end = events.await(ExchangeEvent.LegEnded.class, leg);
        assertThat(end.cause()).isEqualTo(HangUpCause.BUSY);
        assertThat(spare.log().lines()).noneMatch(line -> line.contains("INVITE"));
    }

    @Test
    void whenAllPeersAreFullTheLastAnswerIsTold() {
        trunkTo("udp", peer("127.0.0.2", AnswerPolicy.reject(500)), peer("127.0.0.3", AnswerPolicy.reject(503)));

        var leg = call();

        var end = events.await(ExchangeEvent.LegEnded.class, leg);
        assertThat(end.cause()).isEqualTo(HangUpCause.CONGESTION);
        assertThat(end.protocolStatus()).isEqualTo(503);
        events.assertEndedOnceAndLast(leg);
        assertThat(exchange.legs()).isEmpty();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            return socket.getLocalPort();
        }
    }

    private SipPhone peer(String host, AnswerPolicy policy) {
        return peer(host, policy, Transport.UDP);
    }

    private SipPhone peer(String host, AnswerPolicy policy, Transport transport) {
        var phone = SipPhone.builder("carrier")
                .bind(host, 0)
                .transport(transport)
                .incoming(policy)
                .start();
        phones.add(phone);
        return phone;
    }

    private void trunkTo(String transport, SipPhone first, SipPhone second) {
        trunk(transport, List.of("127.0.0.2:" + first.port(), "127.0.0.3:" + second.port()));
    }

    private void trunk(String transport, List<String> peers) {
        exchange.configure(new ExchangePlan(
                List.of(), List.of(new Trunk(TRUNK, "carrier", List.of("127.0.0.2/32"), peers, transport, 0, null))));
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

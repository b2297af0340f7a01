package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
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
import org.otvet.switchboard.names.TestNameServer;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;

/** Carriers that are asked whether they are there, and carriers found by name. */
class TrunkHealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TrunkId FIRST = new TrunkId("t1");
    private static final TrunkId SECOND = new TrunkId("t2");

    private final HeardEvents events = new HeardEvents();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private TestNameServer dns;
    private EmbeddedExchange exchange;

    @BeforeEach
    void start() throws Exception {
        dns = new TestNameServer();
        exchange = new EmbeddedExchange(
                new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999),
                Clock.systemUTC(),
                dns.records());
        exchange.start(events);
    }

    @AfterEach
    void stop() throws Exception {
        exchange.close();
        for (var one : closing) {
            one.close();
        }
        dns.close();
    }

    private SipPhone carrier(String host, AnswerPolicy policy) {
        var phone = SipPhone.builder("carrier").bind(host, 0).incoming(policy).start();
        closing.add(phone);
        return phone;
    }

    private static Trunk trunk(TrunkId id, int probeSeconds, String... peers) {
        return new Trunk(
                id,
                id.value(),
                List.of("127.0.0.2/32"),
                List.of(peers),
                "udp",
                0,
                List.of(),
                null,
                probeSeconds,
                2,
                LineSecurity.USUAL);
    }

    private LegId call(TrunkId... trunks) {
        var leg = LegId.random();
        var ways = List.of(trunks).stream()
                .map(id -> new DialTarget.Way(id, "+79160001122", null, false))
                .toList();
        exchange.dial(new Dial(leg, new DialTarget.Number(ways), "5550000", null, PATIENCE, false, Map.of()));
        return leg;
    }

    @Test
    void aCarrierThatDoesNotAnswerIsDownUntilItDoesAndCallsGoRoundIt() throws Exception {
        var silent = new ScriptedCarrier("127.0.0.2", request -> null);
        closing.add(silent);
        var other = carrier("127.0.0.3", AnswerPolicy.answer());
        exchange.configure(new ExchangePlan(
                List.of(),
                List.of(trunk(FIRST, 1, "127.0.0.2:" + silent.port()), trunk(SECOND, 1, "127.0.0.3:" + other.port()))));

        var alarm = events.await(ExchangeEvent.Alarm.class, ExchangeEvent.Alarm::raised);
        assertThat(alarm.code()).isEqualTo("trunk-down-t1");
        assertThat(alarm.text()).contains("127.0.0.2:" + silent.port());
        assertThat(exchange.trunkState(FIRST)).isEqualTo(TrunkState.DOWN);
        await().atMost(PATIENCE).until(() -> exchange.trunkState(SECOND) == TrunkState.UP);
        assertThat(silent.requests("OPTIONS")).hasSizeGreaterThanOrEqualTo(2);

        var leg = call(FIRST, SECOND);
        events.await(ExchangeEvent.LegAnswered.class, leg);
        assertThat(silent.requests("INVITE")).isEmpty();
        exchange.hangUp(leg, HangUpCause.NORMAL);

        silent.follow(request -> request.startsWith("OPTIONS") ? "404 Not Found" : "486 Busy Here");
        events.await(ExchangeEvent.Alarm.class, a -> a.code().equals("trunk-down-t1") && !a.raised());
        await().atMost(PATIENCE).until(() -> exchange.trunkState(FIRST) == TrunkState.UP);
        assertThat(events.await(ExchangeEvent.LegEnded.class, call(FIRST, SECOND))
                        .cause())
                .isEqualTo(HangUpCause.BUSY);
    }

    @Test
    void aTrunkThatIsAllDownIsTriedWhenNothingElseIsLeft() throws Exception {
        var shy = new ScriptedCarrier(
                "127.0.0.2", request -> request.startsWith("OPTIONS") ? "503 Service Unavailable" : "486 Busy Here");
        closing.add(shy);
        exchange.configure(new ExchangePlan(List.of(), List.of(trunk(FIRST, 1, "127.0.0.2:" + shy.port()))));
        await().atMost(PATIENCE).until(() -> exchange.trunkState(FIRST) == TrunkState.DOWN);

        assertThat(events.await(ExchangeEvent.LegEnded.class, call(FIRST)).cause())
                .isEqualTo(HangUpCause.BUSY);
        exchange.configure(new ExchangePlan(List.of(), List.of(trunk(FIRST, 0, "127.0.0.2:" + shy.port()))));
        events.await(ExchangeEvent.Alarm.class, a -> a.code().equals("trunk-down-t1") && !a.raised());
        assertThat(exchange.trunkState(FIRST)).isEqualTo(TrunkState.UNKNOWN);
    }

    @Test
    void theServersOfANameAreTriedInTheOrderOfTheirRecords() {
        var full = carrier("127.0.0.2", AnswerPolicy.reject(503));
        var spare = carrier("127.0.0.3", AnswerPolicy.answer());
        dns.naptr("carrier.test", 1, 1, "SIP+D2U", "_sip._udp.carrier.test")
                .srv("_sip._udp.carrier.test", 2, 0, spare.port(), "127.0.0.3")
                .srv("_sip._udp.carrier.test", 1, 0, full.port(), "127.0.0.2");
        exchange.configure(new ExchangePlan(List.of(), List.of(trunk(FIRST, 0, "carrier.test"))));

        events.await(ExchangeEvent.LegAnswered.class, call(FIRST));

        assertThat(full.awaitCall(PATIENCE).end()).isNotNull();
        assertThat(spare.awaitCall(PATIENCE).target()).contains("+79160001122@127.0.0.3");
        assertThat(dns.asked()).contains("carrier.test", "_sip._udp.carrier.test");
    }
}

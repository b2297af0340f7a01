package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otvet.phone.Flood;
import org.otvet.phone.Transport;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent.LegAnswered;
import org.otvet.telephony.ExchangeEvent.LegOffered;
import org.otvet.telephony.FarEnd;
import org.otvet.telephony.LegId;

/** A flood from strangers while a call is up: the call loses nothing, the flood leaves nothing, good callers are served. */
class FloodIT {

    private static final int PER_SECOND = 3_000;
    private static final Duration LENGTH = Duration.ofSeconds(2);

    private SipFarEnd far;

    @BeforeEach
    void start() {
        far = new SipFarEnd(Transport.UDP, true);
    }

    @AfterEach
    void stop() {
        far.close();
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void leavesTheLiveCallAndGoodCallersAlone(Flood flood) throws Exception {
        var agent = connected();
        var exchange = (EmbeddedExchange) far.exchange();

        long lostBefore = lost();
        long sent = flood.run(exchange.sipAddress(), flood == Flood.HALF_OPEN_TCP ? 1_000 : PER_SECOND, LENGTH);

        assertThat(sent).isPositive();
        assertThat(exchange.legs()).hasSize(2);
        assertThat(exchange.legs()).allSatisfy(leg -> {
            assertThat(leg.state()).isEqualTo("up");
            assertThat(leg.media().packetsReceived()).isPositive();
        });
        assertThat(lost()).isEqualTo(lostBefore);
        agent.awaitHears(440);
        var caller = far.callIn("101", "1002", 880);
        var offered = far.events().await(LegOffered.class, e -> e.dialled().equals("1002"));
        exchange.answer(offered.leg());
        caller.awaitUp();
        assertThat(exchange.legs()).hasSize(3);
        await().atMost(Duration.ofSeconds(40)).until(exchange::isHealthy);
    }

    private long lost() {
        return far.exchange().legs().stream()
                .mapToLong(leg -> leg.media().packetsLost())
                .sum();
    }

    /** A caller and the telephone hear each other. */
    private FarEnd.Party connected() {
        far.callIn("100", "1001", 440);
        var caller = answered(far.events().await(LegOffered.class, e -> true).leg());
        var phone = LegId.random();
        far.exchange()
                .dial(new Dial(
                        phone,
                        new DialTarget.Phone(far.phone()),
                        "100",
                        null,
                        Duration.ofSeconds(20),
                        false,
                        Map.of()));
        var agent = far.awaitCallAtPhone();
        agent.answer(660);
        far.events().await(LegAnswered.class, phone);
        far.exchange().connect(caller, phone);
        agent.awaitHears(440);
        return agent;
    }

    private LegId answered(LegId leg) {
        far.exchange().answer(leg);
        far.events().await(LegAnswered.class, leg);
        return leg;
    }
}

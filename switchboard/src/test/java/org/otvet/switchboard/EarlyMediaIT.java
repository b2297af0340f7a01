package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.phone.PhoneAssertions.assertTalking;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.SipPhone;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;

/** A carrier's sound before the answer: an announcement, or the far exchange's own ringing. */
class EarlyMediaIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final TrunkId TRUNK = new TrunkId("t1");
    private static final PhoneId PHONE = new PhoneId("p1");

    private final HeardEvents events = new HeardEvents();
    private EmbeddedExchange exchange;
    private SipPhone agent;
    private SipPhone carrier;

    @BeforeEach
    void start() {
        exchange = new EmbeddedExchange(
                new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999), Clock.systemUTC());
        exchange.start(events);
        agent = SipPhone.builder("agent")
                .bind("127.0.0.3", 0)
                .tone(620)
                .incoming(AnswerPolicy.answer())
                .start();
        carrier = SipPhone.builder("carrier")
                .bind("127.0.0.2", 0)
                .tone(440)
                .incoming(AnswerPolicy.earlyMedia())
                .start();
        exchange.configure(new ExchangePlan(
                List.of(new PhoneAccount(
                        PHONE, "agent", PhoneAccount.Kind.FIXED, Map.of(), "sip:agent@127.0.0.3:" + agent.port())),
                List.of(new Trunk(
                        TRUNK,
                        "carrier",
                        List.of("127.0.0.2/32"),
                        List.of("127.0.0.2:" + carrier.port()),
                        "udp",
                        0,
                        null))));
    }

    @AfterEach
    void stop() {
        exchange.close();
        agent.close();
        carrier.close();
    }

    @Test
    void isHeardByTheAgentAndGoesOnAfterTheAnswer() {
        var own = dial(new DialTarget.Phone(PHONE));
        events.await(ExchangeEvent.LegAnswered.class, own);
        var number = dial(new DialTarget.Number(TRUNK, "+79160001122"));

        var routed = events.await(ExchangeEvent.LegRouted.class, number);
        assertThat(routed.trunk()).isEqualTo(TRUNK);
        assertThat(routed.statusBefore()).isZero();
        assertThat(events.await(ExchangeEvent.LegRinging.class, number).earlyMedia())
                .isTrue();
        exchange.connect(number, own);
        var agentCall = agent.awaitCall(SOON);
        agentCall.awaitHears(440, SOON);

        var carrierCall = carrier.awaitCall(SOON);
        carrierCall.answer();
        events.await(ExchangeEvent.LegAnswered.class, number);
        exchange.connect(number, own);
        assertTalking(carrierCall, 440, agentCall, 620);
    }

    private LegId dial(DialTarget target) {
        var leg = LegId.random();
        exchange.dial(new Dial(leg, target, "78125550001", null, Duration.ofSeconds(30), true, Map.of()));
        return leg;
    }
}

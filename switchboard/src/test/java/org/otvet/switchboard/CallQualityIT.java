package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneBuilder;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;

/** What the exchange measures of each party, with telephones that lose packets. */
class CallQualityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HeardEvents events = new HeardEvents();
    private EmbeddedExchange exchange;
    private SipPhone agent;
    private SipPhone caller;

    @BeforeEach
    void open() {
        exchange = new EmbeddedExchange(
                new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999), Clock.systemUTC());
        agent = SipPhone.builder("agent1")
                .incoming(AnswerPolicy.answer())
                .tone(620)
                .reports(Duration.ofMillis(500))
                .start();
        exchange.configure(new ExchangePlan(
                List.of(new PhoneAccount(
                        new PhoneId("p1"),
                        "agent1",
                        PhoneAccount.Kind.FIXED,
                        java.util.Map.of(),
                        "sip:agent1@127.0.0.1:" + agent.port())),
                List.of(new Trunk(new TrunkId("t1"), "carrier", List.of("127.0.0.2/32"), List.of(), "udp", 0, null))));
        exchange.start(events);
    }

    @AfterEach
    void close() {
        exchange.close();
        agent.close();
        caller.close();
    }

    @Test
    void aPartyThatLosesPacketsIsRatedWorseThanOneThatDoesNot() {
        Talk talk = talk(phone -> phone.losing(10));

        MediaStats live = events.await(
                        ExchangeEvent.MediaMeasured.class,
                        e -> e.leg().equals(talk.customer()) && e.recent().roundTripMs() >= 0)
                .recent();
        assertThat(live.codec()).isEqualTo("PCMA");
        assertThat(live.lossPercent()).isCloseTo(10, within(3.0));
        assertThat(live.mos()).isBetween(2.0, 3.9);
        assertThat(live.roundTripMs()).isLessThan(1_000);

        exchange.hangUp(talk.customer(), HangUpCause.NORMAL);
        exchange.hangUp(talk.agent(), HangUpCause.NORMAL);
        MediaStats customer =
                events.await(ExchangeEvent.LegEnded.class, talk.customer()).media();
        MediaStats colleague =
                events.await(ExchangeEvent.LegEnded.class, talk.agent()).media();
        assertThat(customer.lossPercent()).isCloseTo(10, within(2.0));
        assertThat(customer.mos()).isLessThan(3.9);
        // what the customer lost never reached the agent either, and the agent's reports say so
        assertThat(colleague.lossPercent()).isLessThan(1);
        assertThat(colleague.peerLossPercent()).isCloseTo(10, within(3.0));
        assertThat(colleague.mos()).isLessThan(3.9);
    }

    @Test
    void aFaultlessCallIsRatedAsSuch() {
        Talk talk = talk(phone -> phone);

        MediaStats live = events.await(
                        ExchangeEvent.MediaMeasured.class,
                        e -> e.leg().equals(talk.agent()) && e.recent().roundTripMs() >= 0)
                .recent();

        assertThat(live.packetsLost()).isZero();
        assertThat(live.peerLossPercent()).isZero();
        assertThat(live.mos()).isGreaterThan(3.9);
    }

    private record Talk(LegId customer, LegId agent) {}

    private Talk talk(java.util.function.UnaryOperator<PhoneBuilder> customer) {
        caller = customer.apply(SipPhone.builder("100")
                        .bind("127.0.0.2", 0)
                        .server("127.0.0.1", exchange.sipAddress().getPort())
                        .reports(Duration.ofMillis(500))
                        .tone(440))
                .start();
        PhoneCall calling = caller.call("1001");
        LegId leg = events.await(ExchangeEvent.LegOffered.class, e -> true).leg();
        exchange.answer(leg);
        calling.awaitUp(PATIENCE);
        LegId other = LegId.random();
        exchange.dial(new Dial(
                other, new DialTarget.Phone(new PhoneId("p1")), "100", null, PATIENCE, false, java.util.Map.of()));
        events.await(ExchangeEvent.LegAnswered.class, other);
        exchange.connect(leg, other);
        calling.awaitHears(620, PATIENCE);
        return new Talk(leg, other);
    }
}

package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.Origin;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkAccount;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;

/** Asterisk as the carrier, where there is one: it registers us, challenges us, and calls us. */
@EnabledIf("org.otvet.switchboard.Asterisk#isPresent")
class AsteriskCarrierIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final TrunkId TRUNK = new TrunkId("asterisk");
    private static final PhoneId PHONE = new PhoneId("agent");
    private static final double AGENT = 620;
    private static final double MILLIWATT = 1004;

    private static final HeardEvents events = new HeardEvents();
    private static Asterisk asterisk;
    private static EmbeddedExchange exchange;
    private static SipPhone agent;

    @BeforeAll
    static void start() throws Exception {
        exchange = new EmbeddedExchange(
                new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999), Clock.systemUTC());
        exchange.start(events);
        asterisk = new Asterisk(exchange.sipAddress().getPort());
        agent = SipPhone.builder("agent")
                .bind("127.0.0.3", 0)
                .tone(AGENT)
                .incoming(AnswerPolicy.answer())
                .start();
        var at = "127.0.0.2:" + asterisk.port();
        exchange.configure(new ExchangePlan(
                List.of(new PhoneAccount(
                        PHONE, "agent", PhoneAccount.Kind.FIXED, Map.of(), "sip:agent@127.0.0.3:" + agent.port())),
                List.of(new Trunk(
                        TRUNK,
                        "Asterisk",
                        List.of("127.0.0.2/32"),
                        List.of(at),
                        "udp",
                        0,
                        List.of(),
                        new TrunkAccount(at, "line", "correct horse", 60),
                        1,
                        3,
                        LineSecurity.USUAL))));
        await().atMost(SOON).until(() -> exchange.trunkState(TRUNK) == TrunkState.UP);
    }

    @AfterAll
    static void stop() {
        exchange.close();
        agent.close();
        asterisk.close();
    }

    private static LegId dial(DialTarget target) {
        var leg = LegId.random();
        exchange.dial(new Dial(leg, target, "78125550001", null, Duration.ofSeconds(30), true, Map.of()));
        return leg;
    }

    private static LegId dial(String number) {
        return dial(new DialTarget.Number(TRUNK, number));
    }

    /** An agent's telephone connected with this leg. */
    private static PhoneCall agentHearing(LegId leg) {
        var own = dial(new DialTarget.Phone(PHONE));
        events.await(ExchangeEvent.LegAnswered.class, own);
        exchange.connect(leg, own);
        return agent.awaitCall(SOON);
    }

    private static void awaitNoChannels() {
        await().atMost(SOON)
                .until(() -> asterisk.order("core show channels count").contains("0 active channels"));
    }

    @Test
    void weAreRegisteredAndAsterisksOwnQuestionIsAnswered() {
        assertThat(asterisk.order("pjsip show contacts")).contains("line/sip:line@127.0.0.1");
        await().atMost(SOON).until(() -> asterisk.order("pjsip show contacts").contains("Avail"));
    }

    @Test
    void aChallengedCallIsAnsweredAndHeardBothWays() {
        var leg = dial("+79161234567");
        events.await(ExchangeEvent.LegAnswered.class, leg);
        var call = agentHearing(leg);
        // Asterisk sends back what it hears
        call.awaitHears(AGENT, SOON);
        exchange.hangUp(leg, HangUpCause.NORMAL);
        awaitNoChannels();
        call.hangUp();
    }

    @Test
    void soundBeforeTheAnswerIsHeard() {
        var leg = dial("early");
        assertThat(events.await(ExchangeEvent.LegRinging.class, leg).earlyMedia())
                .isTrue();
        var call = agentHearing(leg);
        call.awaitHears(MILLIWATT, SOON);
        exchange.hangUp(leg, HangUpCause.CANCELLED);
        awaitNoChannels();
        call.hangUp();
    }

    @ParameterizedTest
    @CsvSource({"busy, BUSY", "gone, NOT_FOUND", "nothing-there, NOT_FOUND", "full, CONGESTION"})
    void refusalsMeanWhatTheySay(String number, HangUpCause cause) {
        assertThat(events.await(ExchangeEvent.LegEnded.class, dial(number)).cause())
                .isEqualTo(cause);
    }

    @Test
    void asteriskHangsUp() {
        var leg = dial("short");
        events.await(ExchangeEvent.LegAnswered.class, leg);
        var end = events.await(ExchangeEvent.LegEnded.class, leg);
        assertThat(end.cause()).isEqualTo(HangUpCause.NORMAL);
        assertThat(end.endedBy()).isEqualTo(EndedBy.PEER);
    }

    @Test
    void theCallersNumberIsOurs() {
        var leg = dial("who");
        events.await(ExchangeEvent.LegAnswered.class, leg);
        exchange.hangUp(leg, HangUpCause.NORMAL);
        awaitNoChannels();
    }

    @Test
    void asteriskCallsUs() {
        asterisk.order("channel originate PJSIP/1001@plain extension s@outside");
        var offered =
                events.await(ExchangeEvent.LegOffered.class, e -> e.dialled().equals("1001"));
        assertThat(offered.origin()).isEqualTo(new Origin.FromTrunk(TRUNK));
        assertThat(offered.callerNumber()).isEqualTo("74951234567");
        exchange.answer(offered.leg());
        events.await(ExchangeEvent.LegAnswered.class, offered.leg());
        var call = agentHearing(offered.leg());
        call.awaitHears(MILLIWATT, SOON);
        exchange.hangUp(offered.leg(), HangUpCause.NORMAL);
        awaitNoChannels();
        call.hangUp();
    }
}

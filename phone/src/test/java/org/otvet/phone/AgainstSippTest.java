package org.otvet.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.phone.PhoneAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.otvet.phone.sipp.Sipp;
import org.otvet.phone.sipp.SippResult;

/** The telephone against SIPp, in both roles. */
@EnabledIf(value = "isInstalled", disabledReason = "SIPp (Debian's sip-tester) is not at /usr/bin/sipp")
class AgainstSippTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    static boolean isInstalled() {
        return Sipp.isInstalled();
    }

    @Test
    void sippCallsWithMedia() {
        try (SipPhone phone = SipPhone.builder("agent1")
                .tone(620)
                .incoming(AnswerPolicy.answerAfter(100))
                .start()) {
            Sipp.Running sipp = Sipp.scenario("caller-media")
                    .to("127.0.0.1", phone.port())
                    .service("agent1")
                    .hold(Duration.ofSeconds(2))
                    .start();
            PhoneCall call = phone.awaitCall(SOON).awaitUp(SOON);

            assertThat(call).hearsOnly(Sipp.CALLER_HERTZ);
            assertClean(sipp.await(SOON));
            assertThat(call.awaitEnd(SOON).byUs()).isFalse();
        }
    }

    @Test
    void sippGivesUpWhileRinging() {
        try (SipPhone phone = SipPhone.builder("agent1").start()) {
            SippResult result = Sipp.scenario("caller-abandons")
                    .to("127.0.0.1", phone.port())
                    .calls(3)
                    .perSecond(10)
                    .hold(Duration.ofMillis(300))
                    .run(SOON);

            assertClean(result);
            assertThat(phone.calls())
                    .hasSize(3)
                    .allSatisfy(call -> assertThat(call.end())
                            .isNotNull()
                            .extracting(CallEnd::status)
                            .isEqualTo(487));
        }
    }

    @Test
    void cancelThatCrossesTheAnswerLeavesTheCallToBye() {
        try (SipPhone phone =
                SipPhone.builder("agent1").incoming(AnswerPolicy.answer()).start()) {
            assertClean(Sipp.scenario("caller-cancel-race")
                    .to("127.0.0.1", phone.port())
                    .run(SOON));
            assertThat(phone.awaitCall(SOON).awaitEnd(SOON).status()).isEqualTo(200);
        }
    }

    @Test
    void callsASippAgentThatEchoes() {
        try (Sipp.Running agent = Sipp.scenario("agent").with("-rtp_echo").start();
                SipPhone phone = SipPhone.builder("caller").tone(440).start()) {
            PhoneCall call = phone.call("sip:agent@127.0.0.1:" + agent.address().getPort())
                    .awaitUp(SOON);
            assertThat(call).hears(440);
            call.hangUp();
            assertClean(agent.await(SOON));
        }
    }

    @Test
    void givesUpOnASippAgentThatNeverAnswers() {
        try (Sipp.Running agent = Sipp.scenario("agent-no-answer").start();
                SipPhone phone = SipPhone.builder("caller").start()) {
            PhoneCall call = phone.call("sip:agent@127.0.0.1:" + agent.address().getPort());
            call.awaitState(CallState.RINGING, SOON).hangUp();
            assertThat(call).endsWith(487);
            assertClean(agent.await(SOON));
        }
    }

    @Test
    void isRefusedByABusySippAgent() {
        try (Sipp.Running agent = Sipp.scenario("agent-busy").start();
                SipPhone phone = SipPhone.builder("caller").start()) {
            assertThat(phone.call("sip:agent@127.0.0.1:" + agent.address().getPort()))
                    .endsWith(486);
            assertClean(agent.await(SOON));
        }
    }

    @Test
    void registersWithTheRightPasswordOnly() {
        assertThat(statusOfRegistrationWith("demo")).isEqualTo(200);
        assertThat(statusOfRegistrationWith("wrong")).isEqualTo(403);
    }

    private static int statusOfRegistrationWith(String password) {
        try (Sipp.Running registrar = Sipp.scenario("registrar").start();
                SipPhone phone = SipPhone.builder("agent1")
                        .password(password)
                        .server("127.0.0.1", registrar.address().getPort())
                        .start()) {
            return phone.register().awaitRegistrationStatus(SOON);
        }
    }

    private static void assertClean(SippResult result) {
        assertThat(result.isClean()).as("%s", result).isTrue();
        assertThat(result.successful()).as("%s", result).isPositive();
    }
}

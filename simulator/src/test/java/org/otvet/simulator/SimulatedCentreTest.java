package org.otvet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.CallState;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.Tones;

/** Simulated customers call a telephone directly; it stands for the exchange. */
class SimulatedCentreTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void customersCallSpeakAndHangUpAfterTheConversation() {
        try (SipPhone exchange =
                        SipPhone.builder("1000").incoming(AnswerPolicy.answer()).start();
                SimulatedCentre centre = centre(exchange.port(), habits(Duration.ofMinutes(5)))) {
            centre.start();
            PhoneCall call = exchange.awaitCall(SOON).awaitUp(SOON);

            assertThat(call.target()).startsWith("sip:1000@");
            assertThat(call.callerNumber()).matches("\\+79\\d{9}");
            await().atMost(SOON).until(() -> Tones.rootMeanSquare(call.heard(Duration.ofSeconds(1))) > 500);
            assertThat(centre.customersOnTheLine()).isPositive();

            centre.conversationBegan(call.callerNumber());
            assertThat(call.awaitEnd(SOON).byUs()).isFalse();
        }
    }

    @Test
    void customersGiveUpWhenNobodyComes() {
        try (SipPhone exchange = SipPhone.builder("1000").start();
                SimulatedCentre centre = centre(exchange.port(), habits(Duration.ofMillis(1)))) {
            centre.start();
            PhoneCall call = exchange.awaitCall(SOON);

            assertThat(call.awaitEnd(SOON).status()).isEqualTo(487);
            assertThat(call.at(CallState.UP)).isNull();
        }
    }

    private static Habits habits(Duration patience) {
        return new Habits(
                36_000,
                DayShape.FLAT,
                Duration.ofSeconds(3),
                0,
                patience,
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                0,
                2);
    }

    private static SimulatedCentre centre(int port, Habits habits) {
        return new SimulatedCentre(
                new InetSocketAddress("127.0.0.1", port),
                habits,
                List.of(new DialledLine("1000", "ru", 1)),
                List.of(),
                new Random(1));
    }
}

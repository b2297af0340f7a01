package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.Transport;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.SignalledMessage;

/** What an administrator can read of a call's signalling. */
class LadderIT {

    private SipFarEnd farEnd;

    @BeforeEach
    void start() {
        farEnd = new SipFarEnd(Transport.UDP, true);
    }

    @AfterEach
    void stop() throws Exception {
        farEnd.close();
    }

    @Test
    void everyMessageOfACallIsThereInOrder() {
        var caller = farEnd.callIn("+79215550101", "78125550100", 440);
        var offered = farEnd.events().await(ExchangeEvent.LegOffered.class, e -> true);
        farEnd.exchange().ring(offered.leg());
        farEnd.exchange().answer(offered.leg());
        farEnd.events().await(ExchangeEvent.LegAnswered.class, offered.leg());
        assertThat(starts(farEnd.exchange().signalling(offered.leg())))
                .containsExactly("< INVITE", "> 180", "> 200", "< ACK");

        caller.hangUp();
        farEnd.events().await(ExchangeEvent.LegEnded.class, offered.leg());
        List<SignalledMessage> whole = afterTheEnd(offered.leg(), 6);
        assertThat(starts(whole)).containsExactly("< INVITE", "> 180", "> 200", "< ACK", "< BYE", "> 200");
        assertThat(whole).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(whole).allSatisfy(message -> {
            assertThat(message.transport()).isEqualTo("udp");
            assertThat(message.remote()).startsWith("127.0.0.2:");
        });
        assertThat(whole.getFirst().text()).contains("+79215550101", "m=audio");
        assertThat(farEnd.exchange().signalling(LegId.random())).isEmpty();
    }

    @Test
    void aCallOfOursEndsWithTheLastAnswer() {
        var leg = LegId.random();
        farEnd.exchange()
                .dial(new Dial(
                        leg,
                        new DialTarget.Phone(farEnd.phone()),
                        "100",
                        null,
                        Duration.ofSeconds(20),
                        false,
                        java.util.Map.of()));
        farEnd.awaitCallAtPhone().answer(660);
        farEnd.events().await(ExchangeEvent.LegAnswered.class, leg);
        farEnd.exchange().hangUp(leg, HangUpCause.NORMAL);
        farEnd.events().await(ExchangeEvent.LegEnded.class, leg);
        assertThat(starts(afterTheEnd(leg, 5)))
                .startsWith("> INVITE")
                .containsSubsequence("> INVITE", "< 200", "> ACK", "> BYE", "< 200");
    }

    /** The last answer comes a moment after the end. */
    private List<SignalledMessage> afterTheEnd(LegId leg, int messages) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> farEnd.exchange().signalling(leg),
                        found -> found.size() >= messages
                                && found.getLast().text().startsWith("SIP/2.0 200")
                                && found.getLast().text().contains("BYE"));
    }

    private static Stream<String> starts(List<SignalledMessage> messages) {
        return messages.stream().map(message -> {
            String[] words = message.text().split(" ", 3);
            return (message.sent() ? "> " : "< ") + (words[0].startsWith("SIP/") ? words[1] : words[0]);
        });
    }
}

package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.People;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An agent calls a number outside, over the trunk. */
@OtvetServerTest
class OutboundCallIT {

    private static final double CUSTOMER = 440;
    private static final double AGENT = 620;

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    EmbeddedExchange exchange;

    private TestCentre centre;

    @BeforeEach
    void open() {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
    }

    @AfterEach
    void close() throws Exception {
        centre.close();
    }

    private SipPhone carrier(AnswerPolicy policy) {
        SipPhone carrier = SipPhone.builder("carrier")
                .bind(TestCentre.CARRIER_HOST, 0)
                .tone(CUSTOMER)
                .incoming(policy)
                .start();
        centre.carrierAt(TestCentre.CARRIER_HOST + ":" + carrier.port());
        return carrier;
    }

    private TestAgent agentOnPause() {
        TestAgent agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()));
        await().atMost(SOON)
                .until(() -> agent.look().get("phone").get("reachable").asBoolean());
        agent.desk().put("/api/agent/state", Map.of("state", "pause")).expect(200);
        return agent;
    }

    @Test
    void agentTalksToTheNumberDialledAndItIsRecorded() {
        try (SipPhone carrier = carrier(AnswerPolicy.answerAfter(300))) {
            TestAgent agent = agentOnPause();
            agent.desk()
                    .post("/api/agent/dial", Map.of("number", "+78005550777", "projectId", centre.project.toString()))
                    .expect(200);

            PhoneCall own = agent.phone().awaitCall(SOON).awaitUp(SOON);
            PhoneCall outside = carrier.awaitCall(SOON).awaitUp(SOON);
            assertThat(outside.target()).contains("78005550777");
            assertTalking(outside, CUSTOMER, own, AGENT);
            TestCentre.letTalk(outside, Duration.ofSeconds(2));
            outside.hangUp();

            assertThat(own).endsWith(200);
            JsonNode call = centre.awaitCall("+78005550777", "answered");
            assertThat(call.get("direction").asString()).isEqualTo("out");
            assertThat(centre.recording(call)).hasTone(0, CUSTOMER, 0.6).hasTone(1, AGENT, 0.6);
        }
    }

    @Test
    void aBusyNumberIsNotReached() {
        try (SipPhone carrier = carrier(AnswerPolicy.reject(486))) {
            TestAgent agent = agentOnPause();
            agent.desk()
                    .post("/api/agent/dial", Map.of("number", "+78005550778", "projectId", centre.project.toString()))
                    .expect(200);

            assertThat(carrier.awaitCall(SOON)).endsWith(486);
            assertThat(agent.phone().awaitCall(SOON)).endsWith(200);
            await().atMost(SOON).until(() -> {
                JsonNode calls = TestCentre.calls(browser.admin(), "+78005550778");
                return calls.size() == 1
                        && Set.of("no-answer", "failed")
                                .contains(calls.get(0).get("result").asString());
            });
        }
    }
}

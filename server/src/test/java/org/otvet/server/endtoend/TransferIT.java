package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.MUSIC_HERTZ;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Real telephones prove by their tones who hears whom while a call is handed on. */
@OtvetServerTest
class TransferIT {

    private static final double CUSTOMER = 440;
    private static final double FIRST = 620;
    private static final double SECOND = 1400;

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    EmbeddedExchange exchange;

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    private final String customer = "+7921556%04d".formatted(CUSTOMERS.incrementAndGet());
    private TestCentre centre;
    private PhoneCall calling;
    private PhoneCall taking;
    private TestAgent first;
    private TestAgent second;
    private String interaction;

    @BeforeEach
    void talking() {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
        first = centre.agent(1, phone -> phone.tone(FIRST).incoming(AnswerPolicy.answerAfter(100)))
                .ready();
        calling = centre.caller(customer, CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        taking = first.phone().awaitCall(SOON).awaitUp(SOON);
        first.awaitDesk("talking");
        assertTalking(calling, CUSTOMER, taking, FIRST);
        interaction = first.interaction();
    }

    @AfterEach
    void close() throws Exception {
        calling.hangUp();
        centre.close();
    }

    private void second(AnswerPolicy policy) {
        second = centre.agent(2, phone -> phone.tone(SECOND).incoming(policy)).ready();
    }

    private void order(String what, Map<String, String> target) {
        first.desk().post("/api/agent/call/" + interaction + "/" + what, target).expect(200);
    }

    private static Map<String, String> to(UUID agent) {
        return Map.of("agentId", agent.toString());
    }

    @Test
    void anotherAgentGetsTheCustomerUnasked() {
        TestCentre.letTalk(taking, Duration.ofSeconds(2));
        second(AnswerPolicy.answerAfter(2_000));
        order("transfer", to(second.id()));
        assertThat(taking).endsWith(200);
        assertThat(calling).hearsOnly(MUSIC_HERTZ);
        first.awaitDesk("wrap-up");

        PhoneCall handed = second.phone().awaitCall(SOON).awaitUp(SOON);
        assertTalking(calling, CUSTOMER, handed, SECOND);
        assertThat(calling).hearsOnly(SECOND);
        assertThat(second.interaction()).isEqualTo(interaction);
        TestCentre.letTalk(handed, Duration.ofSeconds(2));
        calling.hangUp();

        assertThat(handed).endsWith(200);
        JsonNode call = centre.awaitCall(customer, "answered");
        assertThat(call.get("agentId").asString()).isEqualTo(second.id().toString());
        assertThat(call.get("earlierAgents").get(0).get("id").asString())
                .isEqualTo(first.id().toString());
        assertThat(TestCentre.calls(first.desk(), customer)).hasSize(1);
        await().atMost(SOON)
                .until(() -> TestCentre.calls(browser.admin(), customer)
                                .get(0)
                                .get("recordingIds")
                                .size()
                        == 2);
        JsonNode recordings = centre.details(call).get("recordings");
        assertThat(TestCentre.recording(
                        browser.admin(), recordings.get(0).get("id").asString()))
                .hasTone(0, CUSTOMER, 0.3)
                .hasTone(1, FIRST, 0.3);
        assertThat(TestCentre.recording(
                        browser.admin(), recordings.get(1).get("id").asString()))
                .hasTone(0, CUSTOMER, 0.6)
                .hasTone(1, SECOND, 0.6);
    }

    @Test
    void aBusyAgentsCallComesBack() {
        second(AnswerPolicy.reject(486));
        order("transfer", to(second.id()));
        assertThat(taking).endsWith(200);
        PhoneCall again = first.phone().awaitCall(SOON).awaitUp(SOON);
        assertTalking(calling, CUSTOMER, again, FIRST);
        assertThat(calling).hearsOnly(FIRST);
    }

    @Test
    void theCustomerWaitsWithMusicInTheQueueChosen() {
        order("transfer", Map.of("queueId", centre.queue.toString()));
        assertThat(taking).endsWith(200);
        assertThat(calling).hearsOnly(MUSIC_HERTZ);
        second(AnswerPolicy.answer());
        PhoneCall handed = second.phone().awaitCall(SOON).awaitUp(SOON);
        assertTalking(calling, CUSTOMER, handed, SECOND);
        assertThat(calling).hearsOnly(SECOND);
    }

    @Test
    void theAgentAsksSwapsAndHandsOver() {
        second(AnswerPolicy.answer());
        order("consult", to(second.id()));
        PhoneCall asked = second.phone().awaitCall(SOON).awaitUp(SOON);
        assertTalking(taking, FIRST, asked, SECOND);
        assertThat(taking).hearsOnly(SECOND);
        assertThat(calling).hearsOnly(MUSIC_HERTZ);

        first.act("swap");
        assertThat(taking).hearsOnly(CUSTOMER);
        assertThat(calling).hearsOnly(FIRST);
        assertThat(asked).hearsOnly(MUSIC_HERTZ);

        first.act("swap");
        assertThat(taking).hearsOnly(SECOND);
        assertThat(asked).hearsOnly(FIRST);
        assertThat(calling).hearsOnly(MUSIC_HERTZ);

        first.act("complete");
        assertThat(taking).endsWith(200);
        assertThat(asked).hearsOnly(CUSTOMER);
        assertThat(calling).hearsOnly(SECOND);
        first.awaitDesk("wrap-up");
        second.awaitDesk("talking");
        calling.hangUp();
        second.awaitDesk("wrap-up");
        JsonNode call = centre.awaitCall(customer, "answered");
        assertThat(centre.factTypes(call))
                .containsSubsequence(
                        "consult.started", "consult.answered", "consult.swapped", "consult.ended", "agent.connected");
    }

    @Test
    void theCustomerComesBackWhenTheOneAskedHangsUp() {
        second(AnswerPolicy.answer());
        order("consult", to(second.id()));
        PhoneCall asked = second.phone().awaitCall(SOON).awaitUp(SOON);
        assertThat(asked).hearsOnly(FIRST);
        asked.hangUp();
        assertThat(taking).hearsOnly(CUSTOMER);
        assertThat(calling).hearsOnly(FIRST);
        second.awaitDesk("ready");
    }

    @Test
    void aNumberOutsideGetsTheCustomer() {
        try (SipPhone carrier = SipPhone.builder("carrier")
                .bind(TestCentre.CARRIER_HOST, 0)
                .tone(SECOND)
                .incoming(AnswerPolicy.answer())
                .start()) {
            centre.carrierAt(TestCentre.CARRIER_HOST + ":" + carrier.port());
            order("transfer", Map.of("number", "+7 812 555-00-10"));
            PhoneCall outside = carrier.awaitCall(SOON).awaitUp(SOON);
            assertThat(outside.target()).contains("78125550010");
            assertThat(outside).hearsOnly(CUSTOMER);
            assertThat(calling).hearsOnly(SECOND);
            outside.hangUp();
            assertThat(calling).endsWith(200);
        }
    }

    @Test
    void refusesInProblemDetails() {
        first.desk()
                .post("/api/agent/call/" + interaction + "/transfer", Map.of())
                .expect(422);
        first.desk()
                .post("/api/agent/call/" + interaction + "/transfer", to(UUID.randomUUID()))
                .expect(404);
        first.desk()
                .post("/api/agent/call/" + interaction + "/complete", Map.of())
                .expect(409);
        JsonNode targets =
                first.desk().get("/api/agent/transfer-targets").expect(200).json();
        assertThat(targets.get("queues").get(0).get("id").asString()).isEqualTo(centre.queue.toString());
    }
}

package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.People;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Real telephones prove by their tones who hears whom while a supervisor or others are in a call. */
@OtvetServerTest
class SupervisionIT {

    private static final double CUSTOMER = 440;
    private static final double AGENT = 620;
    private static final double OTHER = 1400;
    private static final AtomicInteger CUSTOMERS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    EmbeddedExchange exchange;

    private final String customer = "+7921444%04d".formatted(100 + CUSTOMERS.incrementAndGet());
    private TestCentre centre;
    private PhoneCall calling;
    private PhoneCall taking;
    private TestAgent agent;
    private String interaction;

    @BeforeEach
    void talking() {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
        agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        calling = centre.caller(customer, CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        agent.awaitDesk("talking");
        interaction = agent.interaction();
    }

    @AfterEach
    void close() throws Exception {
        calling.hangUp();
        centre.close();
    }

    private TestAgent other(String... roles) {
        return centre.person(2, phone -> phone.tone(OTHER).incoming(AnswerPolicy.answer()), roles);
    }

    private void be(TestAgent supervisor, String mode) {
        supervisor
                .desk()
                .put("/api/floor/calls/" + interaction + "/supervision", Map.of("mode", mode))
                .expect(204);
    }

    private static void hears(PhoneCall call, double... tones) {
        call.awaitHearsOnly(PATIENCE, tones);
    }

    private JsonNode call() {
        return agent.desk().get("/api/agent").expect(200).json().get("call");
    }

    @Test
    void aSupervisorListensWhispersBargesInAndTakesOver() {
        TestAgent supervisor = other("supervisor");
        be(supervisor, "listen");
        PhoneCall ear = supervisor.phone().awaitCall(SOON).awaitUp(SOON);
        hears(ear, CUSTOMER, AGENT);
        hears(calling, AGENT);
        hears(taking, CUSTOMER);
        assertThat(call().get("supervised").isNull()).as("not shown").isTrue();

        be(supervisor, "whisper");
        hears(taking, CUSTOMER, OTHER);
        hears(calling, AGENT);
        assertThat(call().get("supervised").get("mode").asString()).isEqualTo("whisper");

        be(supervisor, "barge-in");
        hears(calling, AGENT, OTHER);
        hears(taking, CUSTOMER, OTHER);
        JsonNode shown = supervisor.desk().get("/api/agent").expect(200).json().get("supervising");
        assertThat(shown.get("mode").asString()).isEqualTo("barge-in");
        assertThat(shown.get("agentId").asString()).isEqualTo(agent.id().toString());

        supervisor
                .desk()
                .post("/api/floor/calls/" + interaction + "/take-over", Map.of())
                .expect(204);
        assertThat(taking).endsWith(200);
        hears(calling, OTHER);
        hears(ear, CUSTOMER);
        agent.awaitDesk("wrap-up");
        supervisor.awaitDesk("talking");
        calling.hangUp();
        assertThat(ear).endsWith(200);
        JsonNode row = centre.awaitCall(customer, "answered");
        assertThat(row.get("agentId").asString()).isEqualTo(supervisor.id().toString());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(centre.factTypes(row))
                        .containsSubsequence(
                                "supervision.started",
                                "supervision.answered",
                                "supervision.changed",
                                "supervision.changed",
                                "supervision.ended",
                                "call.taken-over",
                                "agent.connected"));
        JsonNode audit = browser.admin()
                .get("/api/admin/audit?size=200")
                .expect(200)
                .json()
                .get("items");
        assertThat(audit.toString()).contains("call.supervised").contains("call.taken-over");
    }

    @Test
    void aSupervisorLeavesAndTheTwoGoOn() {
        TestAgent supervisor = other("supervisor");
        be(supervisor, "barge-in");
        PhoneCall ear = supervisor.phone().awaitCall(SOON).awaitUp(SOON);
        hears(calling, AGENT, OTHER);
        supervisor.desk().delete("/api/floor/supervision").expect(204);
        assertThat(ear).endsWith(200);
        hears(calling, AGENT);
        hears(taking, CUSTOMER);
        be(supervisor, "listen");
        PhoneCall again = supervisor.phone().awaitCall(SOON).awaitUp(SOON);
        hears(again, CUSTOMER, AGENT);
        again.hangUp();
        await().atMost(SOON)
                .until(() -> supervisor
                        .desk()
                        .get("/api/agent")
                        .expect(200)
                        .json()
                        .get("supervising")
                        .isNull());
        hears(calling, AGENT);
        hears(taking, CUSTOMER);
    }

    @Test
    void theProjectDecidesWhatTheAgentSees() {
        String path = "/api/admin/projects/" + centre.project;
        JsonNode usual = browser.admin().get(path).expect(200).json();
        assertThat(usual.get("supervisionShown").toString())
                .isEqualTo("{\"listen\":false,\"whisper\":true,\"bargeIn\":true}");
        JsonNode changed = browser.admin()
                .put(
                        path,
                        Map.of(
                                "name", usual.get("name").asString(),
                                "locale", "en",
                                "supervisionShown", Map.of("listen", true, "whisper", false, "bargeIn", false)))
                .expect(200)
                .json();
        assertThat(changed.get("supervisionShown").get("listen").asBoolean()).isTrue();
        TestAgent supervisor = other("supervisor");
        be(supervisor, "listen");
        await().atMost(SOON).until(() -> !call().get("supervised").isNull());
        assertThat(call().get("supervised").get("name").asString()).isEqualTo("Agent 2");
        be(supervisor, "whisper");
        assertThat(call().get("supervised").isNull()).isTrue();
    }

    @Test
    void whoMayNotIsKeptOut() throws Exception {
        other("agent")
                .desk()
                .put("/api/floor/calls/" + interaction + "/supervision", Map.of("mode", "listen"))
                .expect(403);
        try (TestCentre elsewhere =
                new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3)) {
            elsewhere
                    .person(1, phone -> phone, "supervisor")
                    .desk()
                    .put("/api/floor/calls/" + interaction + "/supervision", Map.of("mode", "listen"))
                    .expect(404);
        }
        browser.admin()
                .put("/api/floor/calls/" + interaction + "/supervision", Map.of("mode", "listen"))
                .expect(409);
    }

    @Test
    void customerAgentAndColleagueConfer() {
        TestAgent colleague = other("agent").ready();
        agent.desk()
                .post(
                        "/api/agent/call/" + interaction + "/consult",
                        Map.of("agentId", colleague.id().toString()))
                .expect(200);
        PhoneCall asked = colleague.phone().awaitCall(SOON).awaitUp(SOON);
        hears(asked, AGENT);
        agent.act("conference");
        hears(calling, AGENT, OTHER);
        hears(taking, CUSTOMER, OTHER);
        hears(asked, CUSTOMER, AGENT);
        JsonNode parties = call().get("conference").get("parties");
        assertThat(parties.size()).isEqualTo(3);
        String party = parties.get(2).get("id").asString();
        agent.act("parties/" + party + "/mute");
        hears(calling, AGENT);
        hears(taking, CUSTOMER);
        agent.act("parties/" + party + "/unmute");
        hears(calling, AGENT, OTHER);

        taking.hangUp();
        hears(calling, OTHER);
        hears(asked, CUSTOMER);
        agent.awaitDesk("wrap-up");
        colleague.awaitDesk("talking");
        JsonNode row = centre.awaitCall(customer, "in-progress");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(centre.factTypes(row))
                        .containsSubsequence(
                                "conference.joined", "conference.muted", "conference.unmuted", "conference.left"));
    }

    @Test
    void theAgentRemovesAColleague() {
        TestAgent colleague = other("agent").ready();
        agent.desk()
                .post(
                        "/api/agent/call/" + interaction + "/consult",
                        Map.of("agentId", colleague.id().toString()))
                .expect(200);
        PhoneCall asked = colleague.phone().awaitCall(SOON).awaitUp(SOON);
        hears(asked, AGENT);
        agent.act("conference");
        hears(calling, AGENT, OTHER);
        agent.act("parties/"
                + call().get("conference").get("parties").get(2).get("id").asString() + "/remove");
        assertThat(asked).endsWith(200);
        hears(calling, AGENT);
        hears(taking, CUSTOMER);
        colleague.awaitDesk("ready");
    }
}

package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.util.ArrayList;
import java.util.List;
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

/** What an administrator who looks for a fault can see of a call, while it is up and afterwards. */
@OtvetServerTest
class TechnicalIT {

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
    private TestAgent agent;
    private PhoneCall calling;
    private PhoneCall taking;

    @BeforeEach
    void talking() {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
        agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answerAfter(100)))
                .ready();
        calling =
                centre.caller("+79215550801", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        agent.awaitDesk("talking");
        assertTalking(calling, CUSTOMER, taking, AGENT);
    }

    @AfterEach
    void close() throws Exception {
        calling.hangUp();
        centre.close();
    }

    @Test
    void aLiveCallIsShownFromTheInside() {
        Browser admin = browser.admin();
        String path = "/api/technical/calls/" + agent.interaction();
        JsonNode inside = admin.get(path).expect(200).json();
        assertThat(inside.get("floor").get("stage").asString()).isEqualTo("talking");
        assertThat(inside.get("floor").get("agent").get("id").asString())
                .isEqualTo(agent.id().toString());
        assertThat(inside.get("legs").findValuesAsString("state")).containsExactly("up", "up");
        assertThat(inside.get("legs").get(0).get("media").get("packetsReceived").asInt())
                .isPositive();
        agent.desk().get(path).expect(403);
        admin.get("/api/technical/calls/" + agent.id()).expect(404);

        calling.hangUp();
        assertThat(taking).endsWith(200);
        await().atMost(SOON).until(() -> admin.get(path).status() == 404);
    }

    @Test
    void theSignallingIsThereWhileTheCallIsUpAndIsKept() {
        Browser admin = browser.admin();
        String path = "/api/calls/" + agent.interaction() + "/signalling";
        JsonNode live = await().atMost(SOON)
                .until(
                        () -> admin.get(path),
                        answer -> answer.status() == 200 && answer.json().size() == 2)
                .json();
        assertThat(live.findValuesAsString("party")).containsExactly("customer", "agent");
        assertThat(live.get(1).get("agentName").asString()).isNotEmpty();
        assertThat(starts(live.get(0))).first().isEqualTo("INVITE");
        agent.desk().get(path).expect(403);

        calling.hangUp();
        assertThat(taking).endsWith(200);
        JsonNode kept = await().atMost(SOON)
                .until(
                        () -> admin.get(path).expect(200).json(),
                        legs -> starts(legs.get(0)).contains("BYE")
                                && starts(legs.get(1)).contains("BYE"));
        assertThat(starts(kept.get(0))).containsSubsequence("INVITE", "SIP/2.0", "ACK", "BYE", "SIP/2.0");
        assertThat(starts(kept.get(1))).containsSubsequence("INVITE", "SIP/2.0", "ACK", "BYE", "SIP/2.0");
        String all = kept.toString();
        assertThat(all).doesNotContain("response=\\\"");
    }

    @Test
    void theFiguresAreThereForPrometheus() {
        String figures = browser.admin().get("/actuator/prometheus").expect(200).text();
        assertThat(figures)
                .contains("otvet_legs_offered_total", "otvet_legs_ended_total", "otvet_guard_dropped_total")
                .containsPattern("otvet_legs [2-9]")
                .contains("otvet_exchange_healthy 1");
        agent.desk().get("/actuator/prometheus").expect(403);
    }

    private static List<String> starts(JsonNode leg) {
        List<String> found = new ArrayList<>();
        for (JsonNode message : leg.get("messages")) {
            found.add(message.get("text").asString().split(" ", 2)[0]);
        }
        return found;
    }
}

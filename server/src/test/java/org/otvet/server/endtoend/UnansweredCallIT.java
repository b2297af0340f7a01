package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.CallState;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.sipp.Sipp;
import org.otvet.phone.sipp.SippResult;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.People;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Callers who give up and agents who do not answer. */
@OtvetServerTest
class UnansweredCallIT {

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

    private TestCentre open(AnswerMode mode, int offerTimeoutSeconds, int missedLimit) {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress())
                .open(mode, offerTimeoutSeconds, missedLimit);
        return centre;
    }

    @AfterEach
    void close() throws Exception {
        centre.close();
    }

    @Test
    void callerWhoLeavesTheQueueIsAbandoned() {
        open(AnswerMode.AT_ONCE, 10, 3);
        PhoneCall calling =
                centre.caller("+79215550101", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        assertThat(calling).hears(TestCentre.MUSIC_HERTZ);

        calling.hangUp();

        JsonNode call = centre.awaitCall("+79215550101", "abandoned");
        assertThat(call.get("endedBy").asString()).isEqualTo("customer");
        assertThat(call.get("agentId").isNull()).isTrue();
        assertThat(call.get("waitSeconds").asInt()).isBetween(0, 5);
    }

    @Test
    void callerWhoGivesUpWhileTheAgentRingsIsAbandonedAndTheAgentStaysReady() {
        open(AnswerMode.ON_AGENT, 10, 3);
        TestAgent agent =
                centre.agent(1, phone -> phone.incoming(AnswerPolicy.ring())).ready();
        PhoneCall calling =
                centre.caller("+79215550102", CUSTOMER).call(centre.queueNumber).awaitState(CallState.RINGING, SOON);
        PhoneCall ringing = agent.phone().awaitCall(SOON).awaitState(CallState.RINGING, SOON);
        agent.awaitDesk("ringing");

        calling.hangUp();

        assertThat(calling).endsWith(487);
        assertThat(ringing).endsWith(487);
        agent.awaitDesk("ready");
        JsonNode call = centre.awaitCall("+79215550102", "abandoned");
        assertThat(centre.factTypes(call)).contains("offer.made", "offer.ended").doesNotContain("interaction.answered");
    }

    @Test
    void callGoesOnToTheNextAgentWhenTheFirstDoesNotAnswer() {
        open(AnswerMode.AT_ONCE, 5, 3);
        TestAgent silent =
                centre.agent(1, phone -> phone.incoming(AnswerPolicy.ring())).ready();
        PhoneCall calling =
                centre.caller("+79215550103", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        PhoneCall missed = silent.phone().awaitCall(SOON);
        TestAgent next = centre.agent(2, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();

        PhoneCall taking = next.phone().awaitCall(SOON).awaitUp(SOON);

        assertThat(missed).endsWith(487);
        assertThat(calling).hears(AGENT);
        assertThat(taking).hears(CUSTOMER);
        calling.hangUp();
        JsonNode call = centre.awaitCall("+79215550103", "answered");
        assertThat(call.get("agentId").asString()).isEqualTo(next.id().toString());
        assertThat(silent.look().get("missed").size()).isEqualTo(1);
        assertThat(silent.look().get("missed").get(0).get("kind").asString()).isEqualTo("not-answered");
    }

    @Test
    void agentWhoMissesTooManyOffersIsTakenOutAndTheCallWaitsAtTheHead() {
        open(AnswerMode.AT_ONCE, 5, 1);
        TestAgent silent =
                centre.agent(1, phone -> phone.incoming(AnswerPolicy.ring())).ready();
        PhoneCall calling =
                centre.caller("+79215550104", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        silent.phone().awaitCall(SOON);
        PhoneCall later =
                centre.caller("+79215550105", 500).call(centre.queueNumber).awaitUp(SOON);

        silent.awaitDesk("missed");
        TestAgent next = centre.agent(2, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();

        PhoneCall taking = next.phone().awaitCall(SOON).awaitUp(SOON);
        assertThat(taking.callerNumber()).isEqualTo("+79215550104");
        calling.hangUp();
        later.hangUp();
        centre.awaitCall("+79215550105", "abandoned");
    }

    @Test
    void agentWhoRefusesLeavesTheCallToAnother() {
        open(AnswerMode.AT_ONCE, 10, 3);
        TestAgent refusing = centre.agent(1, phone -> phone.incoming(AnswerPolicy.reject(486)))
                .ready();
        PhoneCall calling =
                centre.caller("+79215550106", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        assertThat(refusing.phone().awaitCall(SOON)).endsWith(486);
        TestAgent next = centre.agent(2, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();

        next.phone().awaitCall(SOON).awaitUp(SOON);
        assertThat(calling).hears(AGENT);
        calling.hangUp();
        centre.awaitCall("+79215550106", "answered");
    }

    @Test
    void sippCallersGiveUpByCancel() {
        open(AnswerMode.ON_AGENT, 10, 3);
        SippResult result = Sipp.scenario("caller-abandons")
                .at(TestCentre.CARRIER_HOST, 0)
                .to(centre.exchange().getHostString(), centre.exchange().getPort())
                .service(centre.queueNumber)
                .calls(5)
                .perSecond(5)
                .hold(Duration.ofMillis(500))
                .run(Duration.ofSeconds(20));

        assertThat(result.isClean()).as("%s", result).isTrue();
        await().atMost(SOON).untilAsserted(() -> assertThat(abandoned()).isEqualTo(5));
    }

    @Test
    void cancelThatCrossesTheAnswerEndsTheCallOnce() {
        open(AnswerMode.ON_AGENT, 10, 3);
        TestAgent agent =
                centre.agent(1, phone -> phone.incoming(AnswerPolicy.answer())).ready();
        SippResult result = Sipp.scenario("caller-cancel-race")
                .at(TestCentre.CARRIER_HOST, 0)
                .to(centre.exchange().getHostString(), centre.exchange().getPort())
                .service(centre.queueNumber)
                .run(Duration.ofSeconds(20));

        assertThat(result.isClean()).as("%s", result).isTrue();
        assertThat(agent.phone().awaitCall(SOON)).endsWith(200);
        agent.awaitDesk("wrap-up");
        JsonNode calls = await("the only call is over")
                .atMost(SOON)
                .until(
                        this::ofThisQueue,
                        all -> all.size() == 1
                                && !all.get(0).get("result").asString().equals("in-progress"));
        assertThat(centre.factTypes(calls.get(0))).containsOnlyOnce("interaction.ended");
    }

    private long abandoned() {
        long count = 0;
        for (JsonNode call : ofThisQueue()) {
            count += call.get("result").asString().equals("abandoned") ? 1 : 0;
        }
        return count;
    }

    private JsonNode ofThisQueue() {
        return browser.admin()
                .get("/api/calls?queueId=" + centre.queue)
                .expect(200)
                .json()
                .get("items");
    }
}

package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.GREETING_HERTZ;
import static org.otvet.server.endtoend.TestCentre.MUSIC_HERTZ;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.WavTone;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.People;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A caller reaches an agent with a SIP phone, and everything of it is kept. */
@OtvetServerTest
class InboundCallIT {

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

    @Test
    void callerHearsGreetingAndMusicThenTheAgentAndTheCallIsKept() {
        SipPhone customer = centre.caller("+79215550001", CUSTOMER);
        PhoneCall calling = customer.call(centre.greetingNumber).awaitUp(SOON);
        assertThat(calling).hearsOnly(GREETING_HERTZ);
        assertThat(calling).hearsOnly(MUSIC_HERTZ);

        TestAgent agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answerAfter(300)))
                .ready();
        PhoneCall taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        assertThat(taking.callerNumber()).isEqualTo("+79215550001");
        agent.awaitDesk("talking");
        assertTalking(calling, CUSTOMER, taking, AGENT);
        assertThat(calling).hearsOnly(AGENT);
        TestCentre.letTalk(taking, Duration.ofSeconds(2));

        calling.hangUp();
        assertThat(taking.awaitEnd(SOON).byUs()).isFalse();
        agent.awaitDesk("wrap-up").wrapUp(centre.sold, "Bought a sledge");
        agent.awaitDesk("ready");

        JsonNode call = await("the result of wrap-up is in the list")
                .atMost(SOON)
                .until(
                        () -> centre.awaitCall("+79215550001", "answered"),
                        c -> c.get("disposition").asString().equals("Sold"));
        assertThat(call.get("direction").asString()).isEqualTo("in");
        assertThat(call.get("queueId").asString()).isEqualTo(centre.queue.toString());
        assertThat(call.get("agentId").asString()).isEqualTo(agent.id().toString());
        assertThat(call.get("endedBy").asString()).isEqualTo("customer");
        assertThat(call.get("notes").asString()).isEqualTo("Bought a sledge");
        assertThat(centre.factTypes(call))
                .containsSubsequence(
                        "interaction.started",
                        "interaction.answered",
                        "greeting.started",
                        "greeting.ended",
                        "queue.entered",
                        "offer.made",
                        "agent.connected",
                        "interaction.ended",
                        "wrapup.ended")
                .containsOnlyOnce("interaction.ended", "agent.connected");

        WavTone recording = centre.recording(call);
        assertThat(recording)
                .hasTone(0, CUSTOMER, 0.7)
                .lacksTone(0, AGENT)
                .hasTone(1, AGENT, 0.7)
                .lacksTone(1, CUSTOMER)
                .lacksTone(1, MUSIC_HERTZ);
    }

    @Test
    void aBadLineIsSeenOnTheFloorAndOnTheCallsPage() {
        TestAgent agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        PhoneCall calling = centre.caller(
                        "+79215550006", phone -> phone.tone(CUSTOMER).losing(6))
                .call(centre.queueNumber)
                .awaitUp(SOON);
        agent.phone().awaitCall(SOON).awaitUp(SOON);

        JsonNode seen = await("the supervisor sees that it sounds badly")
                .atMost(SOON.multipliedBy(2))
                .until(() -> onFloor(agent).get("quality"), quality -> quality != null && !quality.isNull());
        assertThat(seen.get("mos").asDouble()).isLessThan(3.6);
        assertThat(seen.get("lossPercent").asDouble()).isGreaterThan(8);
        calling.hangUp();
        JsonNode call = centre.awaitCall("+79215550006", "answered");
        await("the supervisor sees nothing of it any more")
                .atMost(SOON)
                .until(() -> onFloor(agent).get("quality").isNull());

        List<JsonNode> measured = new ArrayList<>();
        centre.details(call).get("facts").forEach(fact -> {
            if (fact.get("type").asString().equals("media.measured")) {
                measured.add(fact.get("data"));
            }
        });
        assertThat(measured).hasSize(2);
        JsonNode customer = measured.stream()
                .filter(data -> data.get("party").asString().equals("customer"))
                .findFirst()
                .orElseThrow();
        assertThat(customer.get("codec").asString()).isEqualTo("PCMA");
        assertThat(customer.get("lossPercent").asDouble()).isBetween(10.0, 25.0);
        assertThat(customer.get("mos").asDouble()).isLessThan(3.6);
        JsonNode other = measured.stream()
                .filter(data -> data.get("party").asString().equals("agent"))
                .findFirst()
                .orElseThrow();
        assertThat(other.get("agentId").asString()).isEqualTo(agent.id().toString());
        assertThat(other.get("lossPercent").asDouble()).isLessThan(5);
    }

    private JsonNode onFloor(TestAgent agent) {
        for (JsonNode one : browser.admin().get("/api/floor").expect(200).json().get("agents")) {
            if (one.get("id").asString().equals(agent.id().toString())) {
                return one;
            }
        }
        throw new AssertionError(agent + " is not on the floor");
    }

    @Test
    void holdAndMuteAreHeard() {
        TestAgent agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        PhoneCall calling =
                centre.caller("+79215550002", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        PhoneCall taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        agent.awaitDesk("talking");
        assertTalking(calling, CUSTOMER, taking, AGENT);

        agent.act("hold");
        agent.awaitDesk("hold");
        assertThat(calling).hearsOnly(MUSIC_HERTZ);
        assertThat(taking).hearsNot(CUSTOMER);
        agent.act("resume");
        agent.awaitDesk("talking");
        assertTalking(calling, CUSTOMER, taking, AGENT);

        agent.act("mute");
        assertThat(calling).hearsSilence();
        assertThat(taking).hears(CUSTOMER);
        agent.act("unmute");
        assertTalking(calling, CUSTOMER, taking, AGENT);

        agent.act("hang-up");
        assertThat(calling.awaitEnd(SOON).byUs()).isFalse();
        JsonNode call = centre.awaitCall("+79215550002", "answered");
        assertThat(call.get("endedBy").asString()).isEqualTo("agent");
        assertThat(centre.factTypes(call))
                .containsSubsequence("hold.started", "hold.ended", "mute.started", "mute.ended");
        agent.awaitDesk("wrap-up");
    }

    @Test
    void keysPassInBothDirections() {
        TestAgent agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        PhoneCall calling =
                centre.caller("+79215550003", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        PhoneCall taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        agent.awaitDesk("talking");
        assertTalking(calling, CUSTOMER, taking, AGENT);

        agent.digits("42#");
        assertThat(calling).gotKeys("42#");
        calling.press("7");
        assertThat(taking).gotKeys("7");
        calling.hangUp();

        JsonNode call = centre.awaitCall("+79215550003", "answered");
        assertThat(centre.factTypes(call)).contains("digit.pressed");
    }

    @Test
    void aCallIsNeverGivenToTwoAgents() {
        TestAgent first = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answerAfter(200)))
                .ready();
        TestAgent second = centre.agent(2, phone -> phone.tone(700).incoming(AnswerPolicy.answerAfter(200)))
                .ready();
        PhoneCall one =
                centre.caller("+79215550004", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        PhoneCall two =
                centre.caller("+79215550005", 500).call(centre.queueNumber).awaitUp(SOON);

        PhoneCall atFirst = first.phone().awaitCall(SOON).awaitUp(SOON);
        PhoneCall atSecond = second.phone().awaitCall(SOON).awaitUp(SOON);

        assertThat(atFirst).hears(atFirst.callerNumber().endsWith("4") ? CUSTOMER : 500);
        assertThat(atSecond).hears(atSecond.callerNumber().endsWith("4") ? CUSTOMER : 500);
        assertThat(atFirst.callerNumber()).isNotEqualTo(atSecond.callerNumber());
        one.hangUp();
        two.hangUp();
        centre.awaitCall("+79215550004", "answered");
        centre.awaitCall("+79215550005", "answered");
    }
}

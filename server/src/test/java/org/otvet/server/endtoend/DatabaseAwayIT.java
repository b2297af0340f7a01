package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.People;
import org.otvet.server.platform.DatabaseGate;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The database goes away in the middle of calls. */
@OtvetServerTest
class DatabaseAwayIT {

    private static final double CUSTOMER = 440;
    private static final double AGENT = 620;
    private static final Duration AWAY = Duration.ofSeconds(12);

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    EmbeddedExchange exchange;

    @Autowired
    DatabaseGate database;

    private TestCentre centre;

    @AfterEach
    void close() throws Exception {
        database.open();
        centre.close();
    }

    @Test
    void callsGoOnAndEveryFactIsThereOnceAfterwards() throws Exception {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
        TestAgent first = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        TestAgent second = centre.agent(2, phone -> phone.tone(700).incoming(AnswerPolicy.answer()))
                .ready();
        PhoneCall before =
                centre.caller("+79215550201", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        PhoneCall firstCall = first.phone().awaitCall(SOON).awaitUp(SOON);
        assertThat(before).hears(AGENT);

        database.shut();

        PhoneCall during =
                centre.caller("+79215550202", 500).call(centre.queueNumber).awaitUp(SOON);
        PhoneCall secondCall = second.phone().awaitCall(SOON).awaitUp(SOON);
        assertTalking(during, 500, secondCall, 700);
        assertTalking(before, CUSTOMER, firstCall, AGENT);
        TestCentre.letTalk(before, Duration.ofSeconds(2));
        before.hangUp();
        assertThat(firstCall).endsWith(200);
        TestCentre.letTalk(during, AWAY);
        during.hangUp();
        assertThat(secondCall).endsWith(200);

        database.open();

        await().atMost(Duration.ofSeconds(40)).ignoreExceptions().untilAsserted(() -> {
            Browser admin = browser.admin();
            assertThat(TestCentre.calls(admin, "+79215550201")
                            .get(0)
                            .get("result")
                            .asString())
                    .isEqualTo("answered");
            assertThat(TestCentre.calls(admin, "+79215550202")
                            .get(0)
                            .get("result")
                            .asString())
                    .isEqualTo("answered");
        });
        for (String customer : new String[] {"+79215550201", "+79215550202"}) {
            JsonNode call = centre.awaitCall(customer, "answered");
            assertThat(centre.factTypes(call))
                    .containsOnlyOnce(
                            "interaction.started",
                            "queue.entered",
                            "offer.made",
                            "agent.connected",
                            "recording.started",
                            "recording.ended",
                            "interaction.ended");
            assertThat(centre.recording(call).seconds()).isGreaterThan(1);
        }
    }
}

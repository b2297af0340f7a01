package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.CARRIER_HOST;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;
import tools.jackson.databind.JsonNode;

/** The process is killed with calls up and started again. */
class KilledIT {

    private static final double CUSTOMER = 440;
    private static final double AGENT = 620;
    private static final String PASSWORD = "a long pass phrase 7";

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void callsThatWereUpAreInterruptedAndTheirRecordingsPlay() {
        try (OwnProcess otvet = new OwnProcess(folder);
                SipPhone talking = customer(otvet, "+79215550301", CUSTOMER);
                SipPhone waiting = customer(otvet, "+79215550302", 500)) {
            otvet.awaitHealthy();
            setUp(otvet.browser().admin());
            try (SipPhone agent = SipPhone.builder("801")
                    .password("sip secret of 801")
                    .server("127.0.0.1", otvet.sipPort())
                    .tone(AGENT)
                    .incoming(AnswerPolicy.answer())
                    .start()) {
                agent.register().awaitRegistered(SOON);
                becomeReady(otvet);
                PhoneCall calling = talking.call("78125550301").awaitUp(SOON);
                PhoneCall taking = agent.awaitCall(SOON).awaitUp(SOON);
                assertTalking(calling, CUSTOMER, taking, AGENT);
                PhoneCall inQueue = waiting.call("78125550301").awaitUp(SOON);
                TestCentre.letTalk(calling, Duration.ofSeconds(4));
                assertThat(inQueue.state()).isEqualTo(org.otvet.phone.CallState.UP);

                otvet.kill();
                otvet.startAgain();

                Browser admin = otvet.browser().admin();
                JsonNode interrupted = awaitCall(admin, "+79215550301");
                assertThat(interrupted.get("agentName").asString()).isEqualTo("Killed Agent");
                assertThat(TestCentre.recording(
                                admin, interrupted.get("recordingIds").get(0).asString()))
                        .lastsBetween(3, 20)
                        .hasTone(0, CUSTOMER, 0.7)
                        .hasTone(1, AGENT, 0.7);
                awaitCall(admin, "+79215550302");
                List<String> factIds = new ArrayList<>();
                admin.get("/api/calls/" + interrupted.get("interactionId").asString())
                        .expect(200)
                        .json()
                        .get("facts")
                        .forEach(fact -> factIds.add(fact.get("factId").asString()));
                assertThat(factIds).doesNotHaveDuplicates().hasSizeGreaterThan(6);

                agent.register().awaitRegistered(SOON);
                becomeReady(otvet);
                PhoneCall next = waiting.call("78125550301").awaitUp(SOON);
                assertThat(next).hears(AGENT);
                next.hangUp();
            }
        }
    }

    private static void becomeReady(OwnProcess otvet) {
        Browser desk = otvet.browser().signedIn("killed-agent", PASSWORD);
        await("phone is reachable")
                .atMost(SOON)
                .until(() -> desk.get("/api/agent")
                        .expect(200)
                        .json()
                        .get("phone")
                        .get("reachable")
                        .asBoolean());
        desk.put("/api/agent/state", Map.of("state", "ready")).expect(200);
        await("agent is ready")
                .atMost(SOON)
                .until(() -> desk.get("/api/agent")
                        .expect(200)
                        .json()
                        .get("state")
                        .asString()
                        .equals("ready"));
    }

    private static SipPhone customer(OwnProcess otvet, String number, double hertz) {
        return SipPhone.builder(number)
                .bind(CARRIER_HOST, 0)
                .server("127.0.0.1", otvet.sipPort())
                .tone(hertz)
                .start();
    }

    private static JsonNode awaitCall(Browser admin, String customer) {
        return await(customer + " is interrupted")
                .atMost(SOON)
                .until(
                        () -> TestCentre.calls(admin, customer),
                        items -> items.size() == 1
                                && items.get(0).get("result").asString().equals("interrupted"))
                .get(0);
    }

    /** By the administrator's own means, as a person would in the pages. */
    private static void setUp(Browser admin) {
        String project = created(admin, "projects", Map.of("name", "Killed", "locale", "en", "active", true));
        created(
                admin,
                "trunks",
                Map.of(
                        "name",
                        "Carrier",
                        "sources",
                        List.of(CARRIER_HOST),
                        "peers",
                        List.of(),
                        "transport",
                        "udp",
                        "maxCalls",
                        0,
                        "projectIds",
                        List.of(project),
                        "active",
                        true));
        Map<String, Object> queue = new HashMap<>(Map.of(
                "projectId", project,
                "name", "Killed queue",
                "weight", 10,
                "answerMode", "at-once",
                "offerTimeoutSeconds", 10,
                "wrapUpSeconds", 30,
                "missedLimit", 3,
                "serviceTargetPercent", 80,
                "serviceTargetSeconds", 20,
                "recordCalls", true));
        queue.put("agentIds", List.of());
        String queueId = created(admin, "queues", queue);
        created(
                admin,
                "numbers",
                Map.of(
                        "number",
                        "78125550301",
                        "projectId",
                        project,
                        "destination",
                        Map.of("kind", "queue", "queueId", queueId),
                        "active",
                        true));
        created(
                admin,
                "users",
                Map.of(
                        "login",
                        "killed-agent",
                        "name",
                        "Killed Agent",
                        "locale",
                        "en",
                        "roles",
                        List.of("agent"),
                        "projectIds",
                        List.of(project),
                        "queueIds",
                        List.of(queueId),
                        "enabled",
                        true,
                        "password",
                        PASSWORD,
                        "phone",
                        Map.of("kind", "sip", "extension", "801", "sipPassword", "sip secret of 801")));
    }

    private static String created(Browser admin, String what, Map<String, ?> body) {
        return admin.post("/api/admin/" + what, body)
                .expect(201)
                .json()
                .get("id")
                .asString();
    }
}

package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.server.endtoend.TestCentre.CARRIER_HOST;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;

/** Killing the program gives nobody a new day. */
class LimitsOverRestartIT {

    private static final String PASSWORD = "a long pass phrase 7";

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void whatTheDayUsedIsRememberedByTheNextProcess() {
        try (OwnProcess otvet = new OwnProcess(folder);
                SipPhone carrier = SipPhone.builder("carrier")
                        .bind(CARRIER_HOST, 0)
                        .incoming(AnswerPolicy.answer())
                        .start()) {
            otvet.awaitHealthy();
            String project = setUp(otvet.browser().admin(), carrier.port());
            try (SipPhone agent = SipPhone.builder("811")
                    .password("sip secret of 811")
                    .server("127.0.0.1", otvet.sipPort())
                    .incoming(AnswerPolicy.answer())
                    .start()) {
                agent.register().awaitRegistered(SOON);
                Browser desk = reachable(otvet);
                desk.post("/api/agent/dial", Map.of("number", "88005550791", "projectId", project))
                        .expect(200);
                PhoneCall outside = carrier.awaitCall(SOON).awaitUp(SOON);
                outside.hangUp();
                await().atMost(SOON).until(() -> state(desk).equals("wrap-up"));

                otvet.kill();
                otvet.startAgain();
                agent.register().awaitRegistered(SOON);
                Browser again = reachable(otvet);
                await("the day's figures are read")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(again.post(
                                                "/api/agent/dial",
                                                Map.of("number", "88005550791", "projectId", project))
                                        .expect(422)
                                        .json()
                                        .get("code")
                                        .asString())
                                .isEqualTo("outbound-agent-calls"));
                assertThat(carrier.calls()).hasSize(1);
            }
        }
    }

    private static String state(Browser desk) {
        return desk.get("/api/agent").expect(200).json().get("state").asString();
    }

    private static Browser reachable(OwnProcess otvet) {
        Browser desk = otvet.browser().signedIn("limited-agent", PASSWORD);
        await("phone is reachable")
                .atMost(SOON)
                .until(() -> desk.get("/api/agent")
                        .expect(200)
                        .json()
                        .get("phone")
                        .get("reachable")
                        .asBoolean());
        desk.put("/api/agent/state", Map.of("state", "pause")).expect(200);
        return desk;
    }

    private static String setUp(Browser admin, int carrierPort) {
        String project = created(admin, "projects", Map.of("name", "Limited", "locale", "en", "active", true));
        created(
                admin,
                "trunks",
                Map.of(
                        "name",
                        "Carrier",
                        "sources",
                        List.of(CARRIER_HOST),
                        "peers",
                        List.of(CARRIER_HOST + ":" + carrierPort),
                        "transport",
                        "udp",
                        "maxCalls",
                        0,
                        "projectIds",
                        List.of(project),
                        "active",
                        true));
        created(
                admin,
                "users",
                Map.of(
                        "login",
                        "limited-agent",
                        "name",
                        "Limited Agent",
                        "locale",
                        "en",
                        "roles",
                        List.of("agent"),
                        "projectIds",
                        List.of(project),
                        "queueIds",
                        List.of(),
                        "enabled",
                        true,
                        "password",
                        PASSWORD,
                        "phone",
                        Map.of("kind", "sip", "extension", "811", "sipPassword", "sip secret of 811")));
        admin.put("/api/admin/outbound-rules/" + project, Map.of("country", "RU", "agentCalls", 1))
                .expect(200);
        return project;
    }

    private static String created(Browser admin, String what, Map<String, ?> body) {
        return admin.post("/api/admin/" + what, body)
                .expect(201)
                .json()
                .get("id")
                .asString();
    }
}

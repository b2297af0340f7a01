package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.PersonDraft;
import org.otvet.server.people.Phone;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue;
import org.springframework.beans.factory.annotation.Autowired;

/** The floor in the whole program: who gets in, and what people set up reaches it. */
@OtvetServerTest
class FloorServerTest {

    private static final UUID PROJECT = UUID.fromString("0197f000-0000-7000-8000-00000000f001");
    private static final UUID QUEUE = UUID.fromString("0197f000-0000-7000-8000-00000000f002");
    private static final UUID AGENT = UUID.fromString("0197f000-0000-7000-8000-00000000f003");
    private static final String PASSWORD = "floor agent password 1";

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @BeforeEach
    void setUp() {
        projects.put(CurrentPerson.OTVET, new Project(PROJECT, "Floor shop", null, "en", true));
        projects.put(
                CurrentPerson.OTVET,
                new Queue(
                        QUEUE,
                        PROJECT,
                        "Floor queue",
                        1,
                        null,
                        null,
                        Queue.AnswerMode.AT_ONCE,
                        20,
                        30,
                        null,
                        3,
                        80,
                        20,
                        true));
        people.put(
                CurrentPerson.OTVET,
                AGENT,
                new PersonDraft(
                        "floor-agent",
                        "Floor Agent",
                        "en",
                        Set.of("agent"),
                        Set.of(PROJECT),
                        Set.of(QUEUE),
                        true,
                        PASSWORD,
                        new PersonDraft.PhoneDraft(Phone.Kind.BROWSER, null, null, null)));
    }

    @Test
    void letsOnlyThoseInWhoMayComeIn() {
        assertThat(browser.another().get("/api/events").status()).isEqualTo(401);
        assertThat(browser.another().get("/api/floor").status()).isEqualTo(401);
        Browser admin = browser.admin();
        assertThat(admin.get("/api/agent").status()).isEqualTo(403);
        Browser agent = browser.signedIn("floor-agent", PASSWORD);
        assertThat(agent.get("/api/floor").status()).isEqualTo(403);
        assertThat(agent.post("/api/floor/agents/" + AGENT + "/state", Map.of("state", "pause"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsSetUpReachesTheDeskAndTheFloor() {
        Browser agent = browser.signedIn("floor-agent", PASSWORD);
        await().untilAsserted(() -> assertThat(
                        agent.get("/api/agent").expect(200).json().get("queues").findValuesAsString("name"))
                .containsExactly("Floor queue"));
        assertThat(agent.put("/api/agent/state", Map.of("state", "pause"))
                        .expect(200)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("pause");
        assertThat(agent.put("/api/agent/state", Map.of("state", "hold")).status())
                .isEqualTo(422);
        assertThat(agent.put("/api/agent/state", Map.of("state", "nonsense")).status())
                .isIn(400, 422);
        assertThat(agent.post("/api/agent/dial", Map.of("number", "123", "projectId", UUID.randomUUID()))
                        .status())
                .isEqualTo(404);
        Browser admin = browser.admin();
        List<String> logins =
                admin.get("/api/floor").expect(200).json().get("agents").findValuesAsString("login");
        assertThat(logins).contains("floor-agent");
    }

    @Test
    void anOpenStreamEndsWithTheSession() throws Exception {
        Browser agent = browser.signedIn("floor-agent", PASSWORD);
        try (EventReader events = new EventReader(agent.client(), agent.uri("/api/events"), "")) {
            events.await("desk", d -> d.get("agentId").asString().equals(AGENT.toString()));
            agent.delete("/api/session").expect(204);
            events.await("session-ended", d -> true);
            await().until(() -> events.over);
        }
    }
}

package org.otvet.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@OtvetServerTest
class AuditNamesTest {

    @Autowired
    Browser browser;

    @Test
    void saysWhatTheIdsInItsRowsAreCalledAlsoOfWhatIsGone() {
        Browser admin = browser.admin();
        String project = made(admin, "projects", Map.of("name", "Flower shop", "locale", "en", "active", true));
        String queue = made(admin, "queues", Map.of("projectId", project, "name", "Bouquets"));
        admin.put("/api/admin/queues/" + queue, Map.of("projectId", project, "name", "Bouquets", "wrapUpSeconds", 77))
                .expect(200);
        String clerk = made(
                admin,
                "users",
                Map.of(
                        "login", "florist",
                        "name", "Rose Florist",
                        "password", "a long enough one",
                        "roles", List.of("agent"),
                        "projectIds", List.of(project)));
        admin.put("/api/admin/users/" + clerk, Map.of("queueIds", List.of(queue)))
                .expect(200);
        admin.put("/api/admin/users/" + clerk, Map.of("queueIds", List.of())).expect(200);
        admin.delete("/api/admin/queues/" + queue).expect(204);

        JsonNode page = admin.get("/api/admin/audit?size=200").expect(200).json();

        assertThat(page.path("names").path(project).asString("")).isEqualTo("Flower shop");
        assertThat(page.path("names").path(queue).asString("")).isEqualTo("Bouquets");
        assertThat(StreamSupport.stream(page.path("items").spliterator(), false)
                        .map(act -> act.path("action").asString() + " "
                                + act.path("object").asString()))
                .contains("queue.changed queue " + queue, "queue.removed queue " + queue, "user.changed user florist");
    }

    @Test
    void aNewUserSpeaksTheLanguageOfWhoeverAddsThem() {
        Browser admin = browser.admin();
        admin.put("/api/session/preferences", Map.of("locale", "en", "theme", "auto"))
                .expect(200);
        Map<String, Object> draft =
                Map.of("login", "newcomer", "name", "Newcomer", "password", "a long enough one", "roles", List.of());
        String id = made(admin, "users", draft);
        assertThat(admin.get("/api/admin/users/" + id).json().get("locale").asString())
                .isEqualTo("en");
        admin.put("/api/admin/users/" + id, Map.of("locale", "ru")).expect(200);
        admin.put("/api/admin/users/" + id, Map.of("name", "No longer new")).expect(200);
        assertThat(admin.get("/api/admin/users/" + id).json().get("locale").asString())
                .isEqualTo("ru");
    }

    private static String made(Browser admin, String kind, Map<String, Object> draft) {
        return admin.post("/api/admin/" + kind, draft)
                .expect(201)
                .json()
                .get("id")
                .asString();
    }
}

package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otvet.phone.SipPhone;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.projects.Projects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The password of a trunk goes in and never comes out. */
@OtvetServerTest
class TrunkLoginIT {

    private static final String PASSWORD = "swordfish-4711";

    @Autowired
    Browser browser;

    @Autowired
    Projects projects;

    @Autowired
    JdbcClient sql;

    @Test
    void thePasswordIsKeptLockedAndIsInNoAnswer() {
        Browser admin = browser.admin();
        try (SipPhone silent =
                SipPhone.builder("registrar").bind("127.0.0.9", 0).start()) {
            String registrar = "127.0.0.9:" + silent.port();
            Browser.Answer made =
                    admin.post("/api/admin/trunks", trunk(registrar, PASSWORD)).expect(201);
            String id = made.json().get("id").asString();
            try {
                assertThat(made.response().body()).doesNotContain(PASSWORD);
                assertThat(made.json().get("login").get("passwordSet").asBoolean())
                        .isTrue();
                byte[] kept = sql.sql("select locked_password from trunk where id = :id::uuid")
                        .param("id", id)
                        .query(byte[].class)
                        .single();
                assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(PASSWORD);

                admin.put("/api/admin/trunks/" + id, trunk(registrar, "")).expect(200);
                assertThat(projects.centre().trunks().values())
                        .anyMatch(t -> t.login() != null && t.login().password().equals(PASSWORD));
                assertThat(admin.get("/api/admin/trunks").expect(200).response().body())
                        .doesNotContain(PASSWORD);
                assertThat(admin.get("/api/admin/audit?page=0")
                                .expect(200)
                                .response()
                                .body())
                        .contains("trunk " + id)
                        .doesNotContain(PASSWORD);

                // Sent anywhere else, the kept password would be for whoever named that place.
                admin.put("/api/admin/trunks/" + id, trunk("127.0.0.10:5060", ""))
                        .expect(422);
                await().atMost(SOON)
                        .until(() -> silent.log().lines().stream().anyMatch(line -> line.contains("REGISTER")));
            } finally {
                admin.delete("/api/admin/trunks/" + id).expect(204);
            }
        }
    }

    private static Map<String, Object> trunk(String registrar, String password) {
        return new HashMap<>(Map.of(
                "name",
                "Registering",
                "sources",
                List.of(),
                "peers",
                List.of(registrar),
                "transport",
                "udp",
                "maxCalls",
                0,
                "projectIds",
                List.of(),
                "active",
                true,
                "login",
                Map.of("registrar", registrar, "username", "line", "password", password, "expirySeconds", 300)));
    }
}

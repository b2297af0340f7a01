package org.otvet.server.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otvet.server.ledger.Fact;
import org.otvet.server.people.SessionsEnded;
import org.otvet.server.platform.AlarmRaised;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = FloorSlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "spring.main.banner-mode=off"})
class FloorHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    InMemoryExchange exchange;

    @Autowired
    List<Fact> facts;

    @Autowired
    ApplicationEventPublisher publisher;

    private final HttpClient client = HttpClient.newHttpClient();

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(String login, String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("X-Test-Login", login)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private EventReader events(String login) throws Exception {
        return new EventReader(client, uri("/api/events"), login);
    }

    @Test
    void aCallIsSeenByAgentAndSupervisorAtOnceAndByNobodyElse() throws Exception {
        exchange.phone(FloorSlice.ANNA.toString(), true);
        try (EventReader anna = events("anna");
                EventReader vera = events("vera");
                EventReader gleb = events("gleb")) {
            assertThat(anna.await("desk", d -> true).data().get("state").asString())
                    .isEqualTo("offline");
            JsonNode floor = vera.await("floor", f -> true).data();
            assertThat(floor.get("queues")).hasSize(1);
            assertThat(floor.get("agents").get(0).get("login").asString()).isEqualTo("anna");
            assertThat(json(send("anna", "PUT", "/api/agent/state", "{\"state\":\"ready\"}"))
                            .get("state")
                            .asString())
                    .isEqualTo("ready");
            vera.await("floor-change", c -> state(c).equals("ready"));

            LegId caller = exchange.callIn("+79161234567", "1001");
            EventReader.Event ringing =
                    anna.await("desk", d -> d.get("state").asString().equals("ringing"));
            vera.await("floor-change", c -> state(c).equals("ringing"));
            String call = ringing.data().get("call").get("interactionId").asString();

            exchange.partyAnswers(exchange.legOf(FloorSlice.ANNA.toString()));
            vera.await(
                    "floor-change",
                    c -> c.get("calls").findValuesAsString("interactionId").contains(call));
            assertThat(exchange.hears(caller)).isEqualTo(FloorSlice.ANNA.toString());
            assertThat(send("anna", "POST", "/api/agent/call/" + call + "/hold", "")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(exchange.hears(caller)).isEqualTo("music");
            assertThat(send("anna", "POST", "/api/agent/call/" + call + "/hold", "")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(send("boris", "POST", "/api/agent/call/" + call + "/hang-up", "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send("gleb", "POST", "/api/floor/calls/" + call + "/hang-up", "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send("gleb", "POST", "/api/floor/agents/" + FloorSlice.ANNA + "/state", "{\"state\":\"pause\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send("vera", "POST", "/api/floor/calls/" + call + "/hang-up", "")
                            .statusCode())
                    .isEqualTo(204);
            vera.await(
                    "floor-change",
                    c -> c.get("removed").get("calls").toString().contains(call));
            assertThat(json(send(
                                    "anna",
                                    "POST",
                                    "/api/agent/wrap-up",
                                    "{\"interactionId\":\"" + call + "\",\"dispositionId\":null,\"notes\":\"done\"}"))
                            .get("state")
                            .asString())
                    .isEqualTo("ready");
            assertThat(facts.stream()
                            .filter(f -> f.type().equals("interaction.ended"))
                            .map(f -> f.data().get("result")))
                    .contains("answered");

            assertThat(gleb.events).extracting(EventReader.Event::name).containsOnly("floor");
            assertThat(gleb.events.getFirst().data().toString())
                    .doesNotContain("anna")
                    .doesNotContain("Orders");
        }
        await().until(() ->
                json(send("anna", "GET", "/api/agent", "")).get("call").isNull());
    }

    private static String state(JsonNode change) {
        JsonNode agents = change.get("agents");
        return agents.isEmpty() ? "" : agents.get(0).get("state").asString();
    }

    @Test
    void aSignedOutPageIsToldAndItsStreamEnds() throws Exception {
        try (EventReader boris = events("boris")) {
            boris.await("desk", d -> true);
            publisher.publishEvent(new SessionsEnded(FloorSlice.BORIS));
            boris.await("session-ended", d -> true);
            await().until(() -> boris.over);
        }
    }

    @Test
    void alarmsReachSupervisorsWhenTheyBeginAndWhenTheyEnd() throws Exception {
        try (EventReader vera = events("vera")) {
            vera.await("floor", f -> true);
            publisher.publishEvent(
                    new AlarmRaised("disk-full", AlarmRaised.Severity.CRITICAL, "No room", true, Instant.now(), null));
            assertThat(vera.await("alarm", a -> a.get("raised").asBoolean())
                            .data()
                            .get("severity")
                            .asString())
                    .isEqualTo("critical");
            assertThat(json(send("vera", "GET", "/api/floor", "")).get("alarms"))
                    .hasSize(1);
            publisher.publishEvent(
                    new AlarmRaised("disk-full", AlarmRaised.Severity.CRITICAL, "", false, Instant.now(), null));
            vera.await("alarm", a -> !a.get("raised").asBoolean());
            assertThat(json(send("vera", "GET", "/api/floor", "")).get("alarms"))
                    .isEmpty();
        }
    }

    @Test
    void givesABrowserPhoneItsCredentials() throws Exception {
        JsonNode phone = json(send("anna", "GET", "/api/agent/phone", ""));
        assertThat(phone.get("kind").asString()).isEqualTo("browser");
        assertThat(phone.get("webSocketPath").asString()).isEqualTo("/sip");
        assertThat(phone.get("password").asString()).isNotEmpty();
        assertThat(Instant.parse(phone.get("expiresAt").asString())).isAfter(Instant.now());
    }

    @Test
    void refusesAStateThatNobodyMayAskFor() throws Exception {
        assertThat(send("anna", "PUT", "/api/agent/state", "{\"state\":\"talking\"}")
                        .statusCode())
                .isEqualTo(422);
        exchange.partyEnds(LegId.random(), HangUpCause.NORMAL);
    }
}

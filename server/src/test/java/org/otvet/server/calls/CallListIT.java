package org.otvet.server.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.ledger.LedgerState;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.PersonDraft;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue;
import org.otvet.server.recordings.RecordingFiles;
import org.otvet.server.recordings.Tones;
import org.otvet.telephony.RecordingId;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The call list, one call and its recording over HTTP, with facts as the floor records them. */
@OtvetServerTest
class CallListIT {

    private static final String PASSWORD = "a long enough one";

    @Autowired
    Browser browser;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerState.Source stored;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    RecordingFiles files;

    @Autowired
    CallsToday today;

    private final UUID project = UUID.randomUUID();
    private final UUID queue = UUID.randomUUID();
    private final UUID agent = UUID.randomUUID();
    private final UUID supervisor = UUID.randomUUID();
    private final UUID stranger = UUID.randomUUID();
    private final UUID manager = UUID.randomUUID();
    private final Instant start = Instant.now().minusSeconds(600);

    @BeforeEach
    void people() {
        projects.put(CurrentPerson.OTVET, new Project(project, "Shop " + project, null, "ru", true));
        projects.put(
                CurrentPerson.OTVET,
                new Queue(
                        queue,
                        project,
                        "Orders",
                        10,
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
        person(agent, "agent", Set.of(project));
        person(supervisor, "supervisor", Set.of(project));
        person(manager, "manager", Set.of(project));
        person(stranger, "supervisor", Set.of());
    }

    @Test
    void listsCallsWithDurationsNamesAndWalls() throws Exception {
        UUID answered = answeredCall("+7 (912) 345-67-89");
        UUID abandoned = abandonedCall("89123456789");
        UUID going = UUID.randomUUID();
        fact(going, 590, null, "interaction.started", Map.of("direction", "in", "number", "5555", "dialled", "1000"));
        settle();

        JsonNode page = as(supervisor)
                .get("/api/calls?projectId=" + project)
                .expect(200)
                .json();
        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("items").findValuesAsString("interactionId"))
                .containsExactly(going.toString(), abandoned.toString(), answered.toString());
        JsonNode call = page.get("items").get(2);
        assertThat(call.get("result").asString()).isEqualTo("answered");
        assertThat(call.get("queueName").asString()).isEqualTo("Orders");
        assertThat(call.get("agentName").asString()).isEqualTo("Name of agent");
        assertThat(call.get("waitSeconds").asInt()).isEqualTo(15);
        assertThat(call.get("talkSeconds").asInt()).isEqualTo(50);
        assertThat(call.get("holdSeconds").asInt()).isEqualTo(10);
        assertThat(call.get("wrapUpSeconds").asInt()).isEqualTo(20);
        assertThat(call.get("notes").asString()).isEqualTo("asked for a refund");
        assertThat(page.get("items").get(0).get("result").asString()).isEqualTo("in-progress");

        assertThat(total(supervisor, "result=abandoned")).isEqualTo(1);
        assertThat(total(supervisor, "number=8 912 345 67 89")).isEqualTo(2);
        assertThat(total(supervisor, "number=4567")).isEqualTo(2);
        assertThat(total(supervisor, "agentId=" + agent)).isEqualTo(1);
        assertThat(total(supervisor, "from=" + Instant.now().plusSeconds(60))).isZero();
        assertThat(total(supervisor, "queueId=" + UUID.randomUUID())).isZero();
        JsonNode second = as(supervisor)
                .get("/api/calls?projectId=" + project + "&size=1&page=1&sort=startedAt")
                .expect(200)
                .json();
        assertThat(second.get("items").findValuesAsString("interactionId")).containsExactly(abandoned.toString());
        as(supervisor).get("/api/calls?sort=nonsense").expect(422);

        // an agent sees calls of its own: taken, or offered and missed
        assertThat(as(agent).get("/api/calls").expect(200).json().get("items").findValuesAsString("interactionId"))
                .containsExactlyInAnyOrder(answered.toString(), abandoned.toString());
        as(agent).get("/api/calls/" + going).expect(404);
        assertThat(total(stranger, "projectId=" + project)).isZero();
        as(stranger).get("/api/calls/" + answered).expect(404);
        as(supervisor).get("/api/calls/" + UUID.randomUUID()).expect(404);
        browser.another().get("/api/calls").expect(401);

        JsonNode history = as(agent)
                .get("/api/agent/history?number=9123456789")
                .expect(200)
                .json();
        assertThat(history.findValuesAsString("interactionId"))
                .containsExactly(abandoned.toString(), answered.toString());
    }

    @Test
    void tellsOneCallFromBeginningToEnd() throws Exception {
        UUID call = answeredCall("+79031112233");
        settle();
        JsonNode details = as(supervisor).get("/api/calls/" + call).expect(200).json();
        assertThat(details.get("ribbon").findValuesAsString("kind"))
                .containsExactly("waiting", "ringing", "talking", "hold", "talking", "wrap-up");
        assertThat(details.get("ribbon").get(1).get("agentName").asString()).isEqualTo("Name of agent");
        assertThat(details.get("facts")).hasSize(13);
        assertThat(details.get("facts").get(0).get("type").asString()).isEqualTo("interaction.started");
        assertThat(details.get("recordings")).isEmpty();
    }

    @Test
    void countsTheDaySoFar() throws Exception {
        answeredCall("+79031112244");
        UUID abandoned = abandonedCall("+79031112255");
        settle();
        assertThat(today.queues(start.minusSeconds(1), Map.of(queue, 20_000L)))
                .contains(new CallsToday.QueueFigures(queue, 2, 1, 1, 1, 15_000));
        assertThat(today.queues(start.minusSeconds(1), Map.of(queue, 10_000L)))
                .contains(new CallsToday.QueueFigures(queue, 2, 1, 1, 0, 15_000));
        assertThat(today.agents(start.minusSeconds(1)))
                .contains(new CallsToday.AgentFigures(agent, 1, 50_000, 80_000, 1));
        assertThat(today.missed(start.minusSeconds(1)))
                .filteredOn(missed -> missed.agentId().equals(agent))
                .singleElement()
                .satisfies(missed -> {
                    assertThat(missed.interactionId()).isEqualTo(abandoned);
                    assertThat(missed.kind()).isEqualTo("not-answered");
                });
        fact(abandoned, 500, agent, "missed.handled", Map.of("by", agent.toString()));
        settle();
        assertThat(today.missed(start.minusSeconds(1)))
                .noneMatch(missed -> missed.agentId().equals(agent));
    }

    @Test
    void playsARecordingAlsoWhileItGrows() throws Exception {
        UUID call = answeredCall("+79031112266");
        UUID recording = UUID.randomUUID();
        var file = files.placeFor(new RecordingId(recording), start).file();
        Tones.write(file, 2000);
        fact(
                call,
                30,
                agent,
                "recording.started",
                Map.of("recordingId", recording.toString(), "file", file.toString()));
        settle();
        String audio = "/api/recordings/" + recording + "/audio";

        HttpResponse<byte[]> growing = bytes(as(supervisor), audio, null);
        assertThat(growing.statusCode()).isEqualTo(200);
        assertThat(growing.body()).hasSize(44 + 2000 * 8 * 4);
        Tones.write(file, 1000);
        fact(
                call,
                95,
                agent,
                "recording.ended",
                Map.of(
                        "recordingId",
                        recording.toString(),
                        "lengthMs",
                        3000,
                        "bytes",
                        Files.size(file),
                        "problem",
                        ""));
        settle();

        Browser supervising = as(supervisor);
        byte[] whole = bytes(supervising, audio, null).body();
        try (var player = AudioSystem.getAudioInputStream(new ByteArrayInputStream(whole))) {
            assertThat(player.getFrameLength()).isEqualTo(24_000);
        }
        HttpResponse<byte[]> part = bytes(supervising, audio, "bytes=1001-2000");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 1001-2000/" + whole.length);
        assertThat(part.headers().firstValueAsLong("Content-Length")).hasValue(1000);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 1001, 2001));
        assertThat(bytes(supervising, audio, "bytes=" + whole.length + "-").statusCode())
                .isEqualTo(416);

        JsonNode peaks = supervising
                .get("/api/recordings/" + recording + "/peaks?points=30")
                .expect(200)
                .json();
        assertThat(peaks.get("lengthMs").asInt()).isEqualTo(3000);
        assertThat(peaks.get("left")).hasSize(30);
        JsonNode details = supervising.get("/api/calls/" + call).expect(200).json();
        assertThat(details.get("recordings").get(0).get("lengthMs").asInt()).isEqualTo(3000);
        assertThat(details.get("summary").get("recordingIds").get(0).asString()).isEqualTo(recording.toString());

        as(agent).get(audio).expect(403);
        as(stranger).get(audio).expect(404);
        as(stranger).get("/api/recordings/" + recording + "/peaks").expect(404);
        supervising.get(audio + "?download").expect(403);
        HttpResponse<byte[]> download = bytes(as(manager), audio + "?download", null);
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"otvet-.*" + recording + "\\.wav\"");

        List<String> acts = browser
                .admin()
                .get("/api/admin/audit?page=0")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsString("object")
                .stream()
                .filter(("recording " + recording)::equals)
                .toList();
        // one listen of the supervisor, however many parts it asked for, and one download
        assertThat(acts).hasSize(2);
    }

    private UUID answeredCall(String number) {
        UUID call = UUID.randomUUID();
        Map<String, Object> who = Map.of("agentId", agent.toString());
        fact(call, 0, null, "interaction.started", Map.of("direction", "in", "number", number, "dialled", "1000"));
        fact(call, 0, null, "interaction.answered", Map.of());
        fact(call, 5, null, "queue.entered", Map.of("queueId", queue.toString()));
        fact(call, 10, agent, "offer.made", who);
        fact(call, 20, agent, "offer.ended", Map.of("agentId", agent.toString(), "outcome", "answered"));
        fact(call, 20, null, "queue.left", Map.of("queueId", queue.toString(), "reason", "connected"));
        fact(call, 20, agent, "agent.connected", who);
        fact(call, 40, agent, "hold.started", Map.of("by", "agent"));
        fact(call, 50, agent, "hold.ended", Map.of());
        fact(call, 80, agent, "agent.disconnected", who);
        fact(
                call,
                80,
                agent,
                "interaction.ended",
                Map.of("result", "answered", "endedBy", "customer", "cause", "NORMAL"));
        fact(call, 80, agent, "wrapup.started", who);
        fact(
                call,
                100,
                agent,
                "wrapup.ended",
                Map.of("agentId", agent.toString(), "how", "saved", "notes", "asked for a refund"));
        return call;
    }

    private UUID abandonedCall(String number) {
        UUID call = UUID.randomUUID();
        fact(call, 200, null, "interaction.started", Map.of("direction", "in", "number", number, "dialled", "1000"));
        fact(call, 200, null, "queue.entered", Map.of("queueId", queue.toString()));
        fact(call, 201, agent, "offer.made", Map.of("agentId", agent.toString()));
        fact(call, 221, agent, "offer.ended", Map.of("agentId", agent.toString(), "outcome", "not-answered"));
        fact(call, 230, null, "queue.left", Map.of("queueId", queue.toString(), "reason", "abandoned"));
        fact(
                call,
                230,
                null,
                "interaction.ended",
                Map.of("result", "abandoned", "endedBy", "customer", "cause", "CANCELLED"));
        return call;
    }

    private void fact(UUID call, int second, UUID by, String type, Map<String, Object> data) {
        ledger.record(Fact.of(call, by, project, start.plusSeconds(second), type, data));
    }

    private void settle() throws InterruptedException {
        assertThat(stored.settle(Duration.ofSeconds(10))).isTrue();
    }

    private void person(UUID id, String role, Set<UUID> in) {
        people.put(
                CurrentPerson.OTVET,
                id,
                new PersonDraft(login(id), "Name of " + role, "en", Set.of(role), in, Set.of(), true, PASSWORD, null));
    }

    private static String login(UUID id) {
        return "p" + id.toString().substring(0, 8);
    }

    private Browser as(UUID person) {
        return browser.signedIn(login(person), PASSWORD);
    }

    private int total(UUID person, String query) {
        String path = ("/api/calls?" + query).replace(" ", "%20");
        return as(person)
                .get(path + (query.contains("projectId") ? "" : "&projectId=" + project))
                .expect(200)
                .json()
                .get("total")
                .asInt();
    }

    private static HttpResponse<byte[]> bytes(Browser browser, String path, String range)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = browser.request(path).GET();
        if (range != null) {
            request.header("Range", range);
        }
        return browser.client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}

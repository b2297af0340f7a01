package org.otvet.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.server.people.CurrentPerson.OTVET;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.ledger.LedgerState;
import org.otvet.server.people.People;
import org.otvet.server.people.PersonDraft;
import org.otvet.server.projects.Disposition;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.otvet.telephony.RecordingId;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Comments at moments of a recording, and calls found by what was recorded of them. */
@OtvetServerTest
class CommentIT {

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

    private final UUID project = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID sold = UUID.randomUUID();
    private final UUID agent = UUID.randomUUID();
    private final Instant start = Instant.now().minusSeconds(600);
    private final UUID talked = UUID.randomUUID();
    private final UUID silent = UUID.randomUUID();
    private final UUID recording = UUID.randomUUID();
    private final String comments = "/api/recordings/" + recording + "/comments";

    @BeforeEach
    void twoCallsOneRecorded() throws Exception {
        projects.put(OTVET, new Project(project, "Heard " + project, null, "en", true));
        projects.put(OTVET, new Project(other, "Other " + other, null, "en", true));
        projects.put(OTVET, new Disposition(sold, project, null, "Sold", "sold", 1, true));
        call(talked, 45);
        call(silent, 10);
        var file = files.placeFor(new RecordingId(recording), start).file();
        Tones.write(file, 3000);
        fact(talked, 5, "recording.started", Map.of("recordingId", recording.toString(), "file", file.toString()));
        fact(talked, 50, "recording.ended", Map.of("recordingId", recording.toString(), "lengthMs", 3000));
        fact(talked, 60, "wrapup.ended", Map.of("agentId", agent.toString(), "dispositionId", sold.toString()));
        assertThat(stored.settle(Duration.ofSeconds(10))).isTrue();
    }

    private void call(UUID call, int talkSeconds) {
        fact(call, 0, "interaction.started", Map.of("number", "+79031112277", "dialled", "1000"));
        fact(call, 5, "agent.connected", Map.of("agentId", agent.toString()));
        fact(call, 5 + talkSeconds, "agent.disconnected", Map.of("agentId", agent.toString()));
        fact(call, 5 + talkSeconds, "interaction.ended", Map.of("result", "answered"));
        fact(call, 5 + talkSeconds, "wrapup.started", Map.of("agentId", agent.toString()));
    }

    private void fact(UUID call, int second, String type, Map<String, Object> data) {
        ledger.record(Fact.of(call, agent, project, start.plusSeconds(second), type, data));
    }

    private Browser supervisor(UUID of) {
        String login = "listener-" + UUID.randomUUID();
        people.put(
                OTVET,
                UUID.randomUUID(),
                new PersonDraft(
                        login, "Listener", "en", Set.of("supervisor"), Set.of(of), Set.of(), true, PASSWORD, null));
        return browser.signedIn(login, PASSWORD);
    }

    private List<String> found(Browser person, String filter) {
        List<String> ids = new ArrayList<>();
        person.get("/api/calls?projectId=" + project + "&" + filter)
                .expect(200)
                .json()
                .get("items")
                .forEach(call -> ids.add(call.get("interactionId").asString()));
        return ids;
    }

    @Test
    void standAtTheirMomentWithTheirAuthor() {
        Browser listener = supervisor(project);
        listener.post(comments, Map.of("atMs", 1500, "text", " Обещал перезвонить "))
                .expect(201);
        listener.post(comments, Map.of("atMs", 500, "text", "Greets well")).expect(201);
        listener.post(comments, Map.of("atMs", 3001, "text", "late")).expect(422);
        JsonNode listed = listener.get(comments).expect(200).json();
        assertThat(listed.size()).isEqualTo(2);
        assertThat(listed.get(0).get("text").asString()).isEqualTo("Greets well");
        assertThat(listed.get(0).get("author").asString()).isEqualTo("Listener");
        assertThat(listed.get(1).get("text").asString()).isEqualTo("Обещал перезвонить");
        assertThat(listed.get(1).get("own").asBoolean()).isTrue();
        assertThat(found(listener, "comment=" + URLEncoder.encode("ПЕРЕЗВОНИТЬ", StandardCharsets.UTF_8)))
                .containsExactly(talked.toString());
        assertThat(found(listener, "comment=nobody")).isEmpty();

        Browser stranger = supervisor(other);
        stranger.get(comments).expect(404);
        Browser colleague = supervisor(project);
        String path = comments + "/" + listed.get(0).get("id").asString();
        colleague.delete(path).expect(403);
        listener.delete(path).expect(204);
        browser.admin()
                .delete(comments + "/" + listed.get(1).get("id").asString())
                .expect(204);
        assertThat(colleague.get(comments).expect(200).json().size()).isZero();
    }

    @Test
    void callsAreFoundByTalkResultAndRecording() {
        Browser listener = supervisor(project);
        assertThat(found(listener, "recorded=true")).containsExactly(talked.toString());
        assertThat(found(listener, "recorded=false")).containsExactly(silent.toString());
        assertThat(found(listener, "minTalkSeconds=45")).containsExactly(talked.toString());
        assertThat(found(listener, "minTalkSeconds=46")).isEmpty();
        assertThat(found(listener, "maxTalkSeconds=10")).containsExactly(silent.toString());
        assertThat(found(listener, "dispositionId=" + sold)).containsExactly(talked.toString());
    }

    @Test
    void goWithTheirRecording() {
        supervisor(project).post(comments, Map.of("atMs", 1, "text", "private")).expect(201);
        browser.admin().delete("/api/recordings/" + recording).expect(204);
        browser.admin().get(comments).expect(410);
        assertThat(found(browser.admin(), "comment=private")).isEmpty();
    }
}

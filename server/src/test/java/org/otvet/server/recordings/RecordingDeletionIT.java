package org.otvet.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.server.people.CurrentPerson.OTVET;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.ledger.LedgerState;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.RecordingRule;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.recording.Recorder;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is deleted is deleted: the key, the file, and the call list says so; what is held stays. */
@OtvetServerTest
class RecordingDeletionIT {

    @Autowired
    Browser browser;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerState.Source stored;

    @Autowired
    Projects projects;

    @Autowired
    RecordingFiles files;

    @Autowired
    RecordingRetention retention;

    @Autowired
    KeyMover keyMover;

    @Autowired
    JdbcClient database;

    private final UUID project = UUID.randomUUID();
    private final Instant now = Instant.now();

    @BeforeEach
    void project() {
        projects.put(OTVET, new Project(project, "Kept " + project, null, "en", true));
    }

    private record Kept(UUID call, UUID id, Path file) {}

    /** A call that was recorded so many days ago. */
    private Kept recorded(int daysAgo) throws Exception {
        Instant at = now.minus(Duration.ofDays(daysAgo));
        UUID call = UUID.randomUUID();
        RecordingId id = RecordingId.random();
        RecordingPlace place = files.placeFor(id, at);
        try (Recorder recorder = new Recorder()) {
            recorder.start();
            var recording = recorder.open(id, place, G711.PCMA, (a, b, c, d) -> {});
            recording.stop();
        }
        fact(call, at, "interaction.started", Map.of("number", "+7" + id.value().hashCode(), "dialled", "1000"));
        fact(
                call,
                at,
                "recording.started",
                Map.of("recordingId", id.toString(), "file", place.file().toString()));
        fact(call, at.plusSeconds(60), "recording.ended", Map.of("recordingId", id.toString(), "lengthMs", 60_000));
        fact(call, at.plusSeconds(60), "interaction.ended", Map.of("result", "answered"));
        settle();
        keyMover.move();
        assertThat(place.file()).exists();
        assertThat(keys(id.value())).isOne();
        return new Kept(call, id.value(), place.file());
    }

    private void fact(UUID call, Instant at, String type, Map<String, Object> data) {
        ledger.record(Fact.of(call, null, project, at, type, data));
    }

    private void settle() throws InterruptedException {
        assertThat(stored.settle(Duration.ofSeconds(10))).isTrue();
    }

    private int keys(UUID recording) {
        return database.sql("SELECT count(*) FROM recording_key WHERE recording_id = :id")
                .param("id", recording)
                .query(Integer.class)
                .single();
    }

    private void keepDays(@Nullable Integer days) {
        projects.put(
                OTVET,
                new RecordingRule(
                        UUID.nameUUIDFromBytes(project.toString().getBytes()),
                        project,
                        RecordingRule.Scope.PROJECT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        days));
    }

    private JsonNode details(Kept kept) {
        return browser.admin().get("/api/calls/" + kept.call()).expect(200).json();
    }

    private List<String> facts(Kept kept) {
        List<String> types = new ArrayList<>();
        details(kept).get("facts").forEach(fact -> types.add(fact.get("type").asString()));
        return types;
    }

    private List<String> audit(String action, UUID recording) {
        return database.sql("SELECT actor_login FROM audit WHERE action = :action AND object = :object")
                .param("action", action)
                .param("object", "recording " + recording)
                .query(String.class)
                .list();
    }

    private void assertDeleted(Kept kept, String by) throws Exception {
        settle();
        assertThat(kept.file()).doesNotExist();
        assertThat(keys(kept.id())).isZero();
        assertThat(audit("recording.deleted", kept.id())).containsExactly(by);
        assertThat(facts(kept)).containsOnlyOnce("recording.deleted");
        JsonNode details = details(kept);
        assertThat(details.get("recordings").get(0).get("deletedAt").isNull()).isFalse();
        assertThat(details.get("summary").get("recordingDeleted").asBoolean()).isTrue();
        assertThat(details.get("summary").get("recordingIds").size()).isZero();
        browser.admin().get("/api/recordings/" + kept.id() + "/audio").expect(410);
        browser.admin().get("/api/recordings/" + kept.id() + "/peaks").expect(410);
    }

    @Test
    void onRequestTheKeyAndTheFileAreGone() throws Exception {
        Kept kept = recorded(1);
        Browser admin = browser.admin();
        admin.get("/api/recordings/" + kept.id() + "/peaks").expect(200);
        admin.delete("/api/recordings/" + kept.id()).expect(204);
        assertDeleted(kept, "admin");
        admin.delete("/api/recordings/" + kept.id()).expect(204);
        assertDeleted(kept, "admin");
        admin.delete("/api/recordings/" + UUID.randomUUID()).expect(404);
    }

    @Test
    void aHeldRecordingIsDeletedByNobody() throws Exception {
        Kept kept = recorded(40);
        Browser admin = browser.admin();
        admin.put("/api/recordings/" + kept.id() + "/hold", Map.of()).expect(204);
        admin.put("/api/recordings/" + kept.id() + "/hold", Map.of()).expect(204);
        settle();
        assertThat(details(kept).get("recordings").get(0).get("held").asBoolean())
                .isTrue();
        assertThat(audit("recording.held", kept.id())).hasSize(1);
        assertThat(facts(kept)).containsOnlyOnce("recording.held");
        admin.delete("/api/recordings/" + kept.id()).expect(409);
        keepDays(30);
        retention.run(now);
        assertThat(kept.file()).exists();
        assertThat(keys(kept.id())).isOne();

        admin.delete("/api/recordings/" + kept.id() + "/hold").expect(204);
        retention.run(now);
        assertDeleted(kept, "otvet");
    }

    @Test
    void eachProjectsTimeIsItsOwn() throws Exception {
        Kept old = recorded(31);
        Kept young = recorded(29);
        retention.run(now);
        assertThat(old.file()).as("kept for ever without a rule").exists();
        keepDays(30);
        retention.run(now);
        assertDeleted(old, "otvet");
        assertThat(young.file()).exists();
        assertThat(facts(young)).doesNotContain("recording.deleted");
    }

    @Test
    void aRunningRecordingIsNotDeleted() throws Exception {
        UUID call = UUID.randomUUID();
        RecordingId id = RecordingId.random();
        fact(call, now, "interaction.started", Map.of("number", "+70000000000", "dialled", "1000"));
        fact(
                call,
                now,
                "recording.started",
                Map.of(
                        "recordingId",
                        id.toString(),
                        "file",
                        files.placeFor(id, now).file().toString()));
        settle();
        browser.admin().delete("/api/recordings/" + id).expect(409);
    }

    @Test
    void aCopyOfTheFileIsWorthNothing() throws Exception {
        Kept kept = recorded(1);
        byte[] copy = Files.readAllBytes(kept.file());
        browser.admin().delete("/api/recordings/" + kept.id()).expect(204);
        Files.write(kept.file(), copy);
        browser.admin().get("/api/recordings/" + kept.id() + "/audio").expect(410);
        assertThat(ByteBuffer.wrap(copy, 32, 32)).as("no key in the file").isEqualTo(ByteBuffer.allocate(32));
        Files.delete(kept.file());
    }
}

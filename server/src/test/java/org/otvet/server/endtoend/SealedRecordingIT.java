package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.People;
import org.otvet.server.platform.Home;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.switchboard.EmbeddedExchange;
import org.otvet.switchboard.recording.SealedRecording;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What lies on the disk is noise, what the program gives out is the talk, and whatever was done to the file is told. */
@OtvetServerTest
class SealedRecordingIT {

    private static final double CUSTOMER = 440;
    private static final double AGENT = 620;

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    EmbeddedExchange exchange;

    @Autowired
    Home home;

    @Autowired
    JdbcClient database;

    private TestCentre centre;
    private Browser admin;

    @BeforeEach
    void open() {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
        admin = browser.admin();
    }

    @AfterEach
    void close() throws Exception {
        centre.close();
    }

    /** The id of the recording of a talk, once its key has left the file. */
    private String recorded(String customer) {
        TestAgent agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        PhoneCall calling =
                centre.caller(customer, CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        PhoneCall taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        assertTalking(calling, CUSTOMER, taking, AGENT);
        TestCentre.letTalk(taking, Duration.ofSeconds(2));
        calling.hangUp();
        JsonNode call = centre.awaitCall(customer, "answered");
        String id = call.get("recordingIds").get(0).asString();
        await("the key is in the database only")
                .atMost(SOON)
                .until(() -> keyRows(id) == 1 && isZero(SealedRecording.envelopeOf(file(id))));
        return id;
    }

    private int keyRows(String id) {
        return database.sql("SELECT count(*) FROM recording_key WHERE recording_id = :id")
                .param("id", UUID.fromString(id))
                .query(Integer.class)
                .single();
    }

    private static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }

    private Path file(String id) throws IOException {
        try (var files = Files.walk(home.folder("recordings"))) {
            return files.filter(path -> path.getFileName().toString().startsWith(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private HttpResponse<byte[]> audio(String id, String range) throws Exception {
        var request = admin.request("/api/recordings/" + id + "/audio").GET();
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return admin.client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String damage(String id) {
        JsonNode damage = admin.get("/api/recordings/" + id + "/peaks?points=100")
                .expect(200)
                .json()
                .get("damage");
        return damage.isNull() ? "" : damage.asString();
    }

    @Test
    void rangesOfASealedRecordingAreTheTalk() throws Exception {
        String id = recorded("+79215550931");
        byte[] onDisk = Files.readAllBytes(file(id));
        assertThat(new String(onDisk, 0, 6, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("OTVREC");
        assertThat(file(id).resolveSibling(id + ".otvrec.peaks")).doesNotExist();
        assertThat(TestCentre.recording(admin, id)).hasTone(0, CUSTOMER, 0.7).hasTone(1, AGENT, 0.7);

        byte[] whole = audio(id, "").body();
        HttpResponse<byte[]> part = audio(id, "bytes=12345-23456");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 12345, 23457));
        HttpResponse<byte[]> end = audio(id, "bytes=-999");
        assertThat(end.body()).isEqualTo(Arrays.copyOfRange(whole, whole.length - 999, whole.length));
        assertThat(damage(id)).isEmpty();
    }

    @Test
    void aFileThatWasCutOrChangedIsTold() throws Exception {
        String id = recorded("+79215550932");
        Path file = file(id);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(damage(id)).isEqualTo("cut");
        assertThat(audio(id, "bytes=0-99").statusCode()).isEqualTo(206);
        byte[] changed = whole.clone();
        changed[5_000] ^= 1;
        Files.write(file, changed);
        assertThat(damage(id)).isEqualTo("damaged");
        assertThat(audio(id, "bytes=0-99").statusCode()).as("an undamaged part").isEqualTo(206);
        assertThat(audio(id, "bytes=8300-8400").statusCode()).isEqualTo(422);
        Files.write(file, whole);
        assertThat(damage(id)).isEmpty();
    }

    @Test
    void withoutItsKeyARecordingIsGone() throws Exception {
        String id = recorded("+79215550933");
        assertThat(audio(id, "bytes=0-99").statusCode()).isEqualTo(206);
        database.sql("DELETE FROM recording_key WHERE recording_id = :id")
                .param("id", UUID.fromString(id))
                .update();
        assertThat(audio(id, "bytes=0-99").statusCode()).isEqualTo(410);
        assertThat(Files.exists(file(id))).isTrue();
    }
}

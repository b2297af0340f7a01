package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.phone.PhoneAssertions.assertTalking;
import static org.otvet.phone.PhoneAssertions.assertThat;
import static org.otvet.server.endtoend.TestCentre.SOON;
import static org.otvet.server.people.CurrentPerson.OTVET;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.Voice;
import org.otvet.phone.WavTone;
import org.otvet.server.Browser;
import org.otvet.server.OtvetServerTest;
import org.otvet.server.people.People;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Queue.AnswerMode;
import org.otvet.server.projects.RecordingRule;
import org.otvet.switchboard.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is recorded and what is not, heard by tones: each party has its own, and what must not be kept has another. */
@OtvetServerTest
class RecordingRulesIT {

    private static final double CUSTOMER = 440;
    private static final double AGENT = 620;
    private static final double SECRET = 1200;
    private static final double SECRET_OF_AGENT = 1500;
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @Autowired
    Browser browser;

    @Autowired
    People people;

    @Autowired
    Projects projects;

    @Autowired
    EmbeddedExchange exchange;

    private TestCentre centre;
    private TestAgent agent;
    private PhoneCall calling;
    private PhoneCall taking;

    @BeforeEach
    void open() {
        centre = new TestCentre(browser, people, projects, exchange.sipAddress()).open(AnswerMode.AT_ONCE, 10, 3);
    }

    @AfterEach
    void close() throws Exception {
        centre.close();
    }

    private void rule(RecordingRule.@Nullable Mode mode, @Nullable UUID announcement) {
        projects.put(
                OTVET,
                new RecordingRule(
                        UUID.randomUUID(),
                        centre.project,
                        RecordingRule.Scope.QUEUE,
                        centre.queue,
                        null,
                        mode,
                        null,
                        announcement,
                        null,
                        null));
    }

    private void talk(String customer) {
        agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        calling = centre.caller(customer, CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        agent.awaitDesk("talking");
        assertTalking(calling, CUSTOMER, taking, AGENT);
    }

    private void recorder(String action, String state) {
        agent.desk()
                .post("/api/agent/call/" + agent.interaction() + "/recording/" + action, Map.of())
                .expect(204);
        assertThat(agent.look().get("call").get("recorder").get("state").asString())
                .isEqualTo(state);
    }

    /** Both say something that must be heard by the other, and in no recording. */
    private void saySecrets() {
        calling.say(Voice.tone(SECRET));
        taking.say(Voice.tone(SECRET_OF_AGENT));
        assertTalking(calling, SECRET, taking, SECRET_OF_AGENT);
        TestCentre.letTalk(taking, A_WHILE);
        calling.say(Voice.tone(CUSTOMER));
        taking.say(Voice.tone(AGENT));
        // the last of the secrets is through when both hear something else only
        assertThat(taking).hearsOnly(CUSTOMER);
        assertThat(calling).hearsOnly(AGENT);
    }

    private static void lacksSecrets(WavTone recording) {
        assertThat(recording)
                .lacksTone(0, SECRET)
                .lacksTone(1, SECRET)
                .lacksTone(0, SECRET_OF_AGENT)
                .lacksTone(1, SECRET_OF_AGENT);
    }

    @Test
    void whatIsSaidInAPauseIsNowhereAndTheRestKeepsItsPlace() {
        talk("+79215550901");
        TestCentre.letTalk(taking, A_WHILE);
        recorder("pause", "paused");
        saySecrets();
        recorder("resume", "on");
        TestCentre.letTalk(taking, A_WHILE);
        calling.hangUp();

        JsonNode call = centre.awaitCall("+79215550901", "answered");
        WavTone recording = centre.recording(call);
        lacksSecrets(recording);
        // a busy machine begins to record later than the facts say, so the borders are left out
        long paused = offset(call, "recording.paused");
        long resumed = offset(call, "recording.resumed");
        assertThat(resumed - paused).isGreaterThan(A_WHILE.toMillis());
        assertThat(recording.between(paused + 500, resumed - 500).tones(0)).isEmpty();
        assertThat(recording.between(paused + 500, resumed - 500).tones(1)).isEmpty();
        assertThat(recording.between(0, paused - 500)).hasTone(0, CUSTOMER, 0.6).hasTone(1, AGENT, 0.6);
        assertThat(recording.between(resumed + 500, resumed + 1_500))
                .hasTone(0, CUSTOMER, 0.6)
                .hasTone(1, AGENT, 0.6);
    }

    /** How far into the recording something was, in ms. */
    private long offset(JsonNode call, String fact) {
        Instant started = at(call, "recording.started");
        return Duration.between(started, at(call, fact)).toMillis();
    }

    private Instant at(JsonNode call, String type) {
        for (JsonNode fact : centre.details(call).get("facts")) {
            if (fact.get("type").asString().equals(type)) {
                return Instant.parse(fact.get("at").asString());
            }
        }
        throw new AssertionError("no fact " + type);
    }

    @Test
    void aProgramPausesACallOfItsProjectOnly() {
        talk("+79215550902");
        String interaction = agent.interaction();
        Browser admin = browser.admin();
        admin.post("/api/calls/" + interaction + "/recording/pause", Map.of()).expect(204);
        assertThat(agent.look().get("call").get("recorder").get("state").asString())
                .isEqualTo("paused");
        admin.post("/api/calls/" + interaction + "/recording/resume", Map.of()).expect(204);
        assertThat(agent.look().get("call").get("recorder").get("state").asString())
                .isEqualTo("on");
        agent.desk()
                .post("/api/calls/" + interaction + "/recording/pause", Map.of())
                .expect(403);
        admin.post("/api/calls/" + UUID.randomUUID() + "/recording/pause", Map.of())
                .expect(404);
        calling.hangUp();
        centre.awaitCall("+79215550902", "answered");
    }

    @Test
    void aCallThatIsNotRecordedHasNoFile() {
        rule(RecordingRule.Mode.NEVER, null);
        talk("+79215550903");
        TestCentre.letTalk(taking, A_WHILE);
        assertThat(agent.look().get("call").get("recording").asBoolean()).isFalse();
        agent.desk()
                .post("/api/agent/call/" + agent.interaction() + "/recording/start", Map.of())
                .expect(409);
        calling.hangUp();
        JsonNode call = centre.awaitCall("+79215550903", "answered");
        assertThat(call.get("recordingIds").size()).isZero();
        assertThat(centre.factTypes(call)).doesNotContain("recording.started");
    }

    @Test
    void byHandOnlyTheAskedPartIsRecorded() {
        rule(RecordingRule.Mode.BY_HAND, null);
        talk("+79215550904");
        saySecrets();
        recorder("start", "on");
        TestCentre.letTalk(taking, A_WHILE);
        recorder("stop", "off");
        saySecrets();
        calling.hangUp();
        JsonNode call = centre.awaitCall("+79215550904", "answered");
        WavTone recording = centre.recording(call);
        lacksSecrets(recording);
        assertThat(recording).hasTone(0, CUSTOMER, 0.6).hasTone(1, AGENT, 0.6);
    }

    @Test
    void theCallerIsToldBeforeTheTalk() {
        UUID told = centre.prompt("Told", org.otvet.server.projects.Prompt.Kind.GREETING, 1700, 1500);
        rule(RecordingRule.Mode.ALWAYS, told);
        calling =
                centre.caller("+79215550905", CUSTOMER).call(centre.queueNumber).awaitUp(SOON);
        assertThat(calling).hearsOnly(1700);
        assertThat(calling).hearsOnly(TestCentre.MUSIC_HERTZ);
        agent = centre.agent(1, phone -> phone.tone(AGENT).incoming(AnswerPolicy.answer()))
                .ready();
        taking = agent.phone().awaitCall(SOON).awaitUp(SOON);
        assertTalking(calling, CUSTOMER, taking, AGENT);
        TestCentre.letTalk(taking, A_WHILE);
        calling.hangUp();
        JsonNode call = centre.awaitCall("+79215550905", "answered");
        assertThat(centre.factTypes(call)).containsSubsequence("recording.announced", "agent.connected");
        assertThat(centre.recording(call)).lacksTone(0, 1700).lacksTone(1, 1700);
    }

    @Test
    void rulesAreSetUpInAdministration() {
        Browser admin = browser.admin();
        String rule = admin.post(
                        "/api/admin/recording-rules",
                        Map.of(
                                "projectId",
                                centre.project.toString(),
                                "scope",
                                "queue",
                                "queueId",
                                centre.queue.toString(),
                                "mode",
                                "never"))
                .expect(201)
                .json()
                .get("id")
                .asString();
        admin.post(
                        "/api/admin/recording-rules",
                        Map.of(
                                "projectId",
                                centre.project.toString(),
                                "scope",
                                "queue",
                                "queueId",
                                centre.queue.toString(),
                                "mode",
                                "always"))
                .expect(422);
        admin.post(
                        "/api/admin/recording-rules",
                        Map.of("projectId", centre.project.toString(), "scope", "project", "mode", "share"))
                .expect(422);
        talk("+79215550906");
        assertThat(agent.look().get("call").get("recording").asBoolean()).isFalse();
        calling.hangUp();
        centre.awaitCall("+79215550906", "answered");
        admin.delete("/api/admin/recording-rules/" + rule).expect(204);
        await().atMost(SOON)
                .until(() -> projects.centre().recordingRules().values().stream()
                        .noneMatch(r -> r.id().toString().equals(rule)));
    }
}

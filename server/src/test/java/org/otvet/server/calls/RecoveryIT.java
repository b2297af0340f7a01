package org.otvet.server.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.FactProjection;
import org.otvet.server.ledger.TestDatabase;
import org.otvet.server.ledger.TestFacts;
import org.otvet.server.recordings.RecordingInfo;
import org.otvet.server.recordings.RecordingsForTests;
import org.otvet.server.recordings.Tones;
import org.otvet.telephony.RecordingId;

/** What the next start makes of calls that were going on when the process was killed. */
class RecoveryIT {

    @TempDir
    Path home;

    private TestDatabase database;
    private RecordingsForTests recordings;
    private final Instant start = Instant.now().minusSeconds(100).truncatedTo(ChronoUnit.MILLIS);

    @BeforeEach
    void start() throws Exception {
        database = new TestDatabase(home.resolve("postgres"));
        recordings = new RecordingsForTests(home.resolve("recordings"), database.pool());
    }

    @AfterEach
    void stop() throws Exception {
        database.close();
    }

    @Test
    void marksOpenCallsInterruptedAndClosesTheirRecordings() throws Exception {
        UUID talking = UUID.randomUUID();
        UUID waiting = UUID.randomUUID();
        UUID wrappingUp = UUID.randomUUID();
        UUID finished = UUID.randomUUID();
        UUID agent = UUID.randomUUID();
        var recording = RecordingId.random();
        var lost = RecordingId.random();
        Path file =
                recordings.files().placeFor(recording, start.plusSeconds(10)).file();
        try (var ledger = ledger()) {
            for (UUID call : List.of(talking, waiting, wrappingUp, finished)) {
                ledger.record(fact(
                        call, 0, null, "interaction.started", Map.of("number", "+79001112233", "dialled", "1000")));
            }
            ledger.record(fact(waiting, 5, null, "queue.entered", Map.of()));
            ledger.record(fact(waiting, 25, agent, "offer.made", Map.of()));
            ledger.record(fact(talking, 10, agent, "agent.connected", Map.of()));
            ledger.record(fact(talking, 10, agent, "recording.started", started(recording, file)));
            ledger.record(
                    fact(talking, 12, agent, "recording.started", started(lost, home.resolve("recordings/gone.wav"))));
            Tones.write(file, 7500);
            ledger.record(fact(wrappingUp, 20, agent, "agent.connected", Map.of()));
            ledger.record(fact(wrappingUp, 30, null, "interaction.ended", Map.of("result", "answered")));
            ledger.record(fact(wrappingUp, 30, agent, "wrapup.started", Map.of("agentId", agent.toString())));
            ledger.record(fact(finished, 40, null, "interaction.ended", Map.of("result", "abandoned")));
            // this run ends here: its journal may or may not have reached the database
            ledger.settle(Duration.ofSeconds(5));
        }
        // what a killed process leaves behind is repaired whether once or twice
        for (int restart = 0; restart < 2; restart++) {
            try (var ledger = ledger()) {
                recordings.recover(ledger.ledger(), ledger.stored());
                new CallRecovery(
                                database.pool(),
                                ledger.ledger(),
                                ledger.stored(),
                                new CallProjection(TestFacts.history(database.pool())))
                        .start();
            }
        }
        assertThat(value(talking, "result = 'interrupted'")).isOne();
        assertThat(value(talking, "extract(epoch FROM ended_at - started_at) * 1000"))
                .isEqualTo(17_500);
        assertThat(value(talking, "talk_ms")).isEqualTo(7_500);
        assertThat(value(waiting, "result = 'interrupted'")).isOne();
        assertThat(value(waiting, "wait_ms")).isEqualTo(20_000);
        assertThat(value(wrappingUp, "result = 'answered'")).isOne();
        assertThat(value(finished, "result = 'abandoned'")).isOne();
        assertThat(database.count("SELECT count(*) FROM call WHERE open")).isZero();
        assertThat(database.count("SELECT count(*) FROM fact WHERE type = 'interaction.interrupted'"))
                .isEqualTo(2);

        List<RecordingInfo> infos = recordings.recordings().ofInteractions(List.of(talking));
        assertThat(infos).extracting(RecordingInfo::problem).containsExactly("interrupted", "unreadable");
        assertThat(infos.getFirst().lengthMs()).isEqualTo(7500);
        byte[] head = Files.readAllBytes(file);
        assertThat(head[54] & 0xff | (head[55] & 0xff) << 8 | (head[56] & 0xff) << 16)
                .isEqualTo(7500 * 16);
    }

    private TestFacts.Running ledger() throws Exception {
        List<FactProjection> projections =
                List.of(new CallProjection(TestFacts.history(database.pool())), recordings.projection());
        return TestFacts.ledger(home.resolve("journal"), database.pool(), projections);
    }

    private Fact fact(UUID call, int second, UUID agent, String type, Map<String, Object> data) {
        return Fact.of(call, agent, null, start.plusSeconds(second), type, data);
    }

    private static Map<String, Object> started(RecordingId recording, Path file) {
        return Map.of("recordingId", recording.toString(), "file", file.toString());
    }

    private long value(UUID call, String of) {
        String expression = of.contains("=") ? "(" + of + ")::int" : "(" + of + ")::bigint";
        return database.count("SELECT " + expression + " FROM call WHERE interaction_id = '" + call + "'");
    }
}

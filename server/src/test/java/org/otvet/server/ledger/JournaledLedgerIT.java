package org.otvet.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.server.platform.AlarmRaised;
import org.springframework.util.unit.DataSize;

class JournaledLedgerIT {

    private static final LedgerSettings SMALL =
            new LedgerSettings(Duration.ofMillis(20), 100, 500, 5000, Duration.ofSeconds(1), DataSize.ofMegabytes(1));

    @TempDir
    Path home;

    private TestDatabase database;
    private final List<AlarmRaised> alarms = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void startDatabase() throws Exception {
        database = new TestDatabase(home.resolve("postgres"));
    }

    @AfterEach
    void stopDatabase() throws Exception {
        database.close();
    }

    @Test
    void storesFactsInOrderAndReadsThemBackAsTheyWere() throws Exception {
        UUID interaction = UUID.randomUUID();
        UUID agent = UUID.randomUUID();
        var data = Map.<String, Object>of("number", "+7 495 123-45-67", "name", "Анна \"О'Хара\" \u0000\uD800", "n", 5);
        List<UUID> recorded = new ArrayList<>();
        try (var ledger = ledger(SMALL)) {
            ledger.start();
            for (int i = 0; i < 1000; i++) {
                Fact fact = Fact.of(interaction, agent, null, Instant.now(), "interaction.started", data);
                recorded.add(fact.id());
                ledger.record(fact);
            }
            await().until(() -> ledger.state().backlog() == 0);
            assertThat(database.factsAsStored()).containsExactlyElementsOf(recorded);
        }
        Fact stored =
                new StoredFacts(database.pool()).ofInteraction(interaction).getFirst();
        assertThat(stored.agentId()).isEqualTo(agent);
        assertThat(stored.projectId()).isNull();
        assertThat(stored.text("number")).isEqualTo("+7 495 123-45-67");
        assertThat(stored.text("name")).startsWith("Анна \"О'Хара\" ");
        assertThat(stored.number("n", 0)).isEqualTo(5);
        assertThat(database.count("SELECT count(*) FROM fact_default")).isZero();
    }

    @Test
    void losesAndDoublesNothingWhenTransactionsFailBeforeAndAfterTheirCommit() throws Exception {
        var seen = new ArrayList<UUID>();
        var count = new AtomicInteger();
        FactProjection failing = new FactProjection() {
            @Override
            public void project(Connection connection, List<Fact> facts) throws SQLException {
                switch (count.incrementAndGet() % 5) {
                    case 2 -> throw new SQLException("connection lost before the commit", "08006");
                    case 4 -> {
                        // the commit happens, the writer never hears of it
                        connection.commit();
                        facts.forEach(fact -> seen.add(fact.id()));
                        throw new SQLException("connection lost after the commit", "08006");
                    }
                    default -> facts.forEach(fact -> seen.add(fact.id()));
                }
            }

            @Override
            public void forget() {}
        };
        List<UUID> recorded;
        try (var ledger = new JournaledLedger(
                home.resolve("journal"), database.pool(), List.of(failing), alarms::add, SMALL, Clock.systemUTC())) {
            ledger.start();
            recorded = record(ledger, 3000);
            await().atMost(Duration.ofSeconds(60)).until(() -> ledger.state().backlog() == 0);
        }
        assertThat(database.factsAsStored()).containsExactlyElementsOf(recorded);
        assertThat(seen).containsExactlyElementsOf(recorded);
    }

    @Test
    void keepsRecordingWhileTheDatabaseIsKilledAndHealsByItself() throws Exception {
        try (var ledger = ledger(SMALL)) {
            ledger.start();
            List<UUID> recorded = new ArrayList<>(record(ledger, 700));
            database.kill();
            recorded.addAll(record(ledger, 6000));
            await().atMost(Duration.ofSeconds(20)).until(() -> raised("ledger-behind"));
            assertThat(ledger.state().problem()).isNotNull();
            database.start();
            recorded.addAll(record(ledger, 700));
            await().atMost(Duration.ofSeconds(60)).until(() -> ledger.state().backlog() == 0);
            await().until(() -> cleared("ledger-behind"));
            assertThat(database.factsAsStored()).containsExactlyElementsOf(recorded);
        }
        assertThat(database.count("SELECT count(*) FROM fact")).isEqualTo(7400);
    }

    @Test
    void goesOnWithWhatTheLastRunLeftInTheJournal() throws Exception {
        List<UUID> recorded = new ArrayList<>();
        try (var never = ledger(SMALL)) {
            recorded.addAll(record(never, 1234));
        }
        try (var ledger = ledger(SMALL)) {
            assertThat(ledger.state().backlog()).isEqualTo(1234);
            ledger.start();
            assertThat(ledger.state().backlog()).isZero();
            recorded.addAll(record(ledger, 10));
        }
        assertThat(database.factsAsStored()).containsExactlyElementsOf(recorded);
    }

    @Test
    void keepsFactsInMemoryWhileTheDiskIsFullAndRaisesAnAlarm() throws Exception {
        var settings = new LedgerSettings(
                Duration.ofMillis(20), 100, 500, 5000, Duration.ofSeconds(1), DataSize.ofTerabytes(1_000_000));
        try (var ledger = ledger(settings)) {
            ledger.start();
            await().until(() -> raised("journal-failed"));
            List<UUID> recorded = record(ledger, 300);
            await().until(() -> ledger.state().backlog() == 0);
            assertThat(database.factsAsStored()).containsExactlyElementsOf(recorded);
            assertThat(ledger.state().journalWorks()).isFalse();
        }
    }

    @Test
    void holdsNothingUpWhenPostgresRefusesOneFact() throws Exception {
        try (var ledger = ledger(SMALL)) {
            ledger.start();
            List<UUID> before = record(ledger, 50);
            var beyondNumeric = Map.<String, Object>of("n", new BigDecimal("1e200000"));
            ledger.record(Fact.of(null, null, null, Instant.now(), "agent.state", beyondNumeric));
            List<UUID> after = record(ledger, 50);
            await().until(() -> ledger.state().backlog() == 0);
            before.addAll(after);
            assertThat(database.factsAsStored()).containsExactlyElementsOf(before);
        }
        assertThat(database.count("SELECT count(*) FROM fact_refused")).isOne();
    }

    private JournaledLedger ledger(LedgerSettings settings) throws Exception {
        return new JournaledLedger(
                home.resolve("journal"), database.pool(), List.of(), alarms::add, settings, Clock.systemUTC());
    }

    private static List<UUID> record(Ledger ledger, int count) {
        List<UUID> recorded = new ArrayList<>();
        UUID interaction = UUID.randomUUID();
        for (int i = 0; i < count; i++) {
            Fact fact = Fact.of(interaction, null, null, Instant.now(), "digit.pressed", Map.of("digit", i % 10));
            ledger.record(fact);
            recorded.add(fact.id());
        }
        return recorded;
    }

    private boolean raised(String code) {
        return List.copyOf(alarms).stream().anyMatch(alarm -> alarm.code().equals(code) && alarm.raised());
    }

    private boolean cleared(String code) {
        return List.copyOf(alarms).stream().anyMatch(alarm -> alarm.code().equals(code) && !alarm.raised());
    }
}

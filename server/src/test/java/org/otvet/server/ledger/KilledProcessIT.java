package org.otvet.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment: what was recorded is in the database after the next start, once and in order. */
class KilledProcessIT {

    @TempDir
    Path home;

    private TestDatabase database;

    @BeforeEach
    void start() throws Exception {
        database = new TestDatabase(home.resolve("postgres"));
    }

    @AfterEach
    void stop() throws Exception {
        database.close();
    }

    @Test
    void losesNothingWithTheDatabaseThere() throws Exception {
        List<UUID> recorded = new ArrayList<>();
        for (int kill = 0; kill < 3; kill++) {
            recorded.addAll(recordUntilKilled(database.url(), 1500 + 700 * kill));
        }
        goOn();
        assertStored(recorded, 3);
    }

    @Test
    void losesNothingWithTheDatabaseAway() throws Exception {
        List<UUID> recorded = new ArrayList<>();
        for (int kill = 0; kill < 2; kill++) {
            recorded.addAll(recordUntilKilled("jdbc:postgresql://127.0.0.1:1/postgres", 4000));
        }
        assertThat(database.factsAsStored()).isEmpty();
        goOn();
        assertStored(recorded, 2);
    }

    private void goOn() throws Exception {
        try (var ledger = new JournaledLedger(
                home.resolve("journal"),
                database.pool(),
                List.of(),
                alarm -> {},
                LedgerSettings.defaults(),
                Clock.systemUTC())) {
            ledger.start();
            assertThat(ledger.state().backlog()).isZero();
        }
    }

    /** @param kills facts that were recorded and not told any more, one at most for each kill */
    private void assertStored(List<UUID> recorded, int kills) throws Exception {
        List<UUID> stored = database.factsAsStored();
        assertThat(stored).doesNotHaveDuplicates().hasSizeBetween(recorded.size(), recorded.size() + kills);
        assertThat(stored.stream().filter(new HashSet<>(recorded)::contains)).containsExactlyElementsOf(recorded);
    }

    private List<UUID> recordUntilKilled(String url, int enough) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerToKill.class.getName(),
                        home.resolve("journal").toString(),
                        url + (url.contains("?") ? "" : "?user=postgres"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<UUID> told = new ArrayList<>();
        try (var lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.matches("[0-9a-f-]{36}")) {
                    told.add(UUID.fromString(line));
                }
                if (told.size() == enough) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(enough);
        return told;
    }
}

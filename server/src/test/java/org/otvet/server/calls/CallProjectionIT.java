package org.otvet.server.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.TestDatabase;
import org.otvet.server.ledger.TestFacts;

/** Rows kept fact by fact, whatever the batches, delays and failures, against rows built from the stored facts. */
class CallProjectionIT {

    private static TestDatabase database;

    @BeforeContainer
    static void start() throws Exception {
        database = new TestDatabase(Files.createTempDirectory("otvet-call-projection"));
    }

    @AfterContainer
    static void stop() throws Exception {
        database.close();
    }

    @Property(tries = 20)
    void keptRowsAreTheRebuiltOnes(@ForAll long seed) throws Exception {
        var random = new Random(seed);
        Map<UUID, CallScript> scripts = new HashMap<>();
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instant start = Instant.now().plusMillis(random.nextInt(200_000));
            CallScript script = CallScript.play(random, start);
            scripts.put(script.interaction, script);
            facts.addAll(script.facts);
        }
        facts.sort(Comparator.comparing((Fact fact) -> fact.at().plusMillis(late(fact, seed))));

        var projection = new CallProjection(TestFacts.history(database.pool()));
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            clear(connection);
            int at = 0;
            while (at < facts.size()) {
                int end = Math.min(facts.size(), at + 1 + random.nextInt(40));
                TestFacts.store(connection, facts.subList(at, end));
                projection.project(connection, facts.subList(at, end));
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                    projection.forget();
                } else {
                    connection.commit();
                    at = end;
                }
            }
            List<String> kept = dump(connection);
            projection.rebuild(connection);
            connection.commit();
            assertThat(dump(connection)).isEqualTo(kept);
        }
        for (CallScript script : scripts.values()) {
            String row = "SELECT %s FROM call WHERE interaction_id = '" + script.interaction + "'";
            assertThat(database.count(row.formatted("wait_ms"))).isEqualTo(script.waitMs);
            assertThat(database.count(row.formatted("talk_ms"))).isEqualTo(script.talkMs);
            assertThat(database.count(row.formatted("(result = '" + script.result + "')::int")))
                    .isOne();
        }
    }

    /** Some facts are recorded later than they happened. */
    private static long late(Fact fact, long seed) {
        return Math.floorMod(fact.id().getLeastSignificantBits() ^ seed, 7) == 0 ? 1500 : 0;
    }

    private static void clear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE fact, call, missed_offer");
        }
        connection.commit();
    }

    private static List<String> dump(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("""
                        SELECT call::text FROM call UNION ALL SELECT missed_offer::text FROM missed_offer ORDER BY 1""")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}

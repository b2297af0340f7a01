package org.otvet.server.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Stored facts without a ledger, for tests of what is projected from them. */
public final class TestFacts {

    private TestFacts() {}

    public static void store(Connection connection, List<Fact> facts) throws SQLException {
        FactTable.copy(
                connection,
                facts.stream()
                        .map(fact -> new Backlog.Entry(0, fact, FactCodec.encode(fact)))
                        .toList());
    }

    public static FactHistory history(DataSource database) {
        return new StoredFacts(database);
    }

    public static Running ledger(Path folder, DataSource database, List<FactProjection> projections) throws Exception {
        var ledger = new JournaledLedger(
                folder, database, projections, alarm -> {}, LedgerSettings.defaults(), Clock.systemUTC());
        ledger.start();
        return new Running(ledger);
    }

    /** A ledger outside of the program. */
    public record Running(Ledger ledger, LedgerState.Source stored, AutoCloseable end) implements AutoCloseable {

        Running(JournaledLedger ledger) {
            this(ledger, ledger, ledger);
        }

        public void record(Fact fact) {
            ledger.record(fact);
        }

        public LedgerState state() {
            return stored.state();
        }

        public boolean settle(Duration atMost) throws InterruptedException {
            return stored.settle(atMost);
        }

        @Override
        public void close() throws Exception {
            end.close();
        }
    }
}

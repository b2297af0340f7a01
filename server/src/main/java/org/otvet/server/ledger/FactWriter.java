package org.otvet.server.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.otvet.server.ledger.Backlog.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves one batch from the backlog to PostgreSQL: facts and everything projected from them in one transaction, flushed
 * to the database's disk before it counts. After a start or a failure the batch may be stored already; then ids are
 * looked up first. Used by one thread.
 */
final class FactWriter {

    private static final Logger log = LoggerFactory.getLogger(FactWriter.class);

    private static final int ANSWER_WITHIN_MS = 30_000;

    private final Backlog backlog;
    private final DataSource database;
    private final List<FactProjection> projections;
    private final int most;
    private boolean doubtful = true;
    private int batch;
    private @Nullable String projectionProblem;

    FactWriter(Backlog backlog, DataSource database, List<FactProjection> projections, int batch) {
        this.backlog = backlog;
        this.database = database;
        this.projections = List.copyOf(projections);
        this.most = batch;
        this.batch = batch;
    }

    /**
     * Writes the oldest facts, if any.
     *
     * @return how many are done; 0 when none waits
     * @throws SQLException when the database is away; the facts stay where they are
     */
    int write() throws IOException, SQLException {
        List<Entry> entries = backlog.next(batch);
        if (entries.isEmpty()) {
            return 0;
        }
        try {
            store(entries);
        } catch (SQLException e) {
            projections.forEach(FactProjection::forget);
            doubtful = true;
            if (!refusesData(e)) {
                throw e;
            }
            if (entries.size() > 1) {
                batch = Math.max(1, entries.size() / 2);
                return write();
            }
            refuse(entries.getFirst(), e);
        } catch (RuntimeException e) {
            projections.forEach(FactProjection::forget);
            doubtful = true;
            throw e;
        }
        backlog.done(entries);
        doubtful = false;
        batch = Math.min(most, batch * 2);
        return entries.size();
    }

    /** Why the last batch is not in the projections, null when it is. */
    @Nullable
    String projectionProblem() {
        return projectionProblem;
    }

    private void store(List<Entry> entries) throws SQLException {
        try (Connection connection = database.getConnection()) {
            // a database that hangs is as good as one that is away
            connection.setNetworkTimeout(Runnable::run, ANSWER_WITHIN_MS);
            connection.setAutoCommit(false);
            try {
                try (var settings = connection.createStatement()) {
                    settings.execute("SET LOCAL synchronous_commit = on");
                }
                List<Entry> fresh = doubtful ? without(FactTable.known(connection, entries), entries) : entries;
                if (!fresh.isEmpty()) {
                    FactTable.copy(connection, fresh);
                    project(connection, fresh.stream().map(Entry::fact).toList());
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollBack(connection);
                throw e;
            } finally {
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private void project(Connection connection, List<Fact> facts) throws SQLException {
        if (projections.isEmpty()) {
            return;
        }
        Savepoint stored = connection.setSavepoint();
        try {
            for (FactProjection projection : projections) {
                projection.project(connection, facts);
            }
            projectionProblem = null;
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException sql && !refusesData(sql)) {
                throw e;
            }
            // facts come first: their rows can be projected again, they themselves cannot
            log.error("{} facts are stored but not projected", facts.size(), e);
            connection.rollback(stored);
            projections.forEach(FactProjection::forget);
            projectionProblem = String.valueOf(e.getMessage());
        }
    }

    private void refuse(Entry entry, SQLException problem) throws SQLException {
        log.error(
                "PostgreSQL refuses fact {}; it is kept in fact_refused",
                entry.fact().id(),
                problem);
        try (Connection connection = database.getConnection()) {
            FactTable.refuse(connection, entry, String.valueOf(problem.getMessage()));
        }
    }

    private static List<Entry> without(Set<UUID> known, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !known.contains(entry.fact().id()))
                .toList();
    }

    /** Classes 22, 23, 42, 54: the statement can never succeed, as opposed to a database that is away. */
    private static boolean refusesData(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("42")
                        || state.startsWith("54"));
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alreadyGone) {
            log.debug("roll back", alreadyGone);
        }
    }
}

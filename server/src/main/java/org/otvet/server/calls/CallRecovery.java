package org.otvet.server.calls;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.otvet.server.calls.CallRow.Phase;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.ledger.LedgerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends what an earlier run could not: every call without an end is marked interrupted at its last fact, and a wrap-up
 * that nobody finished ends there too. Runs at start-up, after the journal's facts are stored and before anybody
 * records new ones. Builds the call list again when its rules have changed.
 */
@Component
final class CallRecovery implements SmartLifecycle {

    /** After recordings of the last run have been closed: their end is the last thing known of a call. */
    static final int PHASE = Ledger.START_PHASE + 200;

    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(CallRecovery.class);

    private final DataSource database;
    private final Ledger ledger;
    private final LedgerState.Source stored;
    private final CallProjection projection;
    private volatile boolean running;

    CallRecovery(DataSource database, Ledger ledger, LedgerState.Source stored, CallProjection projection) {
        this.database = database;
        this.ledger = ledger;
        this.stored = stored;
        this.projection = projection;
    }

    @Override
    public void start() {
        try {
            if (!stored.settle(SETTLE)) {
                log.error("The journal's facts could not be stored; calls of the last run stay without an end for now");
            } else {
                rebuildIfRulesChanged();
                int ended = endCallsOfEarlierRuns();
                if (ended > 0) {
                    log.info("{} calls of the last run had no end and are marked interrupted", ended);
                }
                stored.settle(SETTLE);
            }
        } catch (SQLException e) {
            log.error("Calls of the last run stay without an end for now: {}", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = true;
    }

    int endCallsOfEarlierRuns() throws SQLException {
        List<CallRow> open = new ArrayList<>();
        try (Connection connection = database.getConnection();
                var query = connection.prepareStatement(
                        "SELECT " + CallTable.COLUMNS + " FROM call WHERE open ORDER BY started_at");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                open.add(CallTable.read(rows));
            }
        }
        for (CallRow call : open) {
            if (call.endedAt() == null) {
                record(call, call.agentId(), "interaction.interrupted", Map.of());
            }
            UUID agent = call.agentId();
            if (call.phase() == Phase.WRAP_UP && agent != null) {
                record(call, agent, "wrapup.ended", Map.of("agentId", agent.toString(), "how", "signed-out"));
            }
        }
        return (int) open.stream().filter(call -> call.endedAt() == null).count();
    }

    private void record(CallRow call, @Nullable UUID agent, String type, Map<String, Object> data) {
        ledger.record(Fact.of(call.interactionId(), agent, call.projectId(), call.lastFactAt(), type, data));
    }

    private void rebuildIfRulesChanged() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var version = connection.prepareStatement("SELECT version FROM projection WHERE name = 'call'");
                    var row = version.executeQuery()) {
                if (row.next() && row.getInt(1) == CallProjection.VERSION) {
                    return;
                }
            }
            projection.rebuild(connection);
            try (var version = connection.prepareStatement("""
                    INSERT INTO projection (name, version) VALUES ('call', ?)
                    ON CONFLICT (name) DO UPDATE SET version = excluded.version""")) {
                version.setInt(1, CallProjection.VERSION);
                version.executeUpdate();
            }
            connection.commit();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

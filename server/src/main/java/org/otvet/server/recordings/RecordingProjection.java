package org.otvet.server.recordings;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.FactProjection;
import org.springframework.stereotype.Component;

/** Keeps the table of recordings beside the facts. Holds nothing in memory. */
@Component
final class RecordingProjection implements FactProjection {

    private final RecordingFolder folder;

    RecordingProjection(RecordingFolder folder) {
        this.folder = folder;
    }

    @Override
    public void project(Connection connection, List<Fact> facts) throws SQLException {
        for (Fact fact : facts) {
            UUID recording = fact.uuid("recordingId");
            if (recording == null) {
                continue;
            }
            switch (fact.type()) {
                case "recording.started" -> started(connection, recording, fact);
                case "recording.ended" -> ended(connection, recording, fact);
                case "recording.deleted" -> deleted(connection, recording, fact);
                case "recording.held" -> held(connection, recording, true);
                case "recording.released" -> held(connection, recording, false);
                default -> {}
            }
        }
    }

    @Override
    public void forget() {}

    private void started(Connection connection, UUID recording, Fact fact) throws SQLException {
        UUID interaction = fact.interactionId();
        if (interaction == null) {
            return;
        }
        String file = fact.text("file");
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO recording (id, interaction_id, agent_id, project_id, started_at, file)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""")) {
            insert.setObject(1, recording);
            insert.setObject(2, interaction);
            insert.setObject(3, fact.agentId(), Types.OTHER);
            insert.setObject(4, fact.projectId(), Types.OTHER);
            insert.setObject(5, fact.at().atOffset(ZoneOffset.UTC));
            insert.setString(6, file == null ? "" : folder.kept(file));
            insert.executeUpdate();
        }
    }

    private static void deleted(Connection connection, UUID recording, Fact fact) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE recording SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL")) {
            update.setObject(1, fact.at().atOffset(ZoneOffset.UTC));
            update.setObject(2, recording);
            update.executeUpdate();
        }
    }

    private static void held(Connection connection, UUID recording, boolean held) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE recording SET held = ? WHERE id = ?")) {
            update.setBoolean(1, held);
            update.setObject(2, recording);
            update.executeUpdate();
        }
    }

    private static void ended(Connection connection, UUID recording, Fact fact) throws SQLException {
        String problem = fact.text("problem");
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE recording SET ended_at = ?, length_ms = ?, bytes = ?, problem = ?
                WHERE id = ? AND ended_at IS NULL""")) {
            update.setObject(1, fact.at().atOffset(ZoneOffset.UTC));
            update.setLong(2, fact.number("lengthMs", 0));
            update.setLong(3, fact.number("bytes", 0));
            update.setString(4, problem == null || problem.isBlank() ? null : problem);
            update.setObject(5, recording);
            update.executeUpdate();
        }
    }
}

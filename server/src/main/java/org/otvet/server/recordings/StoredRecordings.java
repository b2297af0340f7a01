package org.otvet.server.recordings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredRecordings implements Recordings {

    private static final String SELECT =
            "SELECT id, interaction_id, agent_id, project_id, started_at, ended_at, length_ms, problem, file FROM recording";

    private final JdbcClient database;

    StoredRecordings(JdbcClient database) {
        this.database = database;
    }

    /** A recording and the path of its file as kept. */
    record Stored(RecordingInfo info, String file) {}

    @Override
    public List<RecordingInfo> ofInteractions(Collection<UUID> interactionIds) {
        if (interactionIds.isEmpty()) {
            return List.of();
        }
        return database.sql(SELECT + " WHERE interaction_id IN (:ids) ORDER BY started_at, id")
                .param("ids", interactionIds)
                .query((row, n) -> read(row).info())
                .list();
    }

    Optional<Stored> find(UUID id) {
        return database.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Stored> withoutEnd() {
        return database.sql(SELECT + " WHERE ended_at IS NULL ORDER BY started_at")
                .query((row, n) -> read(row))
                .list();
    }

    /** Finished ones whose key may still stand in their files. */
    List<Stored> withKeyInFile(int most) {
        return database.sql(SELECT + " WHERE key_in_file AND ended_at IS NOT NULL ORDER BY started_at LIMIT :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    void keyIsMoved(UUID id) {
        database.sql("UPDATE recording SET key_in_file = FALSE WHERE id = :id")
                .param("id", id)
                .update();
    }

    private static Stored read(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Stored(
                new RecordingInfo(
                        row.getObject("id", UUID.class),
                        row.getObject("interaction_id", UUID.class),
                        row.getObject("agent_id", UUID.class),
                        row.getObject("project_id", UUID.class),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        ended == null ? null : ended.toInstant(),
                        row.getLong("length_ms"),
                        row.getString("problem")),
                row.getString("file"));
    }
}

package org.otvet.server.recordings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredRecordings implements Recordings {

    private static final String SELECT =
            "SELECT id, interaction_id, agent_id, project_id, started_at, ended_at, length_ms, problem, file, deleted_at,"
                    + " held FROM recording";

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
        return database.sql(SELECT + " WHERE key_in_file AND ended_at IS NOT NULL AND deleted_at IS NULL"
                        + " ORDER BY started_at LIMIT :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    /** The same, so that nobody else changes it before the end of the transaction. */
    Optional<Stored> findToChange(UUID id) {
        return database.sql(SELECT + " WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    void markDeleted(UUID id, Instant at) {
        database.sql("UPDATE recording SET deleted_at = :at WHERE id = :id AND deleted_at IS NULL")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void hold(UUID id, boolean held) {
        database.sql("UPDATE recording SET held = :held WHERE id = :id")
                .param("id", id)
                .param("held", held)
                .update();
    }

    /** Finished ones of a project that began before a time and that nobody holds. */
    List<UUID> outlived(UUID projectId, Instant before, int most) {
        return database.sql("""
                        SELECT id FROM recording WHERE project_id = :project AND started_at < :before
                        AND deleted_at IS NULL AND ended_at IS NOT NULL AND NOT held ORDER BY started_at LIMIT :most""")
                .param("project", projectId)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Those deleted since a time. */
    List<Stored> deletedSince(Instant since) {
        return database.sql(SELECT + " WHERE deleted_at >= :since")
                .param("since", since.atOffset(ZoneOffset.UTC))
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
        OffsetDateTime deleted = row.getObject("deleted_at", OffsetDateTime.class);
        return new Stored(
                new RecordingInfo(
                        row.getObject("id", UUID.class),
                        row.getObject("interaction_id", UUID.class),
                        row.getObject("agent_id", UUID.class),
                        row.getObject("project_id", UUID.class),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        ended == null ? null : ended.toInstant(),
                        row.getLong("length_ms"),
                        row.getString("problem"),
                        deleted == null ? null : deleted.toInstant(),
                        row.getBoolean("held")),
                row.getString("file"));
    }
}

package org.otvet.server.recordings;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of comments. */
@Component
final class Comments {

    private final JdbcClient database;

    Comments(JdbcClient database) {
        this.database = database;
    }

    /** @param atMs from the beginning of the recording */
    record Comment(UUID id, UUID recordingId, UUID authorId, long atMs, String text, Instant createdAt) {}

    List<Comment> of(UUID recording) {
        return database.sql("SELECT * FROM recording_comment WHERE recording_id = :id ORDER BY at_ms, created_at")
                .param("id", recording)
                .query((row, n) -> new Comment(
                        row.getObject("id", UUID.class),
                        row.getObject("recording_id", UUID.class),
                        row.getObject("author_id", UUID.class),
                        row.getLong("at_ms"),
                        row.getString("text"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<Comment> find(UUID recording, UUID comment) {
        return of(recording).stream().filter(one -> one.id().equals(comment)).findFirst();
    }

    void add(Comment comment, UUID interaction) {
        database.sql("""
                        INSERT INTO recording_comment (id, recording_id, interaction_id, author_id, at_ms, text, created_at)
                        VALUES (:id, :recording, :interaction, :author, :at, :text, :created)""")
                .param("id", comment.id())
                .param("recording", comment.recordingId())
                .param("interaction", interaction)
                .param("author", comment.authorId())
                .param("at", comment.atMs())
                .param("text", comment.text())
                .param("created", comment.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(UUID comment) {
        database.sql("DELETE FROM recording_comment WHERE id = :id")
                .param("id", comment)
                .update();
    }

    /** They tell of what was said, so they go with it. */
    void removeAll(UUID recording) {
        database.sql("DELETE FROM recording_comment WHERE recording_id = :id")
                .param("id", recording)
                .update();
    }
}

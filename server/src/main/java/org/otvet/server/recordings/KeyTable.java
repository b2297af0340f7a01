package org.otvet.server.recordings;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The wrapped keys of finished recordings. Whoever removes a row here has erased the recording, copies included. */
@Component
final class KeyTable {

    private final JdbcClient database;

    KeyTable(JdbcClient database) {
        this.database = database;
    }

    Optional<byte[]> envelopeOf(UUID recording) {
        return database.sql("SELECT envelope FROM recording_key WHERE recording_id = :id")
                .param("id", recording)
                .query((row, n) -> row.getBytes("envelope"))
                .optional();
    }

    /** Keeps the key of a recording, unless that is deleted or being deleted: a key must not come back. */
    void keep(UUID recording, byte[] envelope) {
        database.sql("""
                        INSERT INTO recording_key (recording_id, envelope)
                        SELECT id, :envelope FROM recording WHERE id = :id AND deleted_at IS NULL FOR UPDATE
                        ON CONFLICT (recording_id) DO NOTHING""").param("id", recording).param("envelope", envelope).update();
    }

    void erase(UUID recording) {
        database.sql("DELETE FROM recording_key WHERE recording_id = :id")
                .param("id", recording)
                .update();
    }
}

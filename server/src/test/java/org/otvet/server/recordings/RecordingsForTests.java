package org.otvet.server.recordings;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.otvet.server.ledger.FactProjection;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.ledger.LedgerState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parts of this package without the program around them. */
public final class RecordingsForTests {

    private final RecordingFolder folder;
    private final DataSource database;

    public RecordingsForTests(Path folder, DataSource database) {
        this.folder = new RecordingFolder(folder);
        this.database = database;
    }

    public RecordingFiles files() {
        return folder;
    }

    public Recordings recordings() {
        return new StoredRecordings(JdbcClient.create(database));
    }

    public FactProjection projection() {
        return new RecordingProjection(folder);
    }

    public void recover(Ledger ledger, LedgerState.Source stored) {
        new RecordingRecovery(new StoredRecordings(JdbcClient.create(database)), folder, ledger, stored).start();
    }
}

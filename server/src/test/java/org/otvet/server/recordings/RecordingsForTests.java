package org.otvet.server.recordings;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.otvet.server.ledger.FactProjection;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.ledger.LedgerState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parts of this package without the program around them. */
public final class RecordingsForTests {

    private final RecordingFolder folder;
    private final DataSource database;
    private final RecordingVault vault;

    public RecordingsForTests(Path folder, DataSource database) {
        this.folder = new RecordingFolder(folder);
        this.database = database;
        this.vault = new RecordingVault(
                this.folder, new KeyTable(JdbcClient.create(database)), new RecordingKeys(List.of(new byte[32])));
    }

    public RecordingFiles files() {
        return vault;
    }

    public Recordings recordings() {
        return new StoredRecordings(JdbcClient.create(database));
    }

    public FactProjection projection() {
        return new RecordingProjection(folder);
    }

    public void recover(Ledger ledger, LedgerState.Source stored) {
        new RecordingRecovery(new StoredRecordings(JdbcClient.create(database)), folder, vault, ledger, stored).start();
    }
}

package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.ledger.LedgerState;
import org.otvet.server.recordings.StoredRecordings.Stored;
import org.otvet.switchboard.recording.RecordingRepair.Repaired;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Closes recordings an earlier run left open: corrects their headers and records where they end. At start-up. */
@Component
final class RecordingRecovery implements SmartLifecycle {

    static final int PHASE = Ledger.START_PHASE + 100;

    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(RecordingRecovery.class);

    private final StoredRecordings recordings;
    private final RecordingFolder folder;
    private final RecordingVault vault;
    private final Ledger ledger;
    private final LedgerState.Source stored;
    private volatile boolean running;

    RecordingRecovery(
            StoredRecordings recordings,
            RecordingFolder folder,
            RecordingVault vault,
            Ledger ledger,
            LedgerState.Source stored) {
        this.vault = vault;
        this.recordings = recordings;
        this.folder = folder;
        this.ledger = ledger;
        this.stored = stored;
    }

    @Override
    public void start() {
        try {
            if (stored.settle(SETTLE)) {
                List<Stored> open = recordings.withoutEnd();
                open.forEach(this::close);
                if (!open.isEmpty()) {
                    log.info("{} recordings of the last run are closed", open.size());
                }
            }
        } catch (DataAccessException e) {
            log.error("Recordings of the last run stay open for now: {}", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = true;
    }

    private void close(Stored recording) {
        long lengthMs = 0;
        long bytes = 0;
        String problem = "interrupted";
        try {
            Path file = folder.file(recording.file()).orElseThrow(() -> new IOException("outside of " + folder.root()));
            Repaired repaired = vault.repair(recording.info().id(), file);
            lengthMs = repaired.lengthMs();
            bytes = repaired.bytes();
        } catch (IOException | RuntimeException e) {
            log.warn("Recording {} cannot be repaired: {}", recording.info().id(), e.getMessage());
            problem = "unreadable";
        }
        RecordingInfo info = recording.info();
        Instant end = info.startedAt().plusMillis(lengthMs);
        Map<String, Object> data =
                Map.of("recordingId", info.id().toString(), "lengthMs", lengthMs, "bytes", bytes, "problem", problem);
        ledger.record(Fact.of(info.interactionId(), info.agentId(), info.projectId(), end, "recording.ended", data));
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

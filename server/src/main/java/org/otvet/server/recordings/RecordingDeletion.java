package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.platform.Problem;
import org.otvet.server.recordings.StoredRecordings.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes recordings and holds them from it. Deletion removes the key first, with the audit in one transaction, then the file:
 * whatever is interrupted in between leaves noise, not sound.
 */
@Component
class RecordingDeletion {

    private static final Logger log = LoggerFactory.getLogger(RecordingDeletion.class);

    private final StoredRecordings recordings;
    private final RecordingFolder folder;
    private final RecordingVault vault;
    private final Comments comments;
    private final Audit audit;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock = Clock.systemUTC();

    RecordingDeletion(
            StoredRecordings recordings,
            RecordingFolder folder,
            RecordingVault vault,
            Comments comments,
            Audit audit,
            Ledger ledger,
            TransactionTemplate transaction) {
        this.recordings = recordings;
        this.folder = folder;
        this.vault = vault;
        this.comments = comments;
        this.audit = audit;
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /**
     * Deletes a recording; one that is deleted already stays so.
     *
     * @param why {@code asked} or {@code retention}
     * @throws Problem 404, 409 {@code recording-held} or {@code recording-running}
     */
    void delete(CurrentPerson actor, UUID id, String why) {
        Instant now = clock.instant();
        Optional<Stored> deleted = Objects.requireNonNull(transaction.execute(status -> erase(actor, id, why, now)));
        if (deleted.isEmpty()) {
            return;
        }
        removeFile(deleted.get());
        RecordingInfo info = deleted.get().info();
        record(info, now, "recording.deleted", Map.of("recordingId", id.toString(), "why", why, "by", by(actor)));
    }

    /** What was deleted; nothing when it was deleted before. */
    private Optional<Stored> erase(CurrentPerson actor, UUID id, String why, Instant now) {
        Stored stored = recordings.findToChange(id).orElseThrow(Problem::notFound);
        RecordingInfo info = stored.info();
        actor.requireAccess(info.projectId());
        if (info.deletedAt() != null) {
            return Optional.empty();
        }
        if (info.held()) {
            throw Problem.conflict("recording-held", "This recording is held from deletion.");
        }
        if (info.endedAt() == null) {
            throw Problem.conflict("recording-running", "This recording still goes on.");
        }
        recordings.markDeleted(id, now);
        comments.removeAll(id);
        audit.record(
                actor,
                "recording.deleted",
                "recording " + id,
                Map.of("interactionId", info.interactionId().toString(), "lengthMs", info.lengthMs()),
                Map.of("why", why));
        try {
            vault.eraseKey(id, folder.file(stored.file()).orElse(null));
        } catch (IOException e) {
            throw Problem.conflict("recording-unerasable", "Its key cannot be erased: " + e.getMessage());
        }
        return Optional.of(stored);
    }

    /** The sound is noise already; a file that stays is removed by the next daily run. */
    void removeFile(Stored recording) {
        try {
            Path file = folder.file(recording.file()).orElse(null);
            if (file != null) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".peaks"));
            }
        } catch (IOException e) {
            log.warn(
                    "The file of deleted recording {} stays for now: {}",
                    recording.info().id(),
                    e.getMessage());
        }
    }

    /**
     * Holds a recording from deletion, or lets it go.
     *
     * @throws Problem 404, 410 when it is deleted
     */
    void hold(CurrentPerson actor, UUID id, boolean held) {
        Boolean changed = transaction.execute(status -> {
            RecordingInfo info =
                    recordings.findToChange(id).orElseThrow(Problem::notFound).info();
            actor.requireAccess(info.projectId());
            RecordingAccess.requirePresent(info);
            if (info.held() == held) {
                return false;
            }
            recordings.hold(id, held);
            audit.record(
                    actor,
                    held ? "recording.held" : "recording.released",
                    "recording " + id,
                    Map.of("held", !held),
                    Map.of("held", held));
            return true;
        });
        if (Boolean.TRUE.equals(changed)) {
            RecordingInfo info =
                    recordings.find(id).orElseThrow(Problem::notFound).info();
            record(
                    info,
                    clock.instant(),
                    held ? "recording.held" : "recording.released",
                    Map.of("recordingId", id.toString(), "by", by(actor)));
        }
    }

    private static String by(CurrentPerson actor) {
        return actor.id().toString();
    }

    private void record(RecordingInfo info, Instant at, String type, Map<String, Object> data) {
        ledger.record(Fact.of(info.interactionId(), null, info.projectId(), at, type, data));
    }
}

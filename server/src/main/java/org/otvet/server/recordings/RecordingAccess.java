package org.otvet.server.recordings;

import java.nio.file.Path;
import java.util.UUID;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.platform.Problem;
import org.otvet.server.recordings.StoredRecordings.Stored;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds recordings behind the wall of whoever asks. */
@Component
final class RecordingAccess {

    private final StoredRecordings recordings;
    private final RecordingFolder folder;

    RecordingAccess(StoredRecordings recordings, RecordingFolder folder) {
        this.recordings = recordings;
        this.folder = folder;
    }

    /** @throws Problem 404 for an unknown one and one behind the wall, 410 for a deleted one */
    Stored find(CurrentPerson person, UUID id) {
        Stored recording = recordings.find(id).orElseThrow(Problem::notFound);
        person.requireAccess(recording.info().projectId());
        requirePresent(recording.info());
        return recording;
    }

    static void requirePresent(RecordingInfo info) {
        if (info.deletedAt() != null) {
            throw Problem.of(HttpStatus.GONE, "recording-deleted", "This recording was deleted.");
        }
    }

    Path file(Stored recording) {
        return folder.file(recording.file()).orElseThrow(Problem::notFound);
    }
}

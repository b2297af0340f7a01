package org.otvet.server.recordings;

import java.time.Instant;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;

/** Where recordings lie on disk. */
public interface RecordingFiles {

    /**
     * The place of a recording that starts at {@code startedAt}: {@code HOME/recordings/yyyy/MM/dd/UUID.otvrec} (UTC),
     * sealed with a key of its own. The folder exists when this returns; the file does not until the exchange writes it.
     *
     * @throws java.io.UncheckedIOException when the folder cannot be made
     */
    RecordingPlace placeFor(RecordingId id, Instant startedAt);
}

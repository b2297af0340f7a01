package org.otvet.server.recordings;

import java.nio.file.Path;
import java.time.Instant;
import org.otvet.telephony.RecordingId;

/** Where recordings lie on disk. */
public interface RecordingFiles {

    /**
     * The file of a recording that starts at {@code startedAt}: {@code HOME/recordings/yyyy/MM/dd/UUID.wav} (UTC). The
     * folder exists when this returns; the file does not until the exchange writes it.
     *
     * @throws java.io.UncheckedIOException when the folder cannot be made
     */
    Path fileFor(RecordingId id, Instant startedAt);
}

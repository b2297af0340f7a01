package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Home;
import org.otvet.server.platform.StartFailure;
import org.otvet.switchboard.recording.RecordingRepair;
import org.otvet.switchboard.recording.SealedRecording;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Opens recordings, sealed ones and those in clear of earlier times. The wrapped key of a recording stands in its file
 * while it is written, so that a killed process and an absent database lose nothing; once it is finished the key moves to the
 * database, so that removing it there erases the sound wherever copies of the file are.
 */
@Component
final class RecordingVault implements RecordingFiles {

    private final RecordingFolder folder;
    private final RecordingKeys keys;
    private final KeyTable table;

    @Autowired
    RecordingVault(
            RecordingFolder folder,
            KeyTable table,
            Home home,
            @Value("${otvet.recording-key:}") String given,
            @Value("${otvet.recording-key-file:}") String file) {
        this(folder, table, new RecordingKeys(masters(home, given, file)));
    }

    RecordingVault(RecordingFolder folder, KeyTable table, RecordingKeys keys) {
        this.folder = folder;
        this.table = table;
        this.keys = keys;
    }

    private static List<byte[]> masters(Home home, String given, String file) {
        try {
            if (!given.isBlank()) {
                return MasterKeys.parse(given, "OTVET_RECORDING_KEY");
            }
            return file.isBlank()
                    ? MasterKeys.kept(home.folder("keys").resolve("recordings"))
                    : MasterKeys.in(Path.of(file));
        } catch (IOException e) {
            throw new StartFailure("recordings cannot be encrypted: " + e.getMessage(), e);
        }
    }

    @Override
    public RecordingPlace placeFor(RecordingId id, Instant startedAt) {
        return new RecordingPlace(folder.fileFor(id, startedAt), keys.seal(id.value()));
    }

    /**
     * Opens a recording as it is now.
     *
     * @throws NoSuchFileException when its file is gone
     * @throws RecordingKeys.NoKeyException when its key is
     */
    Sound open(UUID recording, Path file) throws IOException {
        return SealedRecording.is(file)
                ? Sound.of(SealedRecording.open(file, keyOf(recording, file)))
                : Sound.open(file);
    }

    private byte[] keyOf(UUID recording, Path file) throws IOException {
        byte[] envelope = table.envelopeOf(recording).orElse(null);
        return keys.open(recording, envelope == null ? SealedRecording.envelopeOf(file) : envelope);
    }

    /**
     * Closes a recording that a killed process has left open.
     *
     * @throws IOException when it cannot be read or written, or its key is not here
     */
    RecordingRepair.Repaired repair(UUID recording, Path file) throws IOException {
        return SealedRecording.is(file)
                ? SealedRecording.repair(file, keyOf(recording, file))
                : RecordingRepair.repair(file);
    }

    /** Moves the key of a finished recording from its file to the database. Safe to repeat. */
    void moveKey(UUID recording, Path file) throws IOException {
        if (!SealedRecording.is(file)) {
            return;
        }
        byte[] envelope = SealedRecording.envelopeOf(file);
        if (isWiped(envelope)) {
            return;
        }
        // never wiped before it can be read elsewhere
        table.keep(recording, envelope);
        SealedRecording.wipeEnvelope(file);
    }

    /**
     * Removes the key of a recording wherever it stands; nobody can play the sound from then on. A file in clear has no
     * key: it is gone when it is removed.
     */
    void eraseKey(UUID recording, @Nullable Path file) throws IOException {
        table.erase(recording);
        if (file != null) {
            try {
                if (SealedRecording.is(file)) {
                    SealedRecording.wipeEnvelope(file);
                }
            } catch (NoSuchFileException e) {
                // somebody has removed it already
            }
        }
    }

    private static boolean isWiped(byte[] envelope) {
        for (byte each : envelope) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }
}

package org.otvet.server.recordings;

import java.nio.file.Files;
import java.nio.file.Path;
import org.otvet.switchboard.codec.G711;

/** Recordings for tests of other packages. */
public final class Tones {

    private Tones() {}

    /** Begins a recording, or makes one longer. */
    public static void write(Path file, int ms) {
        if (Files.notExists(file)) {
            SoundFile.begin(file, G711.PCMA);
        }
        SoundFile.grow(file, G711.PCMA, ms, 12_000, 4_000);
    }
}

package org.otvet.telephony;

import java.nio.file.Path;
import java.time.Duration;

/** Something that can be played to a leg. */
public sealed interface Sound {

    /** A WAV file, mono, 8 kHz, 16-bit PCM or G.711. Encoded once and kept in memory by the exchange. */
    record File(Path path) implements Sound {}

    /** A sine tone. */
    record Tone(int hertz, Duration length) implements Sound {}

    record Silence(Duration length) implements Sound {}
}

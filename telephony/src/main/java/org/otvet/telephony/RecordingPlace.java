package org.otvet.telephony;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a recording goes.
 *
 * @param file does not exist yet; its folders are made
 * @param seal how it is encrypted; null for a WAV file in clear
 */
public record RecordingPlace(Path file, @Nullable RecordingSeal seal) {}

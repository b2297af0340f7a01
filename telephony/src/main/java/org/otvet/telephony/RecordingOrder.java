package org.otvet.telephony;

import java.nio.file.Path;

/**
 * An order to record two legs into one two-channel file.
 *
 * @param left the leg whose voice goes to the left channel (the customer)
 * @param right the leg whose voice goes to the right channel (the agent)
 * @param file a WAV file that does not exist yet; it is valid up to the last second at every moment
 * @param paused begins with a pause, see {@link Exchange#pauseRecording}
 */
public record RecordingOrder(RecordingId id, LegId left, LegId right, Path file, boolean paused) {

    public RecordingOrder(RecordingId id, LegId left, LegId right, Path file) {
        this(id, left, right, file, false);
    }
}

package org.otvet.telephony;

import java.nio.file.Path;

/**
 * An order to record two legs into one two-channel file.
 *
 * @param left the leg whose voice goes to the left channel (the customer)
 * @param right the leg whose voice goes to the right channel (the agent)
 * @param place where to; the file can be played up to the last second at every moment
 * @param paused begins with a pause, see {@link Exchange#pauseRecording}
 */
public record RecordingOrder(RecordingId id, LegId left, LegId right, RecordingPlace place, boolean paused) {

    /** A WAV file in clear. */
    public RecordingOrder(RecordingId id, LegId left, LegId right, Path file) {
        this(id, left, right, new RecordingPlace(file, null), false);
    }

    public Path file() {
        return place.file();
    }
}

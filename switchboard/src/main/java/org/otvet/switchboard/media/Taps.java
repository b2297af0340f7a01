package org.otvet.switchboard.media;

import java.util.Arrays;
import org.otvet.switchboard.recording.RecordingChannel;

/** The recordings that hear one party. Read by media threads, changed by anybody. */
final class Taps {

    private static final RecordingChannel[] NONE = {};

    private volatile RecordingChannel[] running = NONE;

    /** Those that run, and perhaps some that were stopped. */
    RecordingChannel[] running() {
        return running;
    }

    synchronized void add(RecordingChannel channel) {
        RecordingChannel[] left = Arrays.stream(running)
                .filter(tap -> !tap.recording().isStopped())
                .toArray(RecordingChannel[]::new);
        RecordingChannel[] after = Arrays.copyOf(left, left.length + 1);
        after[left.length] = channel;
        running = after;
    }

    /** The party is gone. */
    void stop() {
        for (RecordingChannel tap : running) {
            tap.recording().stop();
        }
    }
}

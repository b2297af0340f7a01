package org.otvet.switchboard.recording;

import org.otvet.telephony.RecordingId;

/** Hears how a recording ended. Called on the writer's thread: enqueue and return. */
@FunctionalInterface
public interface RecordingListener {

    /** The file is closed; exactly once. {@code problem} is empty when it is whole. */
    void onRecordingClosed(RecordingId recording, long lengthMs, long bytes, String problem);
}

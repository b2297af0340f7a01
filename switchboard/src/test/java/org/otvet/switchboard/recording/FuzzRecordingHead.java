package org.otvet.switchboard.recording;

import java.nio.ByteBuffer;

/** The head of a recording that a killed process left behind. */
public final class FuzzRecordingHead {

    private FuzzRecordingHead() {}

    public static void fuzzerTestOneInput(byte[] data) {
        WavHeader.lawOf(ByteBuffer.wrap(data.clone()));
    }
}

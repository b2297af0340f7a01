package org.otvet.switchboard.recording;

import java.io.IOException;

/** A part of a sealed recording is not what was written, or the key is not its own. */
public final class DamagedRecordingException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedRecordingException(String message) {
        super(message);
    }
}

package org.otvet.telephony;

import java.util.UUID;

/** One recording; the key of its file and of everything said about it. */
public record RecordingId(UUID value) {

    public static RecordingId random() {
        return new RecordingId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package org.otvet.telephony;

import java.util.UUID;

/** One order to play sounds to one leg. */
public record PlaybackId(UUID value) {

    public static PlaybackId random() {
        return new PlaybackId(UUID.randomUUID());
    }
}

package org.otvet.telephony;

import java.util.List;

/**
 * Sounds to play to a leg one after the other.
 *
 * @param loop starts again after the last sound, until stopped or replaced
 */
public record Playback(PlaybackId id, List<Sound> sounds, boolean loop) {

    public Playback {
        sounds = List.copyOf(sounds);
    }
}

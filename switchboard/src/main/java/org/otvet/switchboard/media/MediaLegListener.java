package org.otvet.switchboard.media;

import org.otvet.telephony.MediaStats;
import org.otvet.telephony.PlaybackId;

/** Hears what happens to a leg's media. Called on a media thread, in order for one leg: enqueue and return. */
public interface MediaLegListener {

    /** The first acceptable packet came from the party; once. */
    default void onMediaStarted() {}

    /** Nothing came for {@code silentMs}; once until {@link #onMediaResumed()}. */
    default void onMediaLost(long silentMs) {}

    default void onMediaResumed() {}

    /** How the sound fared in the last seconds; every five seconds while packets come. */
    default void onMeasured(MediaStats recent) {}

    /** A key was pressed and let go: {@code 0-9*#A-D}. */
    default void onDigit(char digit, int lengthMs) {}

    /** A playback ended by itself ({@code completed}), or was stopped or replaced. */
    default void onPlaybackEnded(PlaybackId playback, boolean completed, String problem) {}

    /** The peer's description says it does not want to hear us, or wants to again. */
    default void onPeerHold(boolean held) {}

    /** The browser page closed its connection, or the secure connection could not be made; {@code reason} is one line. */
    default void onPeerGone(String reason) {}
}

package org.otvet.server.floor.live;

import org.jspecify.annotations.Nullable;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.RecordingId;

/** How far the recording of one call is. */
final class RecordingState {

    /** What is being written, null when nothing is. */
    @Nullable
    RecordingId running;

    long sinceMs;

    /** The latest decision; null before the first talk. */
    RecordingRules.@Nullable Decision decision;

    RecordingRules.Scope.@Nullable OfNumber number;

    /** Begun by hand and not ended: goes on in a new file when the agent's telephone comes back. */
    boolean wantedByHand;

    /** What is said now is kept out; outlives a file that is cut by a lost telephone. */
    boolean paused;

    long pausedSinceMs;
    long pausedUntilMs;
    Timers.@Nullable Timer pauseLimit;
    /** The last pause came to its limit, and nobody has paused since. */
    boolean pauseRanOut;

    /** The customer was told. */
    boolean announced;

    /** The announcement before the talk, while it plays. */
    @Nullable
    PlaybackId announcing;
}

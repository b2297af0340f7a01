package org.otvet.switchboard.recording;

import org.otvet.switchboard.codec.G711;

/**
 * One side of a recording. Places packets by their RTP timestamps, anchored to the time of their arrival; the anchor
 * follows the sender's clock, so that the sides never drift apart by more than some milliseconds. One thread.
 */
public final class RecordingChannel {

    private static final int MOST_DELAY_FRAMES = 5_000 * G711.SAMPLES_PER_MS;
    private static final int MAX_JUMP_FRAMES = 500 * G711.SAMPLES_PER_MS;
    private static final int TOLERATED_FRAMES = 15 * G711.SAMPLES_PER_MS;
    private static final int OBSERVED_FRAMES = 1000 * G711.SAMPLES_PER_MS;

    private final Recording recording;
    private final int side;
    private boolean anchored;
    private int anchorSsrc;
    private int anchorTimestamp;
    private long anchorFrame;
    private long observedSince;
    private long leastDelay;

    RecordingChannel(Recording recording, int side) {
        this.recording = recording;
        this.side = side;
    }

    /** The same side once more, for sound by another clock; the one does not know where the other places its own. */
    public RecordingChannel another() {
        return new RecordingChannel(recording, side);
    }

    public boolean isLeft() {
        return side == 0;
    }

    public Recording recording() {
        return recording;
    }

    /** @param arrivalNs by {@link System#nanoTime()} */
    public void write(G711 law, byte[] packet, int offset, int length, int ssrc, int timestamp, long arrivalNs) {
        long expected = recording.frameAt(arrivalNs) - length;
        long frame = anchorFrame + (timestamp - anchorTimestamp);
        long delay = expected - frame;
        if (anchored
                && ssrc == anchorSsrc
                && delay > MAX_JUMP_FRAMES
                && delay < MOST_DELAY_FRAMES
                && recording.inPause(frame)) {
            // said in a pause and long under way: taken for a jump of the clock, it would be placed behind the pause
            return;
        }
        if (!anchored || ssrc != anchorSsrc || Math.abs(delay) > MAX_JUMP_FRAMES) {
            anchored = true;
            anchorSsrc = ssrc;
            anchorTimestamp = timestamp;
            anchorFrame = expected;
            frame = expected;
            observe(expected);
        } else {
            leastDelay = Math.min(leastDelay, delay);
            // the packet that was delayed least tells the sender's clock; the others only tell the network's mood
            if (expected - observedSince >= OBSERVED_FRAMES) {
                if (Math.abs(leastDelay) > TOLERATED_FRAMES) {
                    anchorFrame += leastDelay;
                    frame += leastDelay;
                }
                anchorFrame += timestamp - anchorTimestamp;
                anchorTimestamp = timestamp;
                observe(expected);
            }
        }
        recording.place(side, frame, law, packet, offset, length);
    }

    private void observe(long frame) {
        observedSince = frame;
        leastDelay = Long.MAX_VALUE;
    }
}

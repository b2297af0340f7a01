package org.otvet.switchboard.recording;

import java.util.ArrayDeque;

/** The stretches of a recording, in frames, whose sound is not kept. Not thread-safe. */
final class Pauses {

    /** Later than this nothing finds its way into a recording, so older stretches are forgotten. */
    private static final int REMEMBERED = 8;

    private record Stretch(long from, long to) {}

    private final ArrayDeque<Stretch> over = new ArrayDeque<>();
    private long since = Long.MAX_VALUE;

    /** False when there is a pause already. */
    boolean begin(long frame) {
        if (since != Long.MAX_VALUE) {
            return false;
        }
        since = frame;
        return true;
    }

    void end(long frame) {
        if (since == Long.MAX_VALUE) {
            return;
        }
        if (over.size() == REMEMBERED) {
            Stretch oldest = over.removeFirst();
            Stretch next = over.removeFirst();
            // between two so old pauses nothing can be placed any more: one stretch is as good
            over.addFirst(new Stretch(oldest.from, next.to));
        }
        over.addLast(new Stretch(since, Math.max(since, frame)));
        since = Long.MAX_VALUE;
    }

    boolean contain(long frame) {
        if (frame >= since) {
            return true;
        }
        for (Stretch stretch : over) {
            if (frame >= stretch.from && frame < stretch.to) {
                return true;
            }
        }
        return false;
    }
}

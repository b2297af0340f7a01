package org.otvet.server.floor.live;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Things to do later. Cancelled ones stay in the heap until they are due. */
final class Timers {

    /** A handle on one thing to do. */
    static final class Timer implements Comparable<Timer> {
        private final long dueMs;
        private final long turn;
        private @Nullable Runnable action;

        private Timer(long dueMs, long turn, Runnable action) {
            this.dueMs = dueMs;
            this.turn = turn;
            this.action = action;
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(dueMs, other.dueMs);
            return byTime != 0 ? byTime : Long.compare(turn, other.turn);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final PriorityQueue<Timer> heap = new PriorityQueue<>();
    private long turn;

    Timer at(long dueMs, Runnable action) {
        Timer timer = new Timer(dueMs, ++turn, action);
        heap.add(timer);
        return timer;
    }

    /** Cancels a timer that may never have been set; for use as {@code x = Timers.cancel(x)}. */
    static @Nullable Timer cancel(@Nullable Timer timer) {
        if (timer != null) {
            timer.action = null;
        }
        return null;
    }

    /** When {@link #next} has something, {@link Long#MAX_VALUE} for never. */
    long nextDueMs() {
        while (true) {
            Timer first = heap.peek();
            if (first == null) {
                return Long.MAX_VALUE;
            }
            if (first.action != null) {
                return first.dueMs;
            }
            heap.poll();
        }
    }

    /** Takes the earliest action that is due, null when none is. */
    @Nullable
    Runnable next(long nowMs) {
        if (nextDueMs() > nowMs) {
            return null;
        }
        Timer first = heap.poll();
        return first == null ? null : first.action;
    }
}

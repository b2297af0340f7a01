package org.otvet.routing;

import org.jspecify.annotations.Nullable;

/** What happens by itself when it becomes late enough. */
final class Timers {

    /** {@link Router#nextDueMs} while nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    static final class Timer extends Heap.Node {
        private final Runnable action;

        private Timer(long dueMs, long turn, Runnable action) {
            this.first = dueMs;
            this.turn = turn;
            this.action = action;
        }
    }

    private final Heap<Timer> pending = new Heap<>();
    private long turn;

    Timer at(long dueMs, Runnable action) {
        Timer timer = new Timer(dueMs, ++turn, action);
        pending.add(timer);
        return timer;
    }

    void cancel(@Nullable Timer timer) {
        if (timer != null && timer.placed()) {
            pending.remove(timer);
        }
    }

    long nextDueMs() {
        return pending.isEmpty() ? NEVER : pending.first().first;
    }

    void run(long nowMs) {
        while (nextDueMs() <= nowMs) {
            Timer timer = pending.first();
            pending.remove(timer);
            timer.action.run();
        }
    }
}

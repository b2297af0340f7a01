package org.otvet.switchboard.sip.transaction;

import org.jspecify.annotations.Nullable;

/** A hashed wheel of 10 ms slots, one turn 41 s: set and cancel cost the same with ten timers or a million. */
public final class TimerWheel {

    private static final int SLOTS = 4_096;
    private static final int MILLIS_PER_SLOT = 10;

    private final @Nullable Timer[] heads = new Timer[SLOTS];
    private final long[] occupied = new long[SLOTS / 64];
    private long tick;
    private int size;

    public TimerWheel(long now) {
        tick = now / MILLIS_PER_SLOT;
    }

    /** Sets the timer, moving it when it was set already. */
    public void set(Timer timer, long now, long delayMillis) {
        cancel(timer);
        timer.due = now + Math.max(0, delayMillis);
        long dueTick = Math.max(tick + 1, (timer.due + MILLIS_PER_SLOT - 1) / MILLIS_PER_SLOT);
        int slot = (int) (dueTick & (SLOTS - 1));
        Timer head = heads[slot];
        timer.next = head;
        timer.previous = null;
        if (head != null) {
            head.previous = timer;
        }
        heads[slot] = timer;
        timer.slot = slot;
        occupied[slot >> 6] |= 1L << (slot & 63);
        size++;
    }

    public void cancel(Timer timer) {
        if (timer.slot < 0) {
            return;
        }
        if (timer.previous != null) {
            timer.previous.next = timer.next;
        } else {
            heads[timer.slot] = timer.next;
            if (timer.next == null) {
                occupied[timer.slot >> 6] &= ~(1L << (timer.slot & 63));
            }
        }
        if (timer.next != null) {
            timer.next.previous = timer.previous;
        }
        timer.previous = null;
        timer.next = null;
        timer.slot = -1;
        size--;
    }

    /** Fires what is due. A timer that throws is the caller's trouble through {@code failed}; the others still fire. */
    public void advance(long now, java.util.function.Consumer<Throwable> failed) {
        long target = now / MILLIS_PER_SLOT;
        if (target - tick > SLOTS) {
            // The clock jumped: one whole turn sees every timer.
            tick = target - SLOTS;
        }
        while (tick < target) {
            tick++;
            int slot = (int) (tick & (SLOTS - 1));
            if ((occupied[slot >> 6] & (1L << (slot & 63))) != 0) {
                fireSlot(slot, now, failed);
            }
        }
    }

    private void fireSlot(int slot, long now, java.util.function.Consumer<Throwable> failed) {
        Timer timer = heads[slot];
        while (timer != null) {
            if (timer.due <= now) {
                cancel(timer);
                try {
                    timer.fire(now);
                } catch (Throwable e) {
                    failed.accept(e);
                }
                // What fired may have changed the list anywhere: begin again. Nothing set now falls into this slot
                // and is due, because new timers go to later ticks.
                timer = heads[slot];
            } else {
                timer = timer.next;
            }
        }
    }

    public int size() {
        return size;
    }

    /** Milliseconds to wait before {@link #advance} may have something to do; {@code most} when nothing is near. */
    public long delay(long now, long most) {
        if (size == 0) {
            return most;
        }
        long ticks = most / MILLIS_PER_SLOT;
        for (long ahead = 1; ahead <= ticks; ) {
            int slot = (int) ((tick + ahead) & (SLOTS - 1));
            long word = occupied[slot >> 6] >>> (slot & 63);
            if (word != 0) {
                long found = tick + ahead + Long.numberOfTrailingZeros(word);
                return Math.min(most, Math.max(0, found * MILLIS_PER_SLOT - now));
            }
            ahead += 64 - (slot & 63);
        }
        return most;
    }
}

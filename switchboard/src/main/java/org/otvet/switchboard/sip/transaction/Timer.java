package org.otvet.switchboard.sip.transaction;

import org.jspecify.annotations.Nullable;

/** Something that may happen later, once. Belongs to one {@link TimerWheel} and its thread. */
public abstract class Timer {

    @Nullable
    Timer previous;

    @Nullable
    Timer next;

    int slot = -1;
    long due;

    /** @param now milliseconds of the wheel's clock */
    protected abstract void fire(long now);

    public final boolean isSet() {
        return slot >= 0;
    }
}

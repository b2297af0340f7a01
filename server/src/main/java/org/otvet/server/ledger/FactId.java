package org.otvet.server.ledger;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDv7 (RFC 9562 section 5.7) with the 12 bits after the millisecond as a counter (section 6.2, method 1), so ids of
 * this process grow strictly in the order of asking, also when the clock stands still or steps back. Thread-safe.
 */
public final class FactId {

    /** Millisecond times 4096 plus the counter; the counter carries into the millisecond when it is full. */
    private static final AtomicLong LAST = new AtomicLong();

    private FactId() {}

    public static UUID next() {
        long now = System.currentTimeMillis() << 12;
        long tick = LAST.updateAndGet(last -> Math.max(now, last + 1));
        long high = (tick >>> 12) << 16 | 0x7000L | (tick & 0xfff);
        long low = ThreadLocalRandom.current().nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The millisecond inside an id made here. */
    public static Instant instantOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}

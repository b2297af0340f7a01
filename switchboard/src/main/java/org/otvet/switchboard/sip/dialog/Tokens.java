package org.otvet.switchboard.sip.dialog;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** Names nobody can guess: tags, branches, Call-IDs. One thread. */
public final class Tokens {

    private static final int POOL = 4_096;

    private final RandomGenerator random;
    private final ByteBuffer pool = ByteBuffer.allocate(POOL);

    public Tokens(RandomGenerator random) {
        this.random = random;
        pool.position(POOL);
    }

    /** 63 random bits in base 36. */
    public String tag() {
        return Long.toString(next() & Long.MAX_VALUE, 36);
    }

    /** A branch by RFC 3261: unique, with the magic cookie. */
    public String branch() {
        return "z9hG4bK" + tag();
    }

    /** A Call-ID. */
    public String callId() {
        return tag() + tag();
    }

    long next() {
        if (pool.remaining() < Long.BYTES) {
            random.nextBytes(pool.array());
            pool.clear();
        }
        return pool.getLong();
    }
}

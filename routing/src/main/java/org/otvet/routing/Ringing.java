package org.otvet.routing;

/**
 * How many agents an interaction is offered to at the same time. All of them are reserved; the first to accept has it, the
 * others are released.
 *
 * @param first 1 or more, at the start
 * @param more how many are added after each {@code everyMs}, 0 for none
 */
public record Ringing(int first, int more, long everyMs) {

    public static final Ringing ONE = new Ringing(1, 0, 0);
    public static final Ringing ALL = new Ringing(Integer.MAX_VALUE, 0, 0);

    public Ringing {
        if (first < 1 || more < 0 || (more > 0 && everyMs < 1)) {
            throw new IllegalArgumentException("first " + first + ", more " + more + " every " + everyMs + " ms");
        }
    }

    /** One agent more after each {@code everyMs}. */
    public static Ringing progressive(long everyMs) {
        return new Ringing(1, 1, everyMs);
    }
}

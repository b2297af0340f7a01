package org.otvet.switchboard.sip.transaction;

/** The timers of RFC 3261 table 4, in milliseconds. */
public record Timing(long t1, long t2, long t4) {

    public static Timing of(long t1) {
        return new Timing(t1, 8 * t1, 10 * t1);
    }

    /** Timers B, D, F, H, J, L, M: how long an unanswered transaction lives. */
    public long patience() {
        return 64 * t1;
    }
}

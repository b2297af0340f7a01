package org.otvet.switchboard.guard;

/**
 * What the guard did since start.
 *
 * @param dropped messages thrown away without an answer
 * @param refused requests answered 503 before any state was made
 * @param evictedSources sources whose bucket was thrown out because the table was full
 * @param lockedOut login attempts dropped because of too many failures
 */
public record GuardCounters(long admitted, long dropped, long refused, long evictedSources, long lockedOut) {}

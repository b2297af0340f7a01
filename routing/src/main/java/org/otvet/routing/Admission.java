package org.otvet.routing;

/**
 * Who may join a line and how long they may stay. The engine takes an interaction that may not out of the line and says so
 * ({@link Decision.Leave}); where it goes then is for others to say.
 *
 * @param maxLength how many may wait, 0 for any number
 * @param maxWaitMs how long one may wait, 0 for ever; callbacks are not concerned
 * @param maxExpectedWaitMs turns away who would wait longer than this with even odds, 0 for nobody
 * @param needsAgents nobody joins or stays while no agent of the queue is signed in
 * @param resumeMs how long the place of an interaction that was abandoned is kept for the same person, 0 for not at all
 */
public record Admission(int maxLength, long maxWaitMs, long maxExpectedWaitMs, boolean needsAgents, long resumeMs) {

    public static final Admission EVERYBODY = new Admission(0, 0, 0, false, 0);

    public Admission {
        if (maxLength < 0 || maxWaitMs < 0 || maxExpectedWaitMs < 0 || resumeMs < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }
}

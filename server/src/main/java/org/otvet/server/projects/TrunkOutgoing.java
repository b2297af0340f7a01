package org.otvet.server.projects;

/**
 * How a trunk is treated on calls out.
 *
 * @param callerNumber the number its carrier knows the line by, empty when it has told none
 * @param assertedIdentity whether it is told the caller's number in P-Asserted-Identity too
 * @param probeSeconds how often its addresses are asked whether they are there (OPTIONS), 0 for never
 * @param probeMisses unanswered questions in a row after which one counts as down
 */
public record TrunkOutgoing(String callerNumber, boolean assertedIdentity, int probeSeconds, int probeMisses) {

    /** A trunk of which nothing was said. */
    public static final TrunkOutgoing USUAL = new TrunkOutgoing("", false, 0, 3);
}

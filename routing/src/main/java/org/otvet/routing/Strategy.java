package org.otvet.routing;

/** Which of several free agents is chosen. Equal ones are told apart by who was idle longest. */
public enum Strategy {
    LONGEST_IDLE("longest-idle"),
    /** The agent to whom this queue offered something longest ago. */
    ROUND_ROBIN("round-robin"),
    /** The agent who took the fewest interactions of this queue since the last {@link Command.NewDay}. */
    FEWEST_CALLS("fewest-calls"),
    /** The agent who spent the least time on interactions of this queue since the last {@link Command.NewDay}. */
    LEAST_TALK("least-talk"),
    /** By the agents' positions in the queue. */
    LINEAR("linear"),
    /** Each free agent with the same chance. */
    RANDOM("random"),
    /** The highest sum of levels in the skills asked for. */
    MOST_SKILLED("most-skilled");

    private final String code;

    Strategy(String code) {
        this.code = code;
    }

    /** The word that stands in facts. */
    public String code() {
        return code;
    }
}

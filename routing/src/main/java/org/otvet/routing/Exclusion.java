package org.otvet.routing;

/** An agent who was not chosen, and why. */
public record Exclusion(AgentId agent, Reason reason) {

    /** Why an agent was passed over. */
    public enum Reason {
        NOT_READY("not-ready"),
        OFFERED_ANOTHER("offered-another"),
        BUSY("busy"),
        REFUSED_THIS("refused-this"),
        /** Lacks a skill, or has it at too low a level. */
        LACKS_SKILL("lacks-skill"),
        /** The interaction waits for a certain agent. */
        NOT_PREFERRED("not-preferred"),
        IDLE_SHORTER("idle-shorter"),
        /** Comes after the chosen one by the queue's strategy. */
        LATER_IN_TURN("later-in-turn");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The word that stands in facts and on the page. */
        public String code() {
            return code;
        }
    }
}

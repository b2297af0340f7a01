package org.otvet.routing;

/** An agent who was not chosen, and why. */
public record Exclusion(AgentId agent, Reason reason) {

    /** Why an agent was passed over. */
    public enum Reason {
        NOT_READY("not-ready"),
        OFFERED_ANOTHER("offered-another"),
        BUSY("busy"),
        REFUSED_THIS("refused-this"),
        IDLE_SHORTER("idle-shorter");

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

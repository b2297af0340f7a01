package org.otvet.server.floor.live;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an agent is doing, as everybody sees it. */
public enum AgentState {
    OFFLINE("offline"),
    READY("ready"),
    PAUSE("pause"),
    RINGING("ringing"),
    TALKING("talking"),
    HOLD("hold"),
    WRAP_UP("wrap-up"),
    MISSED("missed");

    private final String code;

    AgentState(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    /** True where the agent is bound to an interaction, so another state can only be asked for. */
    boolean bound() {
        return this == RINGING || this == TALKING || this == HOLD || this == WRAP_UP;
    }
}

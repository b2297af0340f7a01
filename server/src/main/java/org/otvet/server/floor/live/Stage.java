package org.otvet.server.floor.live;

/** How far an interaction is. */
enum Stage {
    /** We take the caller's call and wait until their side confirms. */
    ANSWERING("greeting"),
    GREETING("greeting"),
    WAITING("waiting"),
    OFFERING("offering"),
    /** The agent answered first; the caller's leg is being taken. */
    CONNECTING("talking"),
    CALLING_AGENT("dialling"),
    CALLING_CUSTOMER("dialling"),
    TALKING("talking"),
    HOLD("hold"),
    /** Handed on: the customer hears music while somebody else's telephone rings. */
    TRANSFERRING("transferring"),
    /** Customer and somebody outside talk without an agent. */
    FORWARDED("forwarded"),
    /** The customer is up, the agent's leg is lost or being re-connected. */
    DETACHED("detached"),
    /** Over; the last leg or its figures are under way. */
    ENDING("ending");

    private final String code;

    Stage(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    boolean inLine() {
        return this == ANSWERING || this == GREETING || this == WAITING || this == OFFERING;
    }

    boolean withAgent() {
        return this == CONNECTING || this == TALKING || this == HOLD || this == DETACHED;
    }
}

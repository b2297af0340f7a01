package org.otvet.routing;

/** Why an offer was not taken by the agent. */
public enum Refusal {
    NOT_ANSWERED,
    DECLINED,
    /** The agent's telephone could not be rung at all. */
    UNREACHABLE
}

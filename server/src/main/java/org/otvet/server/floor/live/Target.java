package org.otvet.server.floor.live;

import java.util.UUID;

/** To whom a call is handed on, or who is asked about it. */
public sealed interface Target {

    record ToQueue(UUID queueId) implements Target {}

    record ToAgent(UUID agentId) implements Target {}

    /** @param number as a person writes it; spaces, brackets, dots and dashes make no difference */
    record ToNumber(String number) implements Target {}
}

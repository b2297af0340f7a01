package org.otvet.routing;

import java.util.UUID;

/** A line in which interactions wait for the same group of agents. */
public record QueueId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

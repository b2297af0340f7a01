package org.otvet.routing;

import java.util.UUID;

/** A person who can be given interactions. */
public record AgentId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

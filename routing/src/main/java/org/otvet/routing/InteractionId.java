package org.otvet.routing;

import java.util.UUID;

/** One contact with a customer, whatever its medium. */
public record InteractionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

package org.otvet.telephony;

import java.util.UUID;

/** One party's connection to the exchange, from its first message to its last; never reused. */
public record LegId(UUID value) {

    public static LegId random() {
        return new LegId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package org.otvet.telephony;

import java.util.UUID;

/** One conversation of several parties, from its first order to its last. */
public record MixId(UUID value) {

    public static MixId random() {
        return new MixId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

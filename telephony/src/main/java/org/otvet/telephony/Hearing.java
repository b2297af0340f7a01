package org.otvet.telephony;

import java.util.Set;

/** Whom a party of a mix hears; never itself. */
public sealed interface Hearing {

    /** All other parties. */
    record Everybody() implements Hearing {}

    /** These parties only, and silence when there are none. */
    record Only(Set<LegId> legs) implements Hearing {

        public Only {
            legs = Set.copyOf(legs);
        }
    }

    /** Whether a party that hears so hears {@code other}. */
    default boolean includes(LegId other) {
        return switch (this) {
            case Everybody e -> true;
            case Only only -> only.legs().contains(other);
        };
    }
}

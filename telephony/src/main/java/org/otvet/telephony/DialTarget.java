package org.otvet.telephony;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom to dial. */
public sealed interface DialTarget {

    /** A telephone of the exchange. */
    record Phone(PhoneId phone) implements DialTarget {}

    /**
     * A number outside.
     *
     * @param ways at least one; the next is tried when a carrier cannot take the call (nothing answers, timeout, 408,
     *     5xx), never when the number itself refuses it (busy, unknown, declined)
     */
    record Number(List<Way> ways) implements DialTarget {

        public Number {
            ways = List.copyOf(ways);
            if (ways.isEmpty()) {
                throw new IllegalArgumentException("No way to a number");
            }
        }

        /** Over one trunk, as it shall be dialled. */
        public Number(TrunkId trunk, String number) {
            this(List.of(new Way(trunk, number, null, false)));
        }
    }

    /**
     * A number over one trunk.
     *
     * @param number what the trunk shall dial, as it shall be dialled
     * @param callerNumber shown to the called party, null for the one of the order
     * @param asserted whether the trunk is told the caller's number in P-Asserted-Identity too (RFC 3325)
     */
    record Way(TrunkId trunk, String number, @Nullable String callerNumber, boolean asserted) {}
}

package org.otvet.telephony;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to call somebody.
 *
 * @param leg the identity the new leg shall have, chosen by the orderer
 * @param callerNumber shown to the called party
 * @param callerName shown to the called party, null for none
 * @param ringTime how long to ring before giving up with {@link HangUpCause#NO_ANSWER}
 * @param autoAnswer asks the telephone to answer by itself (the person has already asked for the call)
 * @param headers further protocol headers for the called telephone, names without the {@code X-} ignored by trunks
 * @param counterpart with whom the called party will talk, null where that is not known
 */
public record Dial(
        LegId leg,
        DialTarget target,
        String callerNumber,
        @Nullable String callerName,
        Duration ringTime,
        boolean autoAnswer,
        Map<String, String> headers,
        @Nullable Counterpart counterpart) {

    public Dial {
        headers = Map.copyOf(headers);
    }

    /** To talk with whoever it may be. */
    public Dial(
            LegId leg,
            DialTarget target,
            String callerNumber,
            @Nullable String callerName,
            Duration ringTime,
            boolean autoAnswer,
            Map<String, String> headers) {
        this(leg, target, callerNumber, callerName, ringTime, autoAnswer, headers, null);
    }
}

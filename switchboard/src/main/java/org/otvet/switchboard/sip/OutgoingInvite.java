package org.otvet.switchboard.sip;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.DigestAnswers;

/**
 * An order to call.
 *
 * @param callerNumber user part of From; CR, LF and quotes are taken out of all texts here
 * @param callerName display name of From, may be empty
 * @param sdp our offer
 * @param headers further headers by name
 * @param ringTime from INVITE to giving up with {@link CallEnd.Kind#NO_ANSWER}
 * @param responseTime how long nothing at all may come back before {@link CallEnd.Kind#UNREACHABLE}; at most 32 s
 * @param account answers a challenge, null when none is to be answered
 */
public record OutgoingInvite(
        Destination destination,
        String callerNumber,
        String callerName,
        String sdp,
        Map<String, String> headers,
        Duration ringTime,
        Duration responseTime,
        @Nullable DigestAnswers account) {

    public OutgoingInvite(
            Destination destination,
            String callerNumber,
            String callerName,
            String sdp,
            Map<String, String> headers,
            Duration ringTime,
            Duration responseTime) {
        this(destination, callerNumber, callerName, sdp, headers, ringTime, responseTime, null);
    }

    public OutgoingInvite {
        headers = Map.copyOf(headers);
    }
}

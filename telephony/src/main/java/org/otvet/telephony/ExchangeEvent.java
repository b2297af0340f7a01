package org.otvet.telephony;

import java.time.Instant;
import java.util.Map;

/** Something that happened in the exchange. {@code at} is the exchange's own clock. */
public sealed interface ExchangeEvent {

    Instant at();

    /** An event of one leg. */
    sealed interface LegEvent extends ExchangeEvent {
        LegId leg();
    }

    /**
     * Somebody calls. The leg waits until it is rung, answered or hung up.
     *
     * @param protocolCallId the protocol's own name of the call (SIP Call-ID), for search
     * @param headers the protocol headers whose names start with {@code X-}
     */
    record LegOffered(
            Instant at,
            LegId leg,
            Origin origin,
            String callerNumber,
            String callerName,
            String dialled,
            String protocolCallId,
            Map<String, String> headers)
            implements LegEvent {

        public LegOffered {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A call to a number goes out over this trunk now; again for each trunk tried.
     *
     * @param number as that trunk was asked for it
     * @param statusBefore the protocol status with which the trunk before could not take it, 0 for the first
     */
    record LegRouted(Instant at, LegId leg, TrunkId trunk, String number, int statusBefore) implements LegEvent {}

    /**
     * A dialled leg rings.
     *
     * @param earlyMedia the far end sends sound before the answer; an event of its own when it begins after the ringing
     */
    record LegRinging(Instant at, LegId leg, boolean earlyMedia) implements LegEvent {}

    /** The leg is up in both directions of signalling: the dialled party answered, or our answer was acknowledged. */
    record LegAnswered(Instant at, LegId leg) implements LegEvent {}

    /**
     * The leg is gone; always the last event of a leg, exactly once.
     *
     * @param protocolStatus the protocol's final status (SIP 486 ...), 0 where there is none
     */
    record LegEnded(
            Instant at,
            LegId leg,
            HangUpCause cause,
            EndedBy endedBy,
            int protocolStatus,
            String reason,
            MediaStats media)
            implements LegEvent {}

    /** First acceptable media packet from the party of the leg. */
    record MediaStarted(Instant at, LegId leg) implements LegEvent {}

    /** Nothing has come from the party for a while; {@code silentMs} says how long. The leg stays up. */
    record MediaLost(Instant at, LegId leg, long silentMs) implements LegEvent {}

    /** How the leg's media fared in the last seconds; every five seconds or so while packets come. */
    record MediaMeasured(Instant at, LegId leg, MediaStats recent) implements LegEvent {}

    /** A key was pressed: {@code 0-9*#A-D}. */
    record DigitPressed(Instant at, LegId leg, char digit, int lengthMs) implements LegEvent {}

    /** A playback ended by itself, was stopped or replaced ({@code completed} false), or could not be read. */
    record PlaybackEnded(Instant at, LegId leg, PlaybackId playback, boolean completed, String problem)
            implements LegEvent {}

    /** The party put us on hold or took us back with its own telephone. */
    record PeerHold(Instant at, LegId leg, boolean held) implements LegEvent {}

    /** A recording's file is closed. {@code problem} is empty when it is whole. */
    record RecordingClosed(Instant at, RecordingId recording, long lengthMs, long bytes, String problem)
            implements ExchangeEvent {}

    /** A telephone can be called from now on. */
    record PhoneReachable(Instant at, PhoneId phone, String userAgent, String address) implements ExchangeEvent {}

    /** A telephone can no longer be called. */
    record PhoneUnreachable(Instant at, PhoneId phone, String reason) implements ExchangeEvent {}

    /** Something a person must look at: a dead listener, an attack, a trunk that stopped answering. */
    record Alarm(Instant at, String code, String text, boolean raised) implements ExchangeEvent {}
}

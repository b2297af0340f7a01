package org.otvet.telephony;

/**
 * What a leg's media went through.
 *
 * @param jitterMs interarrival jitter of received packets in ms (RFC 3550 section 6.4.1)
 * @param roundTripMs from RTCP in ms, -1 where the peer reports none
 */
public record MediaStats(
        String codec, long packetsReceived, long packetsSent, long packetsLost, double jitterMs, double roundTripMs) {

    public static final MediaStats NONE = new MediaStats("", 0, 0, 0, 0, -1);
}

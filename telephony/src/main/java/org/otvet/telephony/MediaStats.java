package org.otvet.telephony;

/**
 * What a leg's media went through, over its whole life or over the last seconds.
 *
 * @param codec as session descriptions name it ({@code PCMA}, {@code opus}), empty before one was agreed on
 * @param packetsLost packets of the party that never came
 * @param jitterMs interarrival jitter of received packets in ms (RFC 3550 section 6.4.1)
 * @param roundTripMs from RTCP in ms, -1 where the peer reports none
 * @param peerLossPercent how much of what we sent the party missed by its own reports, 0 to 100; -1 where it reports none
 * @param mos estimated mean opinion score of the worse direction, 1 (bad) to 4.5 (best), by the E-model (ITU-T G.107); 0
 *     while nothing was received
 */
public record MediaStats(
        String codec,
        long packetsReceived,
        long packetsSent,
        long packetsLost,
        double jitterMs,
        double roundTripMs,
        double peerLossPercent,
        double mos) {

    public static final MediaStats NONE = new MediaStats("", 0, 0, 0, 0, -1, -1, 0);

    /** How much of what the party sent never came, 0 to 100. */
    public double lossPercent() {
        long expected = packetsReceived + packetsLost;
        return expected == 0 ? 0 : 100.0 * packetsLost / expected;
    }
}

package org.otvet.phone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a call's audio went through.
 *
 * @param packetsLost gaps in the received sequence numbers
 * @param packetsFromOthers received from another address than the peer described
 * @param longestGapMs longest time between two received packets
 * @param firstReceived when the first packet came
 * @param firstSound when the first packet came that was not silence
 */
public record AudioStats(
        long packetsSent,
        long packetsReceived,
        long packetsLost,
        long packetsFromOthers,
        long longestGapMs,
        @Nullable Instant firstReceived,
        @Nullable Instant firstSound) {}

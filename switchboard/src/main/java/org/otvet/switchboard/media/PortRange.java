package org.otvet.switchboard.media;

import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which pairs of ports (even for RTP, the next for RTCP) are taken. Hands them out in turn, so that a port rests as long as
 * possible before it serves another call. Safe from any thread.
 */
final class PortRange {

    private final int first;
    private final int pairs;
    private final BitSet taken;
    private int next;

    PortRange(int portFrom, int portTo) {
        this.first = portFrom + (portFrom & 1);
        this.pairs = Math.max(0, (portTo - first + 1) / 2);
        this.taken = new BitSet(pairs);
        // after a restart, what is still sent to the ports of the last run should meet nobody
        this.next = ThreadLocalRandom.current().nextInt(Math.max(1, pairs));
    }

    int pairs() {
        return pairs;
    }

    /** The even port of a free pair, now taken; -1 when none is free. */
    synchronized int take() {
        int pair = taken.nextClearBit(next);
        if (pair >= pairs) {
            pair = taken.nextClearBit(0);
        }
        if (pair >= pairs) {
            return -1;
        }
        taken.set(pair);
        next = pair + 1;
        return first + 2 * pair;
    }

    synchronized void release(int port) {
        taken.clear((port - first) / 2);
    }
}

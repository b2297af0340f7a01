package org.otvet.switchboard.rtp;

/**
 * What was received of one peer's stream: counts, losses and jitter (RFC 3550 appendix A.1, A.3 and A.8). Written by one
 * thread; the getters may be read from others and are then a moment old.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer
public final class ReceptionStatistics {

    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int MAX_JITTER_MS = 10_000;

    private boolean started;
    private int ssrc;
    private int baseSequence;
    private int highestSequence;
    private int cycles;
    private long receivedOfSource;
    private long lostBefore;
    private long expectedAtReport;
    private long receivedAtReport;
    private int lastTransit;
    private int ticksPerMs = 8;
    private volatile long received;
    private volatile long lost;
    private volatile long losses;
    private volatile double jitterMs;

    /**
     * Counts a packet.
     *
     * @param clockRate of the timestamps, in Hz
     * @param timed whether the timestamp tells when the packet was made; that of a key's event tells when the key went down
     * @param arrivalNs a monotonic clock in nanoseconds
     */
    public void onPacket(int packetSsrc, int sequence, int timestamp, int clockRate, boolean timed, long arrivalNs) {
        received++;
        ticksPerMs = clockRate / 1000;
        int arrival = (int) (arrivalNs / 1000 * ticksPerMs / 1000);
        if (!started || packetSsrc != ssrc) {
            restart(packetSsrc, sequence, arrival - timestamp);
            return;
        }
        int ahead = (sequence - highestSequence) & 0xFFFF;
        if (ahead < MAX_DROPOUT) {
            if (ahead > 1) {
                losses++;
            }
            if (sequence < highestSequence) {
                cycles += 65536;
            }
            highestSequence = sequence;
        } else if (ahead <= 65536 - MAX_MISORDER) {
            restart(packetSsrc, sequence, arrival - timestamp);
            return;
        }
        receivedOfSource++;
        lost = Math.max(0, lostBefore + expected() - receivedOfSource);
        if (!timed) {
            return;
        }
        int transit = arrival - timestamp;
        double differenceMs = Math.abs((double) (transit - lastTransit)) / ticksPerMs;
        lastTransit = transit;
        if (differenceMs < MAX_JITTER_MS) {
            jitterMs += (differenceMs - jitterMs) / 16.0;
        }
    }

    private void restart(int packetSsrc, int sequence, int transit) {
        lostBefore = lost;
        started = true;
        ssrc = packetSsrc;
        baseSequence = sequence;
        highestSequence = sequence;
        cycles = 0;
        receivedOfSource = 1;
        expectedAtReport = 0;
        receivedAtReport = 0;
        lastTransit = transit;
    }

    private long expected() {
        return (long) cycles + highestSequence - baseSequence + 1;
    }

    public boolean hasSource() {
        return started;
    }

    public long received() {
        return received;
    }

    public long lost() {
        return lost;
    }

    /** How many times packets were missing, however many each time; late ones count as missing. */
    public long losses() {
        return losses;
    }

    public double jitterMs() {
        return jitterMs;
    }

    /** Writes a report block of 24 bytes (RFC 3550 section 6.4.1) and starts the next reporting interval. */
    void writeReportBlock(byte[] into, int offset, int lastSenderReport, int delaySinceIt) {
        long expected = expected();
        long expectedNow = expected - expectedAtReport;
        long lostNow = expectedNow - (receivedOfSource - receivedAtReport);
        expectedAtReport = expected;
        receivedAtReport = receivedOfSource;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        int cumulative = (int) Math.clamp(expected - receivedOfSource, -0x800000, 0x7FFFFF);
        RtpPacket.putInt32(into, offset, ssrc);
        RtpPacket.putInt32(into, offset + 4, (fraction << 24) | (cumulative & 0xFFFFFF));
        RtpPacket.putInt32(into, offset + 8, cycles + highestSequence);
        RtpPacket.putInt32(into, offset + 12, (int) (jitterMs * ticksPerMs));
        RtpPacket.putInt32(into, offset + 16, lastSenderReport);
        RtpPacket.putInt32(into, offset + 20, delaySinceIt);
    }
}

package org.otvet.switchboard.rtp;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers the packets of the one stream a party receives, whatever they are made from: its partner's packets, our sounds
 * or keys. One SSRC, sequence without holes of our making, timestamps that never go back when the source changes, marker
 * at each new beginning. Not safe for threads: the owner guards it.
 */
public final class OutboundStream {

    /** The source number of everything we make ourselves. */
    public static final long OWN = 0;

    private static final int MAX_STEP = 1000;
    private static final int MAX_DRIFT_MS = 1000;

    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private int duration;
    private boolean marker;
    private long sentNs;
    private long packets;
    private long octets;

    private long source = -1;
    private int sourceSsrc;
    private int sourceSequence;
    private int sourceTimestamp;
    private long sourceNs;
    private int sequenceOffset;
    private int timestampOffset;
    private boolean restart = true;
    private int eventTimestamp;
    private int ticksPerMs = 8;

    /** The clock of the timestamps, in Hz: that of the codec in use. Another one starts a new stretch of sound. */
    public void clock(int rate) {
        if (ticksPerMs != rate / 1000) {
            ticksPerMs = rate / 1000;
            restart = true;
        }
    }

    /**
     * Numbers a packet passed on from a peer; read the result from the getters.
     *
     * @param sourceId which peer, never {@link #OWN}
     * @param samples how long its sound lasts, in units of the clock
     */
    public void relay(
            long sourceId, int inSsrc, int inSequence, int inTimestamp, boolean inMarker, int samples, long nowNs) {
        int step = (short) (inSequence - sourceSequence);
        int elapsed = samplesBetween(sourceNs, nowNs);
        int drift = inTimestamp - sourceTimestamp - elapsed;
        boolean fresh = restart
                || source != sourceId
                || sourceSsrc != inSsrc
                || Math.abs(step) > MAX_STEP
                || Math.abs(drift) > MAX_DRIFT_MS * ticksPerMs;
        if (fresh) {
            begin(nowNs);
            source = sourceId;
            sourceSsrc = inSsrc;
            sequenceOffset = sequence - inSequence;
            timestampOffset = timestamp - inTimestamp;
        } else {
            marker = inMarker;
            sequence = inSequence + sequenceOffset;
            timestamp = inTimestamp + timestampOffset;
        }
        if (fresh || step > 0) {
            sourceSequence = inSequence;
            sourceTimestamp = inTimestamp;
            sourceNs = nowNs;
        }
        count(samples, nowNs);
    }

    /** A packet of the peer is not passed on: the receiver shall not see a hole for it. */
    public void skip(long sourceId) {
        if (source == sourceId) {
            sequenceOffset--;
        }
    }

    /** Numbers a packet of our own sound that follows the one before without a gap. */
    public void own(int samples, long nowNs) {
        if (restart || source != OWN) {
            begin(nowNs);
            source = OWN;
        } else {
            marker = false;
            sequence++;
            timestamp += duration;
        }
        count(samples, nowNs);
    }

    /** Our own sound has a gap of so many samples. */
    public void gap(int samples) {
        timestamp += samples;
    }

    /** Numbers the first packet of a key. */
    public void beginEvent(long nowNs) {
        begin(nowNs);
        source = OWN;
        eventTimestamp = timestamp;
        count(0, nowNs);
    }

    /** Numbers a further packet of the same key: same timestamp, next sequence. */
    public void continueEvent(long nowNs) {
        sequence++;
        timestamp = eventTimestamp;
        marker = false;
        count(0, nowNs);
    }

    /** The key has ended after so many samples; what follows starts anew. */
    public void endEvent(int samples) {
        duration = samples;
        restart = true;
    }

    /** The next packet, of whatever source, starts a new stretch of sound. */
    public void restart() {
        restart = true;
    }

    private void begin(long nowNs) {
        if (packets > 0) {
            skipLatePacket();
            sequence++;
            timestamp += Math.max(duration, samplesBetween(sentNs, nowNs));
        }
        marker = true;
        restart = false;
    }

    /** A late packet of the peer may have been numbered last; what is new comes after the newest. */
    private void skipLatePacket() {
        if (source > OWN) {
            int newestSequence = sourceSequence + sequenceOffset;
            if ((short) (newestSequence - sequence) > 0) {
                sequence = newestSequence;
                timestamp = sourceTimestamp + timestampOffset;
            }
        }
    }

    private void count(int samples, long nowNs) {
        duration = samples;
        sentNs = nowNs;
        packets++;
    }

    private int samplesBetween(long fromNs, long toNs) {
        return (int) ((toNs - fromNs) / 1000 * ticksPerMs / 1000);
    }

    /** So many bytes of payload went out. */
    public void sent(int bytes) {
        octets += bytes;
    }

    public int ssrc() {
        return ssrc;
    }

    public int sequence() {
        return sequence & 0xFFFF;
    }

    public int timestamp() {
        return timestamp;
    }

    public boolean marker() {
        return marker;
    }

    public long packets() {
        return packets;
    }

    public long octets() {
        return octets;
    }

    /** When the last packet was numbered, by the caller's clock. */
    public long sentNs() {
        return sentNs;
    }

    /** The timestamp that belongs to {@code nowNs}, for sender reports. */
    public int timestampAt(long nowNs) {
        return timestamp + samplesBetween(sentNs, nowNs);
    }
}

package org.otvet.switchboard.guard;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Token buckets: one for each source, one for all. Asked for every message before it is parsed, so it allocates nothing
 * for a source it knows. Safe for any thread; time comes in.
 */
public final class FloodGuard {

    /** What becomes of a message. */
    public enum Verdict {
        ADMIT,
        /** Too much: say so once in a while. */
        REFUSE,
        /** Too much, and it was said. */
        DROP
    }

    private static final double FOLLOW_UP_COST = 0.25;
    private static final long KNOWN_FOR_NANOS = 1_000_000_000L;
    private static final int REFUSALS_PER_SECOND = 5;

    private final int perSecond;
    private final int burst;
    private final int overallPerSecond;
    private final Predicate<InetAddress> known;
    private final Map<InetAddress, Bucket> buckets;
    private final Bucket overall = new Bucket();
    private long admitted;
    private long dropped;
    private long refused;
    private long evicted;

    /**
     * @param perSecond initial requests of one source that last
     * @param burst initial requests at once
     * @param overallPerSecond messages of all unknown sources together
     * @param known addresses without limits: trunks and fixed telephones
     */
    public FloodGuard(int perSecond, int burst, int overallPerSecond, int mostSources, Predicate<InetAddress> known) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.overallPerSecond = overallPerSecond;
        this.known = known;
        this.overall.tokens = overallPerSecond;
        this.buckets = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
                boolean full = size() > mostSources;
                evicted += full ? 1 : 0;
                return full;
            }
        };
    }

    /** @param initial true for a request that may make state: INVITE, REGISTER and all but ACK, BYE, CANCEL */
    public synchronized Verdict judge(InetAddress source, boolean initial, long nowNanos) {
        Bucket bucket = buckets.get(source);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = burst;
            bucket.filledAt = nowNanos;
            bucket.knownUntil = nowNanos;
            buckets.put(source, bucket);
        }
        if (nowNanos - bucket.knownUntil >= 0) {
            bucket.isKnown = known.test(source);
            bucket.knownUntil = nowNanos + KNOWN_FOR_NANOS;
        }
        if (bucket.isKnown) {
            admitted++;
            return Verdict.ADMIT;
        }
        overall.fill(nowNanos, overallPerSecond, overallPerSecond);
        bucket.fill(nowNanos, perSecond, burst);
        double cost = initial ? 1 : FOLLOW_UP_COST;
        if (bucket.tokens >= cost && overall.tokens >= 1) {
            bucket.tokens -= cost;
            overall.tokens -= 1;
            admitted++;
            return Verdict.ADMIT;
        }
        if (initial && bucket.mayRefuse(nowNanos)) {
            refused++;
            return Verdict.REFUSE;
        }
        dropped++;
        return Verdict.DROP;
    }

    public synchronized GuardCounters counters(long lockedOut) {
        return new GuardCounters(admitted, dropped, refused, evicted, lockedOut);
    }

    private static final class Bucket {
        private double tokens;
        private long filledAt;
        private long knownUntil;
        private boolean isKnown;
        private long refusalSecond;
        private int refusals;

        void fill(long now, double perSecond, double most) {
            tokens = Math.min(most, tokens + (now - filledAt) * 1e-9 * perSecond);
            filledAt = now;
        }

        boolean mayRefuse(long now) {
            long second = now / 1_000_000_000L;
            if (second != refusalSecond) {
                refusalSecond = second;
                refusals = 0;
            }
            return refusals++ < REFUSALS_PER_SECOND;
        }
    }
}

package org.otvet.server.people;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How much a source may ask without signing in: {@value #BURST} requests at once, {@value #A_SECOND} a second lasting.
 * Bounded: the longest untouched sources are forgotten. Thread-safe.
 */
@Component
class StrangerRate {

    static final int BURST = 400;
    static final int A_SECOND = 100;
    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized boolean admits(String source, Instant now) {
        Bucket before = buckets.getOrDefault(source, new Bucket(BURST, now));
        double refill = Duration.between(before.at(), now).toMillis() * A_SECOND / 1000.0;
        double left = Math.min(BURST, before.left() + Math.max(0, refill));
        boolean admitted = left >= 1;
        buckets.put(source, new Bucket(admitted ? left - 1 : left, now));
        return admitted;
    }

    private record Bucket(double left, Instant at) {}
}

package org.otvet.server.recordings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tells the beginning of a listen from its further requests: a player asks for many parts of one file. Whoever has not
 * asked for a recording for a while begins anew, at whatever byte. Thread-safe.
 */
final class Listens {

    private static final Duration ONE_LISTEN = Duration.ofMinutes(10);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<Listen, Instant> latest = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Listen, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Listens(Clock clock) {
        this.clock = clock;
    }

    private record Listen(UUID person, UUID recording) {}

    /** Whether this request begins a listen. */
    synchronized boolean begins(UUID person, UUID recording) {
        Instant now = clock.instant();
        Instant before = latest.put(new Listen(person, recording), now);
        return before == null || Duration.between(before, now).compareTo(ONE_LISTEN) > 0;
    }

    /** The beginning could not be noted; the next request is one again. */
    synchronized void forget(UUID person, UUID recording) {
        latest.remove(new Listen(person, recording));
    }
}

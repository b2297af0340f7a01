package org.otvet.server.people;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: after {@value #FREE_BY_LOGIN} failures of one login from one source, or {@value #FREE_BY_SOURCE}
 * of one source, each further one shuts it out for twice as long, from {@value #FIRST_SECONDS} seconds to a quarter of an
 * hour. Another source of the same login is not shut out, so nobody can lock a colleague out from elsewhere. Bounded:
 * the longest untouched are forgotten. Thread-safe.
 */
@Component
class Lockout {

    static final int FREE_BY_LOGIN = 5;
    static final int FREE_BY_SOURCE = 30;
    static final int FIRST_SECONDS = 15;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Until when this login may not be tried from this source; empty when it may. */
    synchronized Optional<Instant> lockedUntil(String login, String source, Instant now) {
        return later(until(new Key(login, source), now), until(new Key("", source), now));
    }

    /** The latest lock of a login from anywhere. */
    synchronized Optional<Instant> lockedUntil(String login, Instant now) {
        return failures.entrySet().stream()
                .filter(entry -> entry.getKey().login().equals(login))
                .map(entry -> entry.getValue().until())
                .filter(until -> until.isAfter(now))
                .max(Instant::compareTo);
    }

    synchronized void failed(String login, String source, Instant now) {
        count(new Key(login, source), FREE_BY_LOGIN, now);
        count(new Key("", source), FREE_BY_SOURCE, now);
    }

    synchronized void succeeded(String login, String source) {
        failures.remove(new Key(login, source));
    }

    /** Forgets the failures of a login from everywhere. */
    synchronized void unlock(String login) {
        failures.keySet().removeIf(key -> key.login().equals(login));
    }

    private void count(Key key, int free, Instant now) {
        Failures before = failures.get(key);
        int count = before == null || before.last().plus(FORGOTTEN).isBefore(now) ? 1 : before.count() + 1;
        Instant until = now;
        if (count >= free) {
            long seconds = (long) FIRST_SECONDS << Math.min(count - free, 16);
            until = now.plus(Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds())));
        }
        failures.put(key, new Failures(count, now, until));
    }

    private Optional<Instant> until(Key key, Instant now) {
        return Optional.ofNullable(failures.get(key)).map(Failures::until).filter(until -> until.isAfter(now));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() ? other : other.isEmpty() || one.get().isAfter(other.get()) ? one : other;
    }

    /** @param login empty for the source as a whole */
    private record Key(String login, String source) {}

    private record Failures(int count, Instant last, Instant until) {}
}

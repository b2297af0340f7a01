package org.otvet.server.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, in memory: a restart signs everybody out. A session ends 12 hours after its last request and 24
 * hours after it began. Thread-safe.
 */
@Component
class Sessions {

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LONGEST = Duration.ofHours(24);
    private static final int A_PERSON = 20;

    private final Map<Secret, Session> open = new ConcurrentHashMap<>();
    private final ApplicationEventPublisher events;

    Sessions(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** The token for the cookie. The oldest session of somebody who has many is dropped. */
    String begin(UUID personId, Instant now) {
        List<Map.Entry<Secret, Session>> earlier = open.entrySet().stream()
                .filter(entry -> entry.getValue().personId().equals(personId))
                .sorted(Comparator.comparing(entry -> entry.getValue().lastSeen()))
                .toList();
        earlier.stream()
                .limit(Math.max(0, earlier.size() - A_PERSON + 1))
                .forEach(entry -> open.remove(entry.getKey()));
        String token = Secret.newToken();
        open.put(Secret.of(token), new Session(personId, now, now));
        return token;
    }

    /** Whose session this is; the session counts as used. */
    Optional<UUID> personOf(String token, Instant now) {
        return Optional.ofNullable(open.computeIfPresent(
                        Secret.of(token), (secret, session) -> session.validAt(now) ? session.seen(now) : null))
                .map(Session::personId);
    }

    /** Ends every session of a person and tells streams and phones. */
    void endAll(UUID personId) {
        open.values().removeIf(session -> session.personId().equals(personId));
        events.publishEvent(new SessionsEnded(personId));
    }

    /** Ends a person's sessions but one; streams and phones of the one are told to come back too. */
    void endOthers(UUID personId, String token) {
        Secret kept = Secret.of(token);
        boolean any = open.entrySet()
                .removeIf(entry -> entry.getValue().personId().equals(personId)
                        && !entry.getKey().equals(kept));
        if (any) {
            events.publishEvent(new SessionsEnded(personId));
        }
    }

    /** Drops one session quietly: its owner signs in anew with another. */
    void drop(String token) {
        open.remove(Secret.of(token));
    }

    @Scheduled(fixedDelay = 60_000)
    void expire() {
        expire(Instant.now());
    }

    void expire(Instant now) {
        Set<UUID> ended = new HashSet<>();
        open.values().removeIf(session -> {
            boolean over = !session.validAt(now);
            if (over) {
                ended.add(session.personId());
            }
            return over;
        });
        Set<UUID> stillHere = new HashSet<>();
        open.values().forEach(session -> stillHere.add(session.personId()));
        ended.removeAll(stillHere);
        ended.forEach(personId -> events.publishEvent(new SessionsEnded(personId)));
    }

    private record Session(UUID personId, Instant began, Instant lastSeen) {

        boolean validAt(Instant now) {
            return now.isBefore(lastSeen.plus(IDLE)) && now.isBefore(began.plus(LONGEST));
        }

        Session seen(Instant now) {
            return new Session(personId, began, now);
        }
    }
}

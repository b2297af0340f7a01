package org.otvet.server.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param id UUIDv7, the key: the same fact recorded twice is stored once
 * @param interactionId the interaction it belongs to, null for facts of an agent alone
 * @param at when it happened, kept to the microsecond (PostgreSQL's precision)
 * @param type past-tense name, for example {@code queue.entered}
 * @param data JSON-able values: strings, numbers, booleans, null, lists and maps of them; other values are written the
 *     way Jackson writes them
 */
public record Fact(
        UUID id,
        @Nullable UUID interactionId,
        @Nullable UUID agentId,
        @Nullable UUID projectId,
        Instant at,
        String type,
        Map<String, Object> data) {

    public Fact {
        at = at.truncatedTo(ChronoUnit.MICROS);
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** A new fact with the next id. */
    public static Fact of(
            @Nullable UUID interactionId,
            @Nullable UUID agentId,
            @Nullable UUID projectId,
            Instant at,
            String type,
            Map<String, Object> data) {
        return new Fact(FactId.next(), interactionId, agentId, projectId, at, type, data);
    }

    /** A value of {@link #data} as text, null when absent. */
    public @Nullable String text(String key) {
        Object value = data.get(key);
        return value == null ? null : value.toString();
    }

    /** A value of {@link #data} as an id, null when absent or not an id. */
    public @Nullable UUID uuid(String key) {
        Object value = data.get(key);
        if (value instanceof UUID id) {
            return id;
        }
        try {
            return value == null ? null : UUID.fromString(value.toString());
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    /** A value of {@link #data} as a whole number, {@code otherwise} when absent or not a number. */
    public long number(String key, long otherwise) {
        return data.get(key) instanceof Number number ? number.longValue() : otherwise;
    }
}

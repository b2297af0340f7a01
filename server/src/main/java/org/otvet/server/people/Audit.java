package org.otvet.server.people;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who did what: append-only, each row chained to the one before by hash. Thread-safe. */
public interface Audit {

    /**
     * Records an act inside the caller's transaction, if there is one: what is rolled back was not done.
     *
     * @param action for example {@code queue.changed}
     * @param object for example {@code queue 0197...}
     * @param before JSON-able values that changed, as they were; null when there was nothing; never a secret
     * @param after the same, as they are now
     * @throws org.springframework.dao.DataAccessException when the database is away
     */
    void record(
            CurrentPerson actor,
            String action,
            String object,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after);
}

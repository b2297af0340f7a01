package org.otvet.server.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger is doing.
 *
 * @param backlog facts recorded and not yet in PostgreSQL
 * @param lag age of the oldest of them
 * @param journalWorks false while facts are kept in memory only
 * @param lost facts dropped because the journal failed and memory was full
 * @param problem why the last write to PostgreSQL failed, null when it did not
 */
public record LedgerState(
        long backlog,
        Duration lag,
        boolean journalWorks,
        long lost,
        @Nullable String problem) {

    /** The ledger as those see it who look after it. Thread-safe. */
    public interface Source {

        /** The present state; cheap. */
        LedgerState state();

        /**
         * Waits until everything recorded before is in PostgreSQL and in the rows projected from it. For start-up and
         * tests, not for the floor.
         *
         * @return false when it is not within {@code atMost}
         */
        boolean settle(Duration atMost) throws InterruptedException;
    }
}

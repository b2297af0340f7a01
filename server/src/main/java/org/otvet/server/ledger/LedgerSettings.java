package org.otvet.server.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the ledger.
 *
 * @param interval how often facts go from the journal to PostgreSQL
 * @param batch facts in one transaction at most
 * @param heldInMemory facts waiting for PostgreSQL that are held in memory; more wait in the journal alone
 * @param heldWithoutJournal facts held in memory while the journal cannot be written; more are lost
 * @param behindAfter age of the oldest waiting fact that raises the alarm
 * @param journalReserve free disk space under which the journal is not written any more
 */
@ConfigurationProperties("otvet.ledger")
record LedgerSettings(
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("2000") int batch,
        @DefaultValue("10000") int heldInMemory,
        @DefaultValue("200000") int heldWithoutJournal,
        @DefaultValue("10s") Duration behindAfter,
        @DefaultValue("64MB") DataSize journalReserve) {

    static LedgerSettings defaults() {
        return new LedgerSettings(
                Duration.ofMillis(500), 2000, 10_000, 200_000, Duration.ofSeconds(10), DataSize.ofMegabytes(64));
    }
}

package org.otvet.server.ledger;

/** Takes facts and loses none. */
public interface Ledger {

    /** Lifecycle phase in which what the last run left behind goes to the database; record from later phases on. */
    int START_PHASE = -2000;

    /**
     * Records a fact. When this returns the fact is in the local journal (in the operating system's page cache) and
     * survives a killed process; it follows to PostgreSQL in the order of calling.
     *
     * <p>Thread-safe; facts of one thread keep their order. Never waits for the database or for a disk flush, throws
     * nothing. When the journal's disk is full or broken an alarm is raised, facts wait in bounded memory and calls go
     * on.
     */
    void record(Fact fact);
}

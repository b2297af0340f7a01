package org.otvet.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows kept from facts by another module, in the same transaction as the facts themselves. Called on the ledger's
 * writer thread only.
 */
public interface FactProjection {

    /**
     * Applies facts that were stored a moment ago for the first time, in the order of recording. The transaction may
     * still fail; then {@link #forget()} follows and the same facts come again later.
     *
     * @param connection the transaction; not committed or closed here
     */
    void project(Connection connection, List<Fact> facts) throws SQLException;

    /** The last transaction was rolled back, or rows were changed from outside: drop everything held in memory. */
    void forget();
}

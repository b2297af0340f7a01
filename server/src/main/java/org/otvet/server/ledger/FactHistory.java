package org.otvet.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads stored facts. Always in time order: by instant, then by id. */
public interface FactHistory {

    /** All stored facts of an interaction; empty for an unknown one. */
    List<Fact> ofInteraction(UUID interactionId);

    /** All stored facts of the interactions, inside the given transaction. */
    List<Fact> ofInteractions(Connection connection, Collection<UUID> interactionIds) throws SQLException;
}

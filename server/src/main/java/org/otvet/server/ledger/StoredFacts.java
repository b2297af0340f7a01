package org.otvet.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class StoredFacts implements FactHistory {

    private final DataSource database;

    StoredFacts(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Fact> ofInteraction(UUID interactionId) {
        try (Connection connection = database.getConnection()) {
            return FactTable.ofInteractions(connection, Set.of(interactionId));
        } catch (SQLException e) {
            throw new IllegalStateException("facts cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Fact> ofInteractions(Connection connection, Collection<UUID> interactionIds) throws SQLException {
        return FactTable.ofInteractions(connection, interactionIds);
    }
}

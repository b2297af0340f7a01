package org.otvet.server.calls;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.FactHistory;
import org.otvet.server.ledger.FactProjection;
import org.springframework.stereotype.Component;

/**
 * Keeps the call list beside the facts. Calls that are going on are held in memory, so a new fact costs one write and
 * no read; facts of others, or out of time order, make it read the call's facts again.
 */
@Component
final class CallProjection implements FactProjection {

    /** Raise it when {@link CallFold} gives other rows for the same facts. */
    static final int VERSION = 2;

    private static final int HELD_AT_MOST = 20_000;
    private static final int REBUILT_AT_ONCE = 500;

    private final FactHistory history;
    private final Map<UUID, CallFold> held = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, CallFold> eldest) {
            return size() > HELD_AT_MOST;
        }
    };

    CallProjection(FactHistory history) {
        this.history = history;
    }

    @Override
    public void project(Connection connection, List<Fact> facts) throws SQLException {
        Set<UUID> touched = new LinkedHashSet<>();
        Set<UUID> unknown = new LinkedHashSet<>();
        for (Fact fact : facts) {
            UUID interaction = fact.interactionId();
            if (interaction == null) {
                continue;
            }
            touched.add(interaction);
            if (!unknown.contains(interaction) && !apply(interaction, fact)) {
                unknown.add(interaction);
            }
        }
        if (touched.isEmpty()) {
            return;
        }
        held.putAll(read(connection, unknown));
        List<CallRow> rows = new ArrayList<>(touched.size());
        for (UUID interaction : touched) {
            CallFold fold = held.get(interaction);
            if (fold == null) {
                fold = read(connection, Set.of(interaction)).get(interaction);
            }
            if (fold != null) {
                rows.add(fold.row());
                if (fold.over()) {
                    held.remove(interaction);
                }
            }
        }
        CallTable.write(connection, rows);
    }

    @Override
    public void forget() {
        held.clear();
    }

    /** Builds all rows again from the stored facts, in the given transaction; the list stands still meanwhile. */
    void rebuild(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE call IN EXCLUSIVE MODE");
            statement.execute("DELETE FROM missed_offer");
            statement.execute("DELETE FROM earlier_agent");
            statement.execute("DELETE FROM call");
        }
        UUID last = new UUID(0, 0);
        while (true) {
            List<UUID> some = interactionsAfter(connection, last);
            if (some.isEmpty()) {
                return;
            }
            List<CallRow> rows =
                    read(connection, some).values().stream().map(CallFold::row).toList();
            CallTable.write(connection, rows);
            last = some.getLast();
        }
    }

    private boolean apply(UUID interaction, Fact fact) {
        CallFold fold = held.get(interaction);
        if (fold == null && fact.type().equals("interaction.started")) {
            fold = new CallFold(interaction, fact);
            held.put(interaction, fold);
        } else if (fold == null || !fold.follows(fact)) {
            return false;
        }
        fold.apply(fact);
        return true;
    }

    private Map<UUID, CallFold> read(Connection connection, Iterable<UUID> interactions) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        interactions.forEach(ids::add);
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<Fact>> facts = new HashMap<>();
        for (Fact fact : history.ofInteractions(connection, ids)) {
            UUID interaction = fact.interactionId();
            if (interaction != null) {
                facts.computeIfAbsent(interaction, of -> new ArrayList<>()).add(fact);
            }
        }
        Map<UUID, CallFold> folds = new HashMap<>();
        facts.forEach((interaction, its) -> folds.put(interaction, CallFold.of(interaction, its)));
        return folds;
    }

    private static List<UUID> interactionsAfter(Connection connection, UUID last) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (var query = connection.prepareStatement("""
                SELECT DISTINCT interaction_id FROM fact WHERE interaction_id > ? ORDER BY interaction_id LIMIT ?""")) {
            query.setObject(1, last);
            query.setInt(2, REBUILT_AT_ONCE);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }
}

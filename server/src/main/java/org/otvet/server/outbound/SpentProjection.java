package org.otvet.server.outbound;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.FactProjection;
import org.springframework.stereotype.Component;

/** Adds up what calls out use, so that a restart forgives nobody anything. */
@Component
class SpentProjection implements FactProjection {

    private static final UUID NOBODY = new UUID(0, 0);

    private record Key(LocalDate day, UUID projectId, UUID agentId) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byDay = day.compareTo(other.day);
            int byProject = byDay != 0 ? byDay : projectId.compareTo(other.projectId);
            return byProject != 0 ? byProject : agentId.compareTo(other.agentId);
        }
    }

    static LocalDate dayOf(Instant at) {
        return at.atZone(ZoneId.systemDefault()).toLocalDate();
    }

    @Override
    public void project(Connection connection, List<Fact> facts) throws SQLException {
        Map<Key, Spent> used = new TreeMap<>();
        for (Fact fact : facts) {
            UUID project = fact.projectId();
            UUID agent = fact.agentId();
            Spent spent = spent(fact);
            if (spent != null && project != null) {
                used.merge(new Key(dayOf(fact.at()), project, agent == null ? NOBODY : agent), spent, Spent::plus);
            }
        }
        if (used.isEmpty()) {
            return;
        }
        try (var row = connection.prepareStatement("""
                insert into outbound_spent as spent (day, project_id, agent_id, calls, ms, cost_micros)
                values (?, ?, ?, ?, ?, ?)
                on conflict (day, project_id, agent_id) do update set calls = spent.calls + excluded.calls,
                    ms = spent.ms + excluded.ms, cost_micros = spent.cost_micros + excluded.cost_micros""")) {
            for (var entry : used.entrySet()) {
                row.setDate(1, Date.valueOf(entry.getKey().day()));
                row.setObject(2, entry.getKey().projectId());
                row.setObject(3, entry.getKey().agentId());
                row.setLong(4, entry.getValue().calls());
                row.setLong(5, entry.getValue().ms());
                row.setLong(6, entry.getValue().costMicros());
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static @Nullable Spent spent(Fact fact) {
        return switch (fact.type()) {
            case "outbound.placed" -> new Spent(1, 0, 0);
            case "outbound.charged" -> new Spent(0, fact.number("ms", 0), fact.number("costMicros", 0));
            default -> null;
        };
    }

    @Override
    public void forget() {
        // nothing is held
    }
}

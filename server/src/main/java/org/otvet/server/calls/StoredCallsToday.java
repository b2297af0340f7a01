package org.otvet.server.calls;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredCallsToday implements CallsToday {

    private final JdbcClient database;

    StoredCallsToday(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<AgentFigures> agents(Instant since) {
        return database.sql("""
                        WITH talked AS (
                            SELECT agent_id, count(*) AS calls, sum(talk_ms) AS talk_ms,
                                   sum(talk_ms + hold_ms + wrap_up_ms) AS handle_ms
                            FROM call WHERE started_at >= :since AND agent_id IS NOT NULL AND connected_at IS NOT NULL
                            GROUP BY agent_id),
                        missing AS (
                            SELECT agent_id, count(*) AS missed FROM missed_offer WHERE at >= :since GROUP BY agent_id)
                        SELECT coalesce(talked.agent_id, missing.agent_id) AS agent_id, coalesce(calls, 0) AS calls,
                               coalesce(talk_ms, 0) AS talk_ms, coalesce(handle_ms, 0) AS handle_ms,
                               coalesce(missed, 0) AS missed
                        FROM talked FULL JOIN missing ON talked.agent_id = missing.agent_id""")
                .param("since", since.atOffset(UTC))
                .query((row, n) -> new AgentFigures(
                        row.getObject("agent_id", UUID.class),
                        row.getInt("calls"),
                        row.getLong("talk_ms"),
                        row.getLong("handle_ms"),
                        row.getInt("missed")))
                .list();
    }

    @Override
    public List<QueueFigures> queues(Instant since, Map<UUID, Long> targetMs) {
        return database.sql("""
                        SELECT queue_id, count(*) AS offered, count(connected_at) AS answered,
                               count(*) FILTER (WHERE result = 'abandoned') AS abandoned,
                               count(*) FILTER (WHERE connected_at IS NOT NULL AND wait_ms <= target_ms) AS within_target,
                               coalesce(sum(wait_ms) FILTER (WHERE connected_at IS NOT NULL), 0) AS answered_wait_ms
                        FROM call LEFT JOIN unnest(:queues::uuid[], :targets::bigint[]) AS target (queue, target_ms)
                                         ON target.queue = queue_id
                        WHERE started_at >= :since AND queue_id IS NOT NULL AND direction = 'in'
                        GROUP BY queue_id""")
                .param("since", since.atOffset(UTC))
                .param("queues", array(targetMs.keySet().toArray()))
                .param("targets", array(targetMs.values().toArray()))
                .query((row, n) -> new QueueFigures(
                        row.getObject("queue_id", UUID.class),
                        row.getInt("offered"),
                        row.getInt("answered"),
                        row.getInt("abandoned"),
                        row.getInt("within_target"),
                        row.getLong("answered_wait_ms")))
                .list();
    }

    @Override
    public List<MissedCall> missed(Instant since) {
        return database.sql("""
                        SELECT * FROM (
                            SELECT offer.interaction_id, offer.agent_id, call.project_id, offer.queue_id, call.number,
                                   call.name, offer.at, offer.kind,
                                   row_number() OVER (PARTITION BY offer.agent_id ORDER BY offer.at DESC) AS place
                            FROM missed_offer AS offer JOIN call USING (interaction_id)
                            WHERE offer.at >= :since AND offer.handled_at IS NULL
                                  AND offer.agent_id IS DISTINCT FROM call.agent_id) AS offers
                        WHERE place <= 50 ORDER BY at DESC""")
                .param("since", since.atOffset(UTC))
                .query((row, n) -> new MissedCall(
                        row.getObject("interaction_id", UUID.class),
                        row.getObject("agent_id", UUID.class),
                        row.getObject("project_id", UUID.class),
                        row.getObject("queue_id", UUID.class),
                        row.getString("number"),
                        row.getString("name"),
                        row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                        row.getString("kind")))
                .list();
    }

    /** PostgreSQL's array literal of values that need no quoting. */
    private static String array(Object[] values) {
        return "{"
                + String.join(
                        ",",
                        java.util.Arrays.stream(values).map(Object::toString).toList()) + "}";
    }
}

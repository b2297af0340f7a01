package org.otvet.server.calls;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otvet.server.calls.CallRow.MissedOffer;
import org.otvet.server.calls.CallRow.Phase;

/** The SQL of call rows. Stateless. */
final class CallTable {

    private static final List<Column> ALL = List.of(
            new Column("interaction_id", "uuid", CallRow::interactionId),
            new Column("project_id", "uuid", CallRow::projectId),
            new Column("direction", "text", CallRow::direction),
            new Column("number", "text", CallRow::number),
            new Column("number_key", "text", row -> Numbers.key(row.number())),
            new Column("name", "text", CallRow::name),
            new Column("dialled", "text", CallRow::dialled),
            new Column("trunk_id", "uuid", CallRow::trunkId),
            new Column("queue_id", "uuid", CallRow::queueId),
            new Column("agent_id", "uuid", CallRow::agentId),
            new Column("protocol_call_id", "text", CallRow::protocolCallId),
            new Column("started_at", "timestamptz", CallRow::startedAt),
            new Column("connected_at", "timestamptz", CallRow::connectedAt),
            new Column("ended_at", "timestamptz", CallRow::endedAt),
            new Column("result", "text", CallRow::result),
            new Column("ended_by", "text", CallRow::endedBy),
            new Column("cause", "text", CallRow::cause),
            new Column("protocol_status", "int", CallRow::protocolStatus),
            new Column("phase", "text", row -> row.phase().code()),
            new Column("phase_since", "timestamptz", CallRow::phaseSince),
            new Column("wait_ms", "bigint", CallRow::waitMs),
            new Column("talk_ms", "bigint", CallRow::talkMs),
            new Column("hold_ms", "bigint", CallRow::holdMs),
            new Column("wrap_up_ms", "bigint", CallRow::wrapUpMs),
            new Column("disposition_id", "uuid", CallRow::dispositionId),
            new Column("notes", "text", CallRow::notes),
            new Column("last_fact_at", "timestamptz", CallRow::lastFactAt),
            new Column("open", "boolean", row -> row.endedAt() == null || row.phase() != Phase.NONE));

    /** What {@link #read} wants. */
    static final String COLUMNS = ALL.stream().map(Column::name).collect(joining(", "));

    // one statement for all rows: a statement a row costs PostgreSQL several times as much
    private static final String UPSERT = "INSERT INTO call (" + COLUMNS + ") SELECT * FROM unnest("
            + ALL.stream().map(column -> "?::" + column.type + "[]").collect(joining(", "))
            + ") ON CONFLICT (interaction_id) DO UPDATE SET "
            + ALL.stream()
                    .skip(1)
                    .map(column -> column.name + " = excluded." + column.name)
                    .collect(joining(", "));

    /** A column, its type in PostgreSQL, and its value in a row. */
    private record Column(String name, String type, Function<CallRow, @Nullable Object> value) {}

    private CallTable() {}

    static void write(Connection connection, Collection<CallRow> rows) throws SQLException {
        try (var upsert = connection.prepareStatement(UPSERT)) {
            int at = 0;
            for (Column column : ALL) {
                Object[] values = rows.stream()
                        .map(row -> {
                            Object value = column.value.apply(row);
                            return value == null ? null : value.toString();
                        })
                        .toArray();
                upsert.setArray(++at, connection.createArrayOf("text", values));
            }
            upsert.executeUpdate();
        }
        writeEarlierAgents(connection, rows);
        List<CallRow> withMissed =
                rows.stream().filter(row -> !row.missed().isEmpty()).toList();
        if (withMissed.isEmpty()) {
            return;
        }
        try (var upsert = connection.prepareStatement("""
                INSERT INTO missed_offer (interaction_id, agent_id, at, queue_id, kind, handled_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (interaction_id, agent_id, at) DO UPDATE
                SET queue_id = excluded.queue_id, kind = excluded.kind, handled_at = excluded.handled_at""")) {
            for (CallRow row : withMissed) {
                for (MissedOffer offer : row.missed()) {
                    upsert.setObject(1, row.interactionId());
                    upsert.setObject(2, offer.agentId());
                    upsert.setObject(3, offer.at().atOffset(UTC));
                    id(upsert, 4, offer.queueId());
                    upsert.setString(5, offer.kind());
                    time(upsert, 6, offer.handledAt());
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    private static void writeEarlierAgents(Connection connection, Collection<CallRow> rows) throws SQLException {
        List<CallRow> handedOn =
                rows.stream().filter(row -> !row.earlierAgents().isEmpty()).toList();
        if (handedOn.isEmpty()) {
            return;
        }
        try (var upsert = connection.prepareStatement("""
                INSERT INTO earlier_agent (interaction_id, place, agent_id) VALUES (?, ?, ?)
                ON CONFLICT (interaction_id, place) DO UPDATE SET agent_id = excluded.agent_id""")) {
            for (CallRow row : handedOn) {
                for (int place = 0; place < row.earlierAgents().size(); place++) {
                    upsert.setObject(1, row.interactionId());
                    upsert.setInt(2, place);
                    upsert.setObject(3, row.earlierAgents().get(place));
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    /** A row as {@link #COLUMNS} gave it; missed offers and earlier agents are not read. */
    static CallRow read(ResultSet row) throws SQLException {
        return new CallRow(
                row.getObject("interaction_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("direction"),
                row.getString("number"),
                row.getString("name"),
                row.getString("dialled"),
                row.getObject("trunk_id", UUID.class),
                row.getObject("queue_id", UUID.class),
                row.getObject("agent_id", UUID.class),
                row.getString("protocol_call_id"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "connected_at"),
                instant(row, "ended_at"),
                row.getString("result"),
                row.getString("ended_by"),
                row.getString("cause"),
                row.getObject("protocol_status", Integer.class),
                Phase.of(row.getString("phase")),
                instant(row, "phase_since"),
                row.getLong("wait_ms"),
                row.getLong("talk_ms"),
                row.getLong("hold_ms"),
                row.getLong("wrap_up_ms"),
                row.getObject("disposition_id", UUID.class),
                row.getString("notes"),
                row.getObject("last_fact_at", OffsetDateTime.class).toInstant(),
                List.of(),
                List.of());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static void id(PreparedStatement to, int at, @Nullable UUID id) throws SQLException {
        to.setObject(at, id, Types.OTHER);
    }

    private static void time(PreparedStatement to, int at, @Nullable Instant time) throws SQLException {
        to.setObject(at, time == null ? null : time.atOffset(UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}

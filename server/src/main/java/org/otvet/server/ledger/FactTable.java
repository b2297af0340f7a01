package org.otvet.server.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.ledger.Backlog.Entry;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SQL of facts: binary COPY in, rows out, partitions ahead. Stateless. */
final class FactTable {

    private static final Logger log = LoggerFactory.getLogger(FactTable.class);
    private static final byte[] COPY_HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int FIELDS = 7;
    private static final int JSONB_VERSION = 1;
    private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;
    private static final int MONTHS_AHEAD = 2;

    private FactTable() {}

    /** Ids of the entries that are stored already. */
    static Set<UUID> known(Connection connection, List<Entry> entries) throws SQLException {
        var ids = entries.stream().map(entry -> entry.fact().id()).toArray(UUID[]::new);
        var byTime = Comparator.comparing((Entry entry) -> entry.fact().at());
        Set<UUID> known = new HashSet<>();
        try (var query = connection.prepareStatement(
                "SELECT fact_id FROM fact WHERE fact_id = ANY (?) AND at BETWEEN ? AND ?")) {
            query.setArray(1, connection.createArrayOf("uuid", ids));
            query.setObject(
                    2, utc(entries.stream().min(byTime).orElseThrow().fact().at()));
            query.setObject(
                    3, utc(entries.stream().max(byTime).orElseThrow().fact().at()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    /** Stores facts that are not stored yet; a stored one among them fails the transaction. */
    static void copy(Connection connection, List<Entry> entries) throws SQLException {
        int size = COPY_HEADER.length + 2;
        for (Entry entry : entries) {
            size += 2 + FIELDS * 4 + 4 * 16 + 8 + 3 * entry.fact().type().length() + 1 + entry.bytes().length;
        }
        var out = ByteBuffer.allocate(size).put(COPY_HEADER);
        for (Entry entry : entries) {
            row(out, entry);
        }
        out.putShort((short) -1);
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY fact (fact_id, at, interaction_id, agent_id, project_id, type, data) FROM STDIN BINARY");
        try {
            copy.writeToCopy(out.array(), 0, out.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    static void refuse(Connection connection, Entry entry, String problem) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO fact_refused (fact_id, at, encoded, problem) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, entry.fact().id());
            insert.setObject(2, utc(entry.fact().at()));
            insert.setBytes(3, entry.bytes());
            insert.setString(4, problem);
            insert.executeUpdate();
        }
    }

    static List<Fact> ofInteractions(Connection connection, Collection<UUID> interactions) throws SQLException {
        try (var query = connection.prepareStatement("""
                SELECT fact_id, interaction_id, agent_id, project_id, at, type, data::text FROM fact
                WHERE interaction_id = ANY (?) ORDER BY at, fact_id""")) {
            query.setArray(1, connection.createArrayOf("uuid", interactions.toArray()));
            return facts(query);
        }
    }

    /** Makes the partitions of this month and the next ones; a month that cannot be made stays in the default one. */
    static void partitions(Connection connection, Instant now) throws SQLException {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            YearMonth of = month.plusMonths(ahead);
            String sql = "CREATE TABLE IF NOT EXISTS fact_%04d_%02d PARTITION OF fact FOR VALUES FROM ('%s') TO ('%s')"
                    .formatted(of.getYear(), of.getMonthValue(), begin(of), begin(of.plusMonths(1)));
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                if (connection.isClosed() || !connection.getAutoCommit()) {
                    throw e;
                }
                log.warn("No partition of facts for {}, they go to the default one: {}", of, e.getMessage());
            }
        }
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String begin(YearMonth month) {
        return month.atDay(1) + " 00:00:00+00";
    }

    private static List<Fact> facts(PreparedStatement query) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                Timestamp at = rows.getTimestamp(5);
                facts.add(new Fact(
                        rows.getObject(1, UUID.class),
                        rows.getObject(2, UUID.class),
                        rows.getObject(3, UUID.class),
                        rows.getObject(4, UUID.class),
                        at.toInstant(),
                        rows.getString(6),
                        FactCodec.data(rows.getString(7).getBytes(StandardCharsets.UTF_8))));
            }
        }
        return facts;
    }

    private static void row(ByteBuffer out, Entry entry) {
        Fact fact = entry.fact();
        out.putShort((short) FIELDS);
        id(out, fact.id());
        out.putInt(8).putLong(FactCodec.micros(fact.at()) - POSTGRES_EPOCH_MICROS);
        id(out, fact.interactionId());
        id(out, fact.agentId());
        id(out, fact.projectId());
        byte[] type = fact.type().getBytes(StandardCharsets.UTF_8);
        out.putInt(type.length).put(type);
        int dataAt = FactCodec.dataOffset(entry.bytes());
        int length = entry.bytes().length - dataAt;
        out.putInt(1 + length).put((byte) JSONB_VERSION).put(entry.bytes(), dataAt, length);
    }

    private static void id(ByteBuffer out, @Nullable UUID id) {
        if (id == null) {
            out.putInt(-1);
        } else {
            out.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }
}

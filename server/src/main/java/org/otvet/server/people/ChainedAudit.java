package org.otvet.server.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** One row an act; its hash covers the row and the hash before, so a row changed or taken out later shows. */
@Component
class ChainedAudit implements Audit {

    /** Any number; held until the end of the transaction, so the chain grows one row at a time. */
    private static final long CHAIN_LOCK = 7_265_421L;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    ChainedAudit(JdbcClient sql, TransactionTemplate transaction, JsonMapper json) {
        this.sql = sql;
        this.transaction = transaction;
        this.json = json;
    }

    @Override
    public void record(
            CurrentPerson actor,
            String action,
            String object,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        transaction.executeWithoutResult(status -> {
            sql.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", CHAIN_LOCK)
                    .query()
                    .singleValue();
            Optional<Link> last = last();
            Row row = new Row(
                    last.map(Link::id).orElse(0L) + 1,
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    actor.id().toString(),
                    actor.login(),
                    actor.source(),
                    action,
                    object,
                    text(before),
                    text(after));
            byte[] previous = last.map(Link::hash).orElse(new byte[32]);
            sql.sql("""
                    insert into audit (id, at, actor_id, actor_login, source, action, object, before, after, previous_hash, hash)
                    values (:id, :at, :actor::uuid, :login, :source, :action, :object, :before, :after, :previous, :hash)
                    """)
                    .param("id", row.id())
                    .param("at", row.at().atOffset(ZoneOffset.UTC))
                    .param("actor", row.actorId())
                    .param("login", row.login())
                    .param("source", row.source())
                    .param("action", row.action())
                    .param("object", row.object())
                    .param("before", row.before())
                    .param("after", row.after())
                    .param("previous", previous)
                    .param("hash", row.hash(previous))
                    .update();
        });
    }

    /** Id of the first row that does not fit the chain; empty when all do. Reads the whole table. */
    Optional<Long> firstBroken() {
        Chain chain = new Chain();
        sql.sql("select * from audit order by id").query((org.springframework.jdbc.core.RowCallbackHandler) found -> {
            Row row = new Row(
                    found.getLong("id"),
                    found.getTimestamp("at").toInstant(),
                    found.getString("actor_id"),
                    found.getString("actor_login"),
                    found.getString("source"),
                    found.getString("action"),
                    found.getString("object"),
                    found.getString("before"),
                    found.getString("after"));
            chain.check(row, found.getBytes("previous_hash"), found.getBytes("hash"));
        });
        return Optional.ofNullable(chain.broken);
    }

    private Optional<Link> last() {
        return sql.sql("select id, hash from audit order by id desc limit 1")
                .query((row, n) -> new Link(row.getLong("id"), row.getBytes("hash")))
                .optional();
    }

    private @Nullable String text(@Nullable Map<String, ?> values) {
        return values == null ? null : json.writeValueAsString(new TreeMap<>(values));
    }

    private static final class Chain {
        private long id;
        private byte[] hash = new byte[32];
        private @Nullable Long broken;

        void check(Row row, byte[] previous, byte[] stored) {
            boolean fits = row.id() == id + 1 && Arrays.equals(previous, hash) && Arrays.equals(stored, row.hash(hash));
            if (!fits && broken == null) {
                broken = row.id();
            }
            id = row.id();
            hash = stored;
        }
    }

    private record Link(long id, byte[] hash) {}

    private record Row(
            long id,
            Instant at,
            @Nullable String actorId,
            String login,
            String source,
            String action,
            String object,
            @Nullable String before,
            @Nullable String after) {

        byte[] hash(byte[] previous) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(previous);
                for (String field : Arrays.asList(
                        Long.toString(id), at.toString(), actorId, login, source, action, object, before, after)) {
                    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
                    digest.update((field == null ? "-" : bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    digest.update(bytes);
                }
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

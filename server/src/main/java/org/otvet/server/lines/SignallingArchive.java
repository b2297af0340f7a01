package org.otvet.server.lines;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.LegId;
import org.otvet.telephony.SignalledMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the messages of ended legs in the database for some days. It is an aid and no record: what there is no time, no
 * database or no room for is left out and counted.
 */
@Component
class SignallingArchive implements Signalling, SmartLifecycle {

    /** Before the lines' phase. */
    private static final int PHASE = 900;

    /** The last answers come a moment after the end of a leg. */
    private static final Duration LAST_WORDS = Duration.ofMillis(1_200);

    private static final long ROUND_MS = 500;
    private static final int LEGS_A_ROUND = 50;
    private static final int SAVED_ROUNDS = 10;
    private static final int MOST_WAITING = 4_000;
    private static final Duration KEPT = Duration.ofDays(14);
    private static final TypeReference<List<SignalledMessage>> MESSAGES = new TypeReference<>() {};

    private static final Logger LOG = LoggerFactory.getLogger(SignallingArchive.class);

    private record Ended(LegId leg, Instant at) {}

    private final Exchange exchange;
    private final JdbcClient database;
    private final JsonMapper json;
    private final Counter leftOut;
    private final Queue<Ended> waiting = new ConcurrentLinkedQueue<>();
    private volatile ScheduledExecutorService writer = stopped();
    private volatile boolean running;
    private int allowance = LEGS_A_ROUND;
    private boolean failing;

    SignallingArchive(Exchange exchange, JdbcClient database, JsonMapper json, MeterRegistry meters) {
        this.exchange = exchange;
        this.database = database;
        this.json = json;
        this.leftOut = Counter.builder("otvet.signalling.left.out")
                .description("Ended legs whose messages were not kept")
                .register(meters);
    }

    private static ScheduledExecutorService stopped() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("signalling").daemon().factory());
        executor.shutdown();
        return executor;
    }

    /** Any thread; returns at once. */
    void ended(LegEnded event) {
        waiting.add(new Ended(event.leg(), event.at()));
    }

    @Override
    public void start() {
        writer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("signalling").daemon().factory());
        writer.scheduleWithFixedDelay(this::round, ROUND_MS, ROUND_MS, TimeUnit.MILLISECONDS);
        writer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        writer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void round() {
        try {
            allowance = Math.min(allowance + LEGS_A_ROUND, SAVED_ROUNDS * LEGS_A_ROUND);
            Instant due = Instant.now().minus(LAST_WORDS);
            List<Ended> kept = new ArrayList<>();
            int over = Math.max(0, waiting.size() - MOST_WAITING);
            for (Ended next = waiting.peek(); next != null && next.at().isBefore(due); next = waiting.peek()) {
                waiting.poll();
                if (over > 0 || allowance == 0) {
                    over--;
                    leftOut.increment();
                } else {
                    allowance--;
                    kept.add(next);
                }
            }
            write(kept);
        } catch (RuntimeException e) {
            LOG.warn("Signalling could not be kept: {}", e.toString());
        }
    }

    private void write(List<Ended> legs) {
        List<UUID> ids = new ArrayList<>();
        List<String> times = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Ended leg : legs) {
            List<SignalledMessage> messages = exchange.signalling(leg.leg());
            if (!messages.isEmpty()) {
                ids.add(leg.leg().value());
                times.add(leg.at().toString());
                texts.add(json.writeValueAsString(messages));
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        try {
            database.sql("INSERT INTO signalling (leg_id, ended_at, messages)"
                            + " SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::text[]) ON CONFLICT DO NOTHING")
                    .param(new SqlArrayValue("uuid", ids.toArray()))
                    .param(new SqlArrayValue("timestamptz", times.toArray()))
                    .param(new SqlArrayValue("text", texts.toArray()))
                    .update();
            failing = false;
        } catch (DataAccessException e) {
            leftOut.increment(ids.size());
            if (!failing) {
                LOG.warn("Signalling is not kept while the database does not take it: {}", e.getMessage());
            }
            failing = true;
        }
    }

    private void forget() {
        try {
            database.sql("DELETE FROM signalling WHERE ended_at < ?")
                    .param(Instant.now().minus(KEPT).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DataAccessException e) {
            LOG.debug("Old signalling was not removed: {}", e.getMessage());
        }
    }

    @Override
    public Map<UUID, List<SignalledMessage>> ofLegs(Collection<UUID> legs) {
        Map<UUID, List<SignalledMessage>> found = new HashMap<>();
        if (legs.isEmpty()) {
            return found;
        }
        database.sql("SELECT leg_id, messages FROM signalling WHERE leg_id IN (:legs)")
                .param("legs", List.copyOf(legs))
                .query((row, n) -> Map.entry(
                        row.getObject("leg_id", UUID.class), json.readValue(row.getString("messages"), MESSAGES)))
                .list()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        List<LegId> up = exchange.legs().stream().map(leg -> leg.leg()).toList();
        for (LegId leg : up) {
            if (legs.contains(leg.value())) {
                found.put(leg.value(), exchange.signalling(leg));
            }
        }
        return found;
    }
}

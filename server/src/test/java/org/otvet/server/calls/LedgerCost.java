package org.otvet.server.calls;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.TestDatabase;
import org.otvet.server.ledger.TestFacts;

/**
 * What a fact costs: plays queue calls of 16 facts at a fixed rate through journal, PostgreSQL and call list, and prints
 * CPU time per fact by thread after a warm-up. Not a test; run its {@code main} with facts a second and seconds.
 */
final class LedgerCost {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LedgerCost() {}

    static void main(String[] args) throws Exception {
        int rate = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        PrintStream out = System.out;
        Path home = Files.createTempDirectory(Path.of(args.length > 2 ? args[2] : "target"), "cost");
        try (var database = new TestDatabase(home.resolve("postgres"))) {
            var history = TestFacts.history(database.pool());
            try (var ledger = TestFacts.ledger(
                    home.resolve("journal"),
                    database.pool(),
                    System.getProperty("no-projection") == null ? List.of(new CallProjection(history)) : List.of())) {
                play(ledger::record, rate, seconds, new ArrayList<>());
                List<Long> latencies = new ArrayList<>();
                Map<String, Long> before = cpu();
                long jvmBefore = jvmCpu();
                long databaseBefore = database.cpuMillis();
                int facts = play(ledger::record, rate, seconds, latencies);
                long backlog = ledger.state().backlog();
                ledger.settle(Duration.ofSeconds(60));
                Map<String, Long> after = cpu();
                out.printf("%,d facts at %,d/s; waiting at the end: %,d%n", facts, rate, backlog);
                after.forEach((thread, time) -> {
                    double each = (time - before.getOrDefault(thread, 0L)) / 1000.0 / facts;
                    if (each > 0.05) {
                        out.printf("  %-28s %6.2f us a fact%n", thread, each);
                    }
                });
                out.printf("  %-28s %6.2f us a fact%n", "whole JVM", (jvmCpu() - jvmBefore) / 1000.0 / facts);
                out.printf(
                        "  %-28s %6.2f us a fact%n",
                        "PostgreSQL", (database.cpuMillis() - databaseBefore) * 1000.0 / facts);
                latencies.sort(null);
                out.printf(
                        "  record(): median %.1f us, p99 %.1f us, p99.9 %.1f us, longest %.1f us%n",
                        latencies.get(latencies.size() / 2) / 1000.0,
                        latencies.get(latencies.size() * 99 / 100) / 1000.0,
                        latencies.get((int) (latencies.size() * 999L / 1000)) / 1000.0,
                        latencies.getLast() / 1000.0);
            }
        }
    }

    private interface Recorder {
        void record(Fact fact);
    }

    private static int play(Recorder recorder, int rate, int seconds, List<Long> latencies) {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        int count = 0;
        List<Call> calls = new ArrayList<>();
        while (System.nanoTime() < end) {
            long due = (System.nanoTime() - start) * rate / 1_000_000_000L;
            while (count < due) {
                // calls overlap: each takes 3 s of real time from its first fact to its last
                int slot = count % Math.max(1, rate * 3 / 16);
                while (calls.size() <= slot) {
                    calls.add(new Call());
                }
                Call call = calls.get(slot);
                Fact fact = call.next();
                if (fact == null) {
                    call = new Call();
                    calls.set(slot, call);
                    fact = call.next();
                }
                long before = System.nanoTime();
                recorder.record(fact);
                latencies.add(System.nanoTime() - before);
                count++;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return count;
    }

    private static final class Call {

        private final UUID id = UUID.randomUUID();
        private final UUID agent = UUID.randomUUID();
        private final UUID project = UUID.randomUUID();
        private final String queue = UUID.randomUUID().toString();
        private int at;

        Fact next() {
            String who = agent.toString();
            return switch (at++) {
                case 0 ->
                    fact(
                            null,
                            "interaction.started",
                            Map.of(
                                    "direction",
                                    "in",
                                    "number",
                                    "+79123456789",
                                    "name",
                                    "Анна Петрова",
                                    "dialled",
                                    "1000",
                                    "trunkId",
                                    queue,
                                    "protocolCallId",
                                    id + "@127.0.0.1",
                                    "legId",
                                    who));
                case 1 -> fact(null, "interaction.answered", Map.of());
                case 2 -> fact(null, "queue.entered", Map.of("queueId", queue));
                case 3 ->
                    fact(
                            agent,
                            "offer.made",
                            Map.of(
                                    "agentId",
                                    who,
                                    "queueId",
                                    queue,
                                    "legId",
                                    who,
                                    "why",
                                    "longest-idle",
                                    "excluded",
                                    List.of(Map.of("agentId", queue, "reason", "pause"))));
                case 4 -> fact(agent, "agent.state", Map.of("state", "ringing"));
                case 5 -> fact(agent, "offer.ended", Map.of("agentId", who, "outcome", "answered"));
                case 6 -> fact(null, "queue.left", Map.of("queueId", queue, "reason", "connected"));
                case 7 -> fact(agent, "agent.connected", Map.of("agentId", who, "legId", who));
                case 8 -> fact(agent, "recording.started", Map.of("recordingId", queue, "file", "2026/11/23/x.wav"));
                case 9 -> fact(null, "media.started", Map.of("party", "customer"));
                case 10 -> fact(null, "media.started", Map.of("party", "agent"));
                case 11 ->
                    fact(agent, "recording.ended", Map.of("recordingId", queue, "lengthMs", 3000, "bytes", 48058));
                case 12 -> fact(agent, "agent.disconnected", Map.of("agentId", who));
                case 13 ->
                    fact(
                            null,
                            "interaction.ended",
                            Map.of(
                                    "endedBy",
                                    "customer",
                                    "cause",
                                    "NORMAL",
                                    "protocolStatus",
                                    200,
                                    "result",
                                    "answered",
                                    "customerMedia",
                                    Map.of("codec", "PCMA", "received", 150, "sent", 150, "lost", 0, "jitterMs", 0.4),
                                    "agentMedia",
                                    Map.of("codec", "PCMA", "received", 150, "sent", 150, "lost", 0, "jitterMs", 0.2)));
                case 14 ->
                    fact(
                            agent,
                            "wrapup.started",
                            Map.of("agentId", who, "untilAt", Instant.now().toString()));
                case 15 -> fact(agent, "wrapup.ended", Map.of("agentId", who, "dispositionId", queue, "how", "saved"));
                default -> null;
            };
        }

        private Fact fact(UUID by, String type, Map<String, Object> data) {
            return Fact.of(id, by, project, Instant.now(), type, data);
        }
    }

    private static long jvmCpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Map<String, Long> cpu() {
        Map<String, Long> times = new HashMap<>();
        for (var info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (info != null) {
                times.merge(info.getThreadName(), THREADS.getThreadCpuTime(info.getThreadId()), Long::sum);
            }
        }
        return times;
    }
}

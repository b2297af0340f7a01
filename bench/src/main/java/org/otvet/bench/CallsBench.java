package org.otvet.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Answered queue calls per second: SIPp callers through a trunk and a queue to SIPp agents, signalling only. A call counts when
 * its INVITE got a 200 (sent once an agent has answered), was held, and its BYE got a 200.
 *
 * <p>A run is clean when at least 99 % of the offered calls succeeded, retransmissions were at most 2 % of the calls, all were offered and
 * finished on time, and the 95th percentile from INVITE to 200 stayed under 1 s (100 ms of it is the agents' own ringing).
 */
final class CallsBench {

    private static final int QUEUES = 20;
    private static final int AGENTS = 50;
    private static final int AGENT_PROCESSES = 4;
    private static final int FIRST_AGENT_PORT = 5190;

    private final Path jar;
    private final List<String> javaOptions;
    private final PrintStream out;

    CallsBench(Path jar, List<String> javaOptions, PrintStream out) {
        this.jar = jar;
        this.javaOptions = javaOptions;
        this.out = out;
    }

    /** @param rates calls per second; each is run for {@code seconds} with {@code holdMs} from answer to BYE */
    void run(List<Integer> rates, int seconds, int holdMs, boolean recorded) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "calls: %d queues x %d agents, hold %d ms, %d s at each rate, %s, %d processors%n",
                QUEUES,
                AGENTS,
                holdMs,
                seconds,
                recorded ? "recorded" : "not recorded",
                Runtime.getRuntime().availableProcessors());
        out.println("  cps     ok %  retrans  ms/call  + database  cores  setup p50/p95/p99 ms   RSS MB  udp drops");
        var work = Files.createTempDirectory("otvet-bench-calls-");
        try (var server = ServerUnderTest.start(jar, javaOptions)) {
            server.signIn();
            server.setUpCentre(QUEUES, AGENTS, AGENT_PROCESSES, FIRST_AGENT_PORT);
            Numbers.write(work, recorded ? "71" : "70", QUEUES);
            one(server, work, 50, 20, 1000, false);
            for (int rate : rates) {
                one(server, work, rate, seconds, holdMs, true);
            }
        }
    }

    private void one(ServerUnderTest server, Path work, int rate, int seconds, int holdMs, boolean print)
            throws IOException, InterruptedException {
        var agents = new ArrayList<SippProcess>();
        try {
            for (int i = 0; i < AGENT_PROCESSES; i++) {
                agents.add(SippProcess.agents(work, i, FIRST_AGENT_PORT + i, false));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
            deleteRtt(work);
            int offered = rate * seconds;
            long started = System.nanoTime();
            var cpuBefore = Procfs.cpu(server.pid());
            double databaseBefore = Procfs.cpuOfDatabase(server.home());
            try (var callers = SippProcess.callers(work, 0, server.sipPort, "caller", rate, offered, holdMs, 100_000)) {
                boolean finished = callers.await((long) (seconds * 1.3 + holdMs / 1000.0 + 45));
                double wall = (System.nanoTime() - started) / 1e9;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1500));
                var used = Procfs.cpu(server.pid()).minus(cpuBefore);
                double database = Procfs.cpuOfDatabase(server.home()) - databaseBefore;
                long ok = callers.figure("SuccessfulCall(C)");
                long retransmitted = callers.figure("Retransmissions(C)")
                        + agents.stream()
                                .mapToLong(a -> a.figure("Retransmissions(C)"))
                                .sum();
                var setup = quantiles(work);
                if (!print) {
                    return;
                }
                boolean clean = finished
                        && ok >= 0.99 * offered
                        && retransmitted <= 0.02 * offered
                        && wall <= seconds * 1.05 + holdMs / 1000.0 + 3
                        && setup != null
                        && setup[1] < 1000;
                out.printf(
                        Locale.ROOT,
                        "%5d  %7.2f  %7d  %7.3f  %10.3f  %5.2f  %20s  %7.0f  %9d  %s%n",
                        rate,
                        100.0 * ok / offered,
                        retransmitted,
                        1000 * used.total() / Math.max(1, ok),
                        1000 * (used.total() + database) / Math.max(1, ok),
                        used.total() / wall,
                        setup == null
                                ? "-"
                                : Math.round(setup[0]) + "/" + Math.round(setup[1]) + "/" + Math.round(setup[2]),
                        Procfs.residentMegabytes(server.pid()),
                        Procfs.udpDrops().stream()
                                .filter(d -> d.port() == server.sipPort)
                                .mapToLong(Procfs.Drop::count)
                                .sum(),
                        clean ? "clean" : "NOT CLEAN");
            }
        } finally {
            agents.forEach(SippProcess::close);
        }
    }

    private static double @Nullable [] quantiles(Path work) throws IOException {
        var times = new ArrayList<Double>();
        try (var files = Files.list(work)) {
            for (var file : files.filter(f -> f.toString().endsWith("_rtt.csv")).toList()) {
                for (var line : Files.readAllLines(file)) {
                    var words = line.split(";");
                    if (words.length >= 3 && !words[1].isBlank() && Character.isDigit(words[1].charAt(0))) {
                        times.add(Double.parseDouble(words[1]));
                    }
                }
            }
        }
        if (times.isEmpty()) {
            return null;
        }
        Collections.sort(times);
        return Arrays.stream(new double[] {0.5, 0.95, 0.99})
                .map(q -> times.get((int) Math.min(times.size() - 1, times.size() * q)))
                .toArray();
    }

    private static void deleteRtt(Path work) throws IOException {
        try (var files = Files.list(work)) {
            for (var file : files.filter(f -> f.toString().endsWith("_rtt.csv")).toList()) {
                Files.delete(file);
            }
        }
    }
}

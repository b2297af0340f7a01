package org.otvet.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Concurrent two-way G.711 calls through a queue: every caller plays mu-law at 20 ms, every agent sends each packet back, so the
 * program receives and sends 100 packets a second for each call. CPU is taken while every call is up; loss from a capture at the callers.
 */
final class MediaBench {

    private static final int QUEUES = 20;
    private static final int AGENTS = 50;
    private static final int AGENT_PROCESSES = 4;
    private static final int FIRST_AGENT_PORT = 5190;
    private static final int CALLS_PER_SIPP = 100;
    private static final double CALLS_PER_SECOND = 25;
    private static final int GENERATOR_NICE = -10;

    private final Path jar;
    private final List<String> javaOptions;
    private final PrintStream out;

    MediaBench(Path jar, List<String> javaOptions, PrintStream out) {
        this.jar = jar;
        this.javaOptions = javaOptions;
        this.out = out;
    }

    void run(List<Integer> counts, int windowSeconds, boolean recorded) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "media: two-way G.711 mu-law at 20 ms, %s, window %d s, %d processors, generator at nice %d%n",
                recorded ? "recorded in two channels" : "relayed",
                windowSeconds,
                Runtime.getRuntime().availableProcessors(),
                GENERATOR_NICE);
        out.println(
                "calls     up   cores  cores/100  sipp cores  to callers: streams  lost %  jitter ms (as sent)  RSS MB  drops server/agents  ok");
        try (var server = ServerUnderTest.start(jar, javaOptions)) {
            server.signIn();
            server.setUpCentre(QUEUES, AGENTS, AGENT_PROCESSES, FIRST_AGENT_PORT);
            for (int count : counts) {
                one(server, count, windowSeconds, recorded);
            }
        }
    }

    private void one(ServerUnderTest server, int count, int window, boolean recorded)
            throws IOException, InterruptedException {
        var work = Files.createTempDirectory("otvet-bench-media-");
        Tone.writeMuLaw(work.resolve("tone.ul"), 440, 10);
        Numbers.write(work, recorded ? "71" : "70", QUEUES);
        var agents = new ArrayList<SippProcess>();
        var callers = new ArrayList<SippProcess>();
        try {
            for (int i = 0; i < AGENT_PROCESSES; i++) {
                agents.add(prefer(SippProcess.agents(work, i, FIRST_AGENT_PORT + i, true)));
            }
            pause(700);
            int processes = (count + CALLS_PER_SIPP - 1) / CALLS_PER_SIPP;
            double ramp = count / CALLS_PER_SECOND;
            int hold = (int) (1000 * (ramp + window + 14));
            for (int i = 0, left = count; i < processes; i++) {
                int share = Math.min(CALLS_PER_SIPP, left);
                left -= share;
                callers.add(prefer(SippProcess.callers(
                        work, i, server.sipPort, "caller-media", CALLS_PER_SECOND / processes, share, hold, share)));
            }
            pause((long) (1000 * ramp) + 5000);
            long up = callers.stream().mapToLong(c -> c.figure("CurrentCall")).sum();
            var before = Procfs.cpu(server.pid());
            double generatorBefore = generator(agents, callers);
            var dropsBefore = Drops.now();
            long started = System.nanoTime();
            pause(1000L * window);
            double seconds = (System.nanoTime() - started) / 1e9;
            double cores = Procfs.cpu(server.pid()).minus(before).total() / seconds;
            double generatorCores = (generator(agents, callers) - generatorBefore) / seconds;
            var drops = Drops.now().minus(dropsBefore);
            double memory = Procfs.residentMegabytes(server.pid());
            var wire = RtpCapture.capture(work, 4);
            for (var caller : callers) {
                caller.await(hold / 1000 + 40L);
            }
            long ok = callers.stream()
                    .mapToLong(c -> c.figure("SuccessfulCall(C)"))
                    .sum();
            out.printf(
                    Locale.ROOT,
                    "%5d  %5d  %6.3f  %9.3f  %10.2f  %19s  %6s  %19s  %6.0f  %21s  %d/%d%n",
                    count,
                    up,
                    cores,
                    100 * cores / count,
                    generatorCores,
                    wire == null ? "no dumpcap" : wire.toCallers().streams(),
                    wire == null
                            ? "-"
                            : String.format(
                                    Locale.ROOT, "%.3f", wire.toCallers().lostPercent()),
                    wire == null
                            ? "-"
                            : String.format(
                                    Locale.ROOT,
                                    "%.1f (%.1f)",
                                    wire.toCallers().jitterMs(),
                                    wire.fromCallers().jitterMs()),
                    memory,
                    drops.server() + "/" + drops.agents(),
                    ok,
                    count);
        } finally {
            callers.forEach(SippProcess::close);
            agents.forEach(SippProcess::close);
        }
    }

    private static double generator(List<SippProcess> agents, List<SippProcess> callers) {
        double sum = 0;
        for (var p : agents) {
            sum += Procfs.cpu(p.pid()).total();
        }
        for (var p : callers) {
            sum += Procfs.cpu(p.pid()).total();
        }
        return sum;
    }

    /** Lets the generator win the processor, so that in overload it is the program that falls behind; needs root. */
    private static SippProcess prefer(SippProcess sipp) throws IOException, InterruptedException {
        new ProcessBuilder("renice", "-n", "" + GENERATOR_NICE, "-p", "" + sipp.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return sipp;
    }

    private static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    private record Drops(long server, long agents) {
        static Drops now() {
            long server = 0;
            long agents = 0;
            for (var drop : Procfs.udpDrops()) {
                if (drop.port() >= 20000 && drop.port() <= 29999) {
                    server += drop.count();
                } else if (drop.port() >= 40000 && drop.port() < 41000) {
                    agents += drop.count();
                }
            }
            return new Drops(server, agents);
        }

        Drops minus(Drops earlier) {
            return new Drops(server - earlier.server, agents - earlier.agents);
        }
    }
}

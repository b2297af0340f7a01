package org.otvet.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.otvet.phone.Flood;

/**
 * Floods from strangers while calls with sound are up: what the calls lose, whether good callers are still served, what memory does.
 * The loss comes from a capture at the callers in the middle of the flood. Everything stays on loopback addresses.
 */
final class FloodBench {

    private static final int QUEUES = 20;
    private static final int AGENTS = 50;
    private static final int AGENT_PROCESSES = 4;
    private static final int FIRST_AGENT_PORT = 5190;
    private static final double CALLS_PER_SECOND = 25;
    private static final double GOOD_PER_SECOND = 5;
    private static final int CAPTURE_SECONDS = 4;

    private final Path jar;
    private final List<String> javaOptions;
    private final PrintStream out;

    FloodBench(Path jar, List<String> javaOptions, PrintStream out) {
        this.jar = jar;
        this.javaOptions = javaOptions;
        this.out = out;
    }

    /** @param rate messages a second; a tenth of it for TCP connections */
    void run(int calls, int seconds, int rate) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "flood: %d live calls, %d s of each flood at up to %d/s, good callers at %.0f/s, %d processors%n",
                calls,
                seconds,
                rate,
                GOOD_PER_SECOND,
                Runtime.getRuntime().availableProcessors());
        out.println("flood              sent/s   cores  lost %  live calls ok  good callers ok  RSS MB before/after");
        try (var server = ServerUnderTest.start(jar, javaOptions)) {
            server.signIn();
            server.setUpCentre(QUEUES, AGENTS, AGENT_PROCESSES, FIRST_AGENT_PORT);
            for (var flood : Flood.values()) {
                one(server, flood, calls, seconds, flood == Flood.HALF_OPEN_TCP ? rate / 10 : rate);
            }
        }
    }

    private void one(ServerUnderTest server, Flood flood, int calls, int seconds, int rate)
            throws IOException, InterruptedException {
        var work = Files.createTempDirectory("otvet-bench-flood-");
        Tone.writeMuLaw(work.resolve("tone.ul"), 440, 10);
        Numbers.write(work, "70", QUEUES);
        var sipps = new ArrayList<SippProcess>();
        try {
            for (int i = 0; i < AGENT_PROCESSES; i++) {
                sipps.add(SippProcess.agents(work, i, FIRST_AGENT_PORT + i, true));
            }
            pause(700);
            double ramp = calls / CALLS_PER_SECOND;
            int hold = (int) (1000 * (ramp + seconds + 14));
            var live =
                    SippProcess.callers(work, 0, server.sipPort, "caller-media", CALLS_PER_SECOND, calls, hold, calls);
            sipps.add(live);
            pause((long) (1000 * ramp) + 5000);
            double before = Procfs.residentMegabytes(server.pid());
            var cpu = Procfs.cpu(server.pid());
            long began = System.nanoTime();
            var sent = CompletableFuture.supplyAsync(() -> send(server, flood, rate, seconds));
            int wanted = (int) (GOOD_PER_SECOND * Math.max(1, seconds - 2));
            var good = SippProcess.callers(work, 9, server.sipPort, "caller", GOOD_PER_SECOND, wanted, 1000, 100);
            sipps.add(good);
            pause(Math.max(0, 1000L * (seconds - CAPTURE_SECONDS) / 2));
            var wire = RtpCapture.capture(work, CAPTURE_SECONDS);
            long count = sent.join();
            double took = (System.nanoTime() - began) / 1e9;
            double cores = Procfs.cpu(server.pid()).minus(cpu).total() / took;
            good.await(45);
            live.await(hold / 1000 + 40L);
            out.printf(
                    Locale.ROOT,
                    "%-14s  %9.0f  %6.2f  %6s  %13s  %15s  %.0f/%.0f%n",
                    flood,
                    count / took,
                    cores,
                    wire == null
                            ? "-"
                            : String.format(
                                    Locale.ROOT, "%.3f", wire.toCallers().lostPercent()),
                    live.figure("SuccessfulCall(C)") + "/" + calls,
                    good.figure("SuccessfulCall(C)") + "/" + wanted,
                    before,
                    Procfs.residentMegabytes(server.pid()));
        } finally {
            sipps.reversed().forEach(SippProcess::close);
        }
    }

    private static long send(ServerUnderTest server, Flood flood, int rate, int seconds) {
        try {
            return flood.run(new InetSocketAddress("127.0.0.1", server.sipPort), rate, Duration.ofSeconds(seconds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}

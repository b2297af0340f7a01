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
import java.util.function.ToDoubleFunction;

/**
 * Queue calls at one rate for a long time: what the program keeps of each. Live heap, threads, open files and sockets are read
 * each minute while calls go on; at the end the middle of the last third is compared with that of the first third, its
 * first minutes left out for warming up.
 */
final class SoakBench {

    private static final int QUEUES = 20;
    private static final int AGENTS = 50;
    private static final int AGENT_PROCESSES = 4;
    private static final int FIRST_AGENT_PORT = 5190;
    private static final int HOLD_MS = 2_000;
    private static final int WARM_UP_MINUTES = 3;

    private record Minute(
            long calls, double heapMegabytes, double residentMegabytes, int threads, int files, int sockets) {}

    private final Path jar;
    private final List<String> javaOptions;
    private final PrintStream out;

    SoakBench(Path jar, List<String> javaOptions, PrintStream out) {
        this.jar = jar;
        this.javaOptions = javaOptions;
        this.out = out;
    }

    /** @param rate calls per second */
    void run(int rate, int minutes) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "soak: %d queue calls a second for %d minutes, hold %d ms, %d queues x %d agents, %d processors%n",
                rate,
                minutes,
                HOLD_MS,
                QUEUES,
                AGENTS,
                Runtime.getRuntime().availableProcessors());
        out.println("minute     calls ok  live heap MB  RSS MB  threads  open files  sockets  cores");
        var work = Files.createTempDirectory("otvet-bench-soak-");
        var agents = new ArrayList<SippProcess>();
        try (var server = ServerUnderTest.start(jar, javaOptions)) {
            server.signIn();
            server.setUpCentre(QUEUES, AGENTS, AGENT_PROCESSES, FIRST_AGENT_PORT);
            Numbers.write(work, "70", QUEUES);
            for (int i = 0; i < AGENT_PROCESSES; i++) {
                agents.add(SippProcess.agents(work, i, FIRST_AGENT_PORT + i, false));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
            int offered = rate * 60 * minutes;
            try (var callers =
                    SippProcess.callers(work, 0, server.sipPort, "caller", rate, offered, HOLD_MS, 100_000)) {
                var read = minutes(server, callers, minutes);
                boolean finished = callers.await(60 + HOLD_MS / 1000);
                long ok = callers.figure("SuccessfulCall(C)");
                out.printf(
                        Locale.ROOT,
                        "%d of %d calls succeeded (%.3f %%)%s%n",
                        ok,
                        offered,
                        100.0 * ok / offered,
                        finished ? "" : ", not finished in time");
                verdict(read);
            }
        } finally {
            agents.forEach(SippProcess::close);
        }
    }

    private List<Minute> minutes(ServerUnderTest server, SippProcess callers, int minutes)
            throws IOException, InterruptedException {
        var read = new ArrayList<Minute>();
        long began = System.nanoTime();
        for (int minute = 1; minute <= minutes && callers.isAlive(); minute++) {
            var cpu = Procfs.cpu(server.pid());
            long from = System.nanoTime();
            LockSupport.parkNanos(began + TimeUnit.MINUTES.toNanos(minute) - System.nanoTime());
            double cores = Procfs.cpu(server.pid()).minus(cpu).total() / ((System.nanoTime() - from) / 1e9);
            var descriptors = Procfs.descriptors(server.pid());
            var now = new Minute(
                    callers.figure("SuccessfulCall(C)"),
                    LiveHeap.bytes(server.pid()) / 1e6,
                    Procfs.residentMegabytes(server.pid()),
                    Procfs.threads(server.pid()),
                    descriptors.all(),
                    descriptors.sockets());
            read.add(now);
            out.printf(
                    Locale.ROOT,
                    "%6d  %11d  %12.1f  %6.0f  %7d  %10d  %7d  %5.2f%n",
                    minute,
                    now.calls,
                    now.heapMegabytes,
                    now.residentMegabytes,
                    now.threads,
                    now.files,
                    now.sockets,
                    cores);
        }
        return read;
    }

    private void verdict(List<Minute> read) {
        var warm = read.subList(Math.min(WARM_UP_MINUTES, read.size()), read.size());
        if (warm.size() < 3) {
            out.println("too short to say what grows");
            return;
        }
        int third = warm.size() / 3;
        var first = warm.subList(0, third);
        var last = warm.subList(warm.size() - third, warm.size());
        compare("live heap MB", first, last, Minute::heapMegabytes);
        compare("RSS MB", first, last, Minute::residentMegabytes);
        compare("threads", first, last, Minute::threads);
        compare("open files", first, last, Minute::files);
        compare("sockets", first, last, Minute::sockets);
        long calls = last.getLast().calls - first.getLast().calls;
        double bytes = (middle(last, Minute::heapMegabytes) - middle(first, Minute::heapMegabytes)) * 1e6;
        out.printf(Locale.ROOT, "live heap a call between the thirds: %.1f bytes%n", bytes / Math.max(1, calls));
    }

    private void compare(String what, List<Minute> first, List<Minute> last, ToDoubleFunction<Minute> read) {
        double before = middle(first, read);
        double after = middle(last, read);
        out.printf(
                Locale.ROOT,
                "%-14s %10.1f -> %10.1f  (%+.1f %%)%n",
                what,
                before,
                after,
                before == 0 ? 0 : 100 * (after - before) / before);
    }

    private static double middle(List<Minute> minutes, ToDoubleFunction<Minute> read) {
        var values = minutes.stream().mapToDouble(read).sorted().toArray();
        return values[values.length / 2];
    }
}

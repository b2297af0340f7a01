package org.otvet.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.CallState;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.PhoneLoop;
import org.otvet.phone.SipPhone;

/**
 * What people wait for while many talk: sound after an answer, and a change of state on a supervisor's page; and the memory
 * the calls take. The telephones run in this process, callers and agents on a thread each; every one speaks a tone at 20 ms.
 */
final class LatencyBench {

    private static final int QUEUES = 10;
    private static final int AGENT_PHONES = 4;
    private static final int FIRST_AGENT_PORT = 5190;
    private static final long RING_MS = 200;
    private static final long PACE_MS = 100;
    // SIP remembers what has ended for up to 32 s (RFC 3261 section 17.1.1.2)
    private static final long SETTLE_MS = 40_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path jar;
    private final List<String> javaOptions;
    private final PrintStream out;
    private final Map<String, PhoneCall> answered = new ConcurrentHashMap<>();
    private final PhoneLoop callers = PhoneLoop.start("callers");
    private final PhoneLoop agentLoop = PhoneLoop.start("agents");

    private int dialled;

    LatencyBench(Path jar, List<String> javaOptions, PrintStream out) {
        this.jar = jar;
        this.javaOptions = javaOptions;
        this.out = out;
    }

    /**
     * @param calls how many talk at once
     * @param measured how many further calls are timed; each takes the place of one that ends
     */
    void run(int agents, int calls, int measured) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "latency: %d agents, %d two-way G.711 calls at once, %d timed at one every %d ms, %d processors shared with the telephones%n",
                agents,
                calls,
                measured,
                PACE_MS,
                Runtime.getRuntime().availableProcessors());
        List<SipPhone> phones = new ArrayList<>();
        try (var server = ServerUnderTest.start(jar, javaOptions)) {
            server.signIn();
            server.setUpCentre(QUEUES, agents / QUEUES, AGENT_PHONES, FIRST_AGENT_PORT);
            for (int i = 0; i < AGENT_PHONES; i++) {
                phones.add(SipPhone.builder("agents" + i)
                        .bind(ServerUnderTest.AGENT_ADDRESS, FIRST_AGENT_PORT + i)
                        .loop(agentLoop)
                        .remember(Duration.ZERO)
                        .autoAnswer(false)
                        .tone(600)
                        .incoming(call -> {
                            answered.put(tail(call.callerNumber()), call);
                            return AnswerPolicy.answerAfter(RING_MS);
                        })
                        .start());
            }
            measure(server, agents, calls, measured);
        } finally {
            phones.forEach(SipPhone::close);
        }
    }

    private void measure(ServerUnderTest server, int agents, int calls, int measured)
            throws IOException, InterruptedException {
        var idle = Memory.of(server);
        var up = new ArrayDeque<PhoneCall>();
        for (int i = 0; i < calls; i++) {
            up.add(dial(server));
            pause(PACE_MS);
        }
        until("all calls are up", () -> up.stream().allMatch(LatencyBench::isHeard));
        var ramped = Memory.of(server);
        var timed = new ArrayList<PhoneCall>();
        var orders = new ArrayList<Double>();
        Iterable<EventStream.Told> told;
        try (var stream = server.events()) {
            // the last queue is not called, so its last agent changes state by order only
            var agentId = server.agentId("bench" + agents);
            for (int i = 0; i < measured; i++) {
                up.removeFirst().phone().close();
                var call = dial(server);
                up.add(call);
                timed.add(call);
                orders.add(order(server, stream, agentId, i % 2 == 0 ? "offline" : "ready"));
                pause(PACE_MS);
            }
            until("the last calls are up", () -> up.stream().allMatch(LatencyBench::isHeard));
            told = stream.told();
        }
        var full = Memory.of(server);
        up.forEach(call -> call.phone().close());
        until("all calls have ended", () -> up.stream().allMatch(call -> call.state() == CallState.ENDED));
        pause(SETTLE_MS);
        var after = Memory.of(server);
        print(timed, told, orders);
        out.println("memory               RSS MB  with database MB  live heap kB");
        idle.print(out, "no calls yet");
        ramped.print(out, calls + " calls up");
        full.print(out, "after " + measured + " more");
        after.print(out, SETTLE_MS / 1000 + " s after the end");
        out.printf(
                Locale.ROOT,
                "live heap per call: %.1f kB above the start with the first %d up; %.1f kB given back at the end%n",
                (ramped.heap - idle.heap) / 1000.0 / calls,
                calls,
                (full.heap - after.heap) / 1000.0 / calls);
    }

    private PhoneCall dial(ServerUnderTest server) {
        int n = dialled++;
        return SipPhone.builder(String.format(Locale.ROOT, "7916%07d", n))
                .bind(ServerUnderTest.CALLER_ADDRESS, 0)
                .server("127.0.0.1", server.sipPort)
                .loop(callers)
                .remember(Duration.ZERO)
                .tone(1000)
                .start()
                .call(String.format(Locale.ROOT, "70%03d", 1 + n % (QUEUES - 1)));
    }

    private static boolean isHeard(PhoneCall call) {
        return call.audioStats().firstSound() != null;
    }

    /** From sending the order until the stream has told of it, in ms. */
    private static double order(ServerUnderTest server, EventStream stream, String agentId, String state)
            throws IOException, InterruptedException {
        var sent = Instant.now();
        server.setState(agentId, state);
        var seen = new Instant[1];
        until("the stream tells " + state, () -> {
            seen[0] = firstTold(stream.told(), sent, t -> t.agentId().equals(agentId), state);
            return seen[0] != null;
        });
        return ms(sent, seen[0]);
    }

    private static @Nullable Instant firstTold(
            Iterable<EventStream.Told> told,
            Instant since,
            java.util.function.Predicate<EventStream.Told> whose,
            String state) {
        for (var one : told) {
            if (!one.at().isBefore(since) && whose.test(one) && one.state().equals(state)) {
                return one.at();
            }
        }
        return null;
    }

    private void print(List<PhoneCall> timed, Iterable<EventStream.Told> told, List<Double> orders) {
        var caller = new ArrayList<Double>();
        var agent = new ArrayList<Double>();
        var both = new ArrayList<Double>();
        var board = new ArrayList<Double>();
        int early = 0;
        for (var call : timed) {
            var theirs = answered.get(tail(call.phone().user()));
            var at = theirs == null ? null : theirs.at(CallState.UP);
            var callerHears = call.audioStats().firstSound();
            var agentHears = theirs == null ? null : theirs.audioStats().firstSound();
            if (theirs == null || at == null || callerHears == null || agentHears == null) {
                continue;
            }
            if (callerHears.isBefore(at)) {
                early++;
                continue;
            }
            caller.add(ms(at, callerHears));
            agent.add(ms(at, agentHears));
            both.add(Math.max(caller.getLast(), agent.getLast()));
            var login = theirs.target().replaceFirst("^sip:a(\\d+)@.*", "bench$1");
            var seen = firstTold(told, at, t -> t.login().equals(login), "talking");
            if (seen != null) {
                board.add(ms(at, seen));
            }
        }
        out.println("ms                                                       n     p50     p99     max");
        row("agent's 200 OK until the caller hears the agent", caller);
        row("agent's 200 OK until the agent hears the caller", agent);
        row("agent's 200 OK until both hear", both);
        row("agent's 200 OK until a supervisor's page is told", board);
        row("order of a state until the page is told", orders);
        out.printf(
                Locale.ROOT,
                "%d of %d calls without sound both ways, %d with sound before the answer%n",
                timed.size() - caller.size() - early,
                timed.size(),
                early);
    }

    private void row(String what, List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        out.printf(
                Locale.ROOT,
                "%-50s  %6d  %6.1f  %6.1f  %6.1f%n",
                what,
                sorted.length,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(double[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)];
    }

    private static double ms(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    /** The exchange writes numbers its own way in front. */
    private static String tail(String number) {
        return number.substring(Math.max(0, number.length() - 7));
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    /** @param heap bytes of live objects, after a full collection */
    private record Memory(double resident, double database, long heap) {

        static Memory of(ServerUnderTest server) throws IOException, InterruptedException {
            double resident = Procfs.residentMegabytes(server.pid());
            double database = Procfs.megabytesOfDatabase(server.home());
            return new Memory(resident, database, LiveHeap.bytes(server.pid()));
        }

        void print(PrintStream out, String when) {
            out.printf(
                    Locale.ROOT, "%-19s  %6.0f  %16.0f  %12.0f%n", when, resident, resident + database, heap / 1000.0);
        }
    }
}

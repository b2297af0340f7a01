package org.otvet.bench;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import org.otvet.bench.RoutingCentre.Event;

/** What one routing event costs and how that grows with the centre, by JMH in sample mode. */
final class RoutingBench {

    private static final int WARM_UP_SECONDS = 2;

    private final PrintStream out;

    RoutingBench(PrintStream out) {
        this.out = out;
    }

    /**
     * @param agents how many agents, smallest first; a twentieth as many queues, twice as many interactions waiting
     * @param seconds how long each event is measured at each size
     */
    void run(List<Integer> agents, int seconds) throws RunnerException {
        out.printf(
                Locale.ROOT,
                "routing: %d queues an agent, a queue for 20 agents, 2 interactions waiting for an agent (none where nothing"
                        + " waits, then every agent is ready)%n",
                RoutingCentre.QUEUES_OF_AN_AGENT);
        out.printf(
                Locale.ROOT,
                "JMH sample time, a process for each figure, %d s of warming up, %d s measured, 1 thread, %d processors%n",
                WARM_UP_SECONDS,
                seconds,
                Runtime.getRuntime().availableProcessors());
        var options = new OptionsBuilder()
                .include("^" + RoutingCentre.class.getName() + "\\.decide$")
                .param("agents", agents.stream().map(String::valueOf).toArray(String[]::new))
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(WARM_UP_SECONDS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Map<Event, Map<Integer, Statistics>> found = new EnumMap<>(Event.class);
        for (var result : new Runner(options).run()) {
            found.computeIfAbsent(Event.valueOf(result.getParams().getParam("event")), e -> new TreeMap<>())
                    .put(
                            Integer.valueOf(result.getParams().getParam("agents")),
                            result.getPrimaryResult().getStatistics());
        }
        print(agents, found);
    }

    private void print(List<Integer> agents, Map<Event, Map<Integer, Statistics>> found) {
        out.printf("%-34s", "median / p99 us at agents:");
        agents.forEach(n -> out.printf(Locale.ROOT, "  %,15d", n));
        out.println("  growth of the median");
        found.forEach((event, sizes) -> {
            out.printf("%-34s", event.text);
            sizes.values()
                    .forEach(times -> out.printf(
                            Locale.ROOT,
                            "  %6.2f / %6.2f",
                            times.getPercentile(50) / 1000,
                            times.getPercentile(99) / 1000));
            var inOrder = List.copyOf(sizes.values());
            double growth =
                    inOrder.getLast().getPercentile(50) / inOrder.getFirst().getPercentile(50);
            out.printf(Locale.ROOT, "  %20.2f%n", growth);
        });
        out.printf(
                Locale.ROOT,
                "the logarithm of n grows by %.2f from the first size to the last; the first row is four events%n",
                Math.log(agents.getLast()) / Math.log(agents.getFirst()));
    }
}

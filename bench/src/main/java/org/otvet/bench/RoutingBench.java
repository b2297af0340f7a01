package org.otvet.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                        + " waits, then every agent is ready), with skills %d of them, asked for in every queue%n",
                RoutingCentre.QUEUES_OF_AN_AGENT,
                RoutingCentre.SKILLS);
        out.printf(
                Locale.ROOT,
                "JMH sample time, a process for each figure, %d s of warming up, %d s measured, 1 thread, %d processors%n",
                WARM_UP_SECONDS,
                seconds,
                Runtime.getRuntime().availableProcessors());
        out.printf("%-34s", "median / p99 us at agents:");
        agents.forEach(n -> out.printf(Locale.ROOT, "  %,15d", n));
        out.println("  growth of the median");
        for (Event event : Event.values()) {
            out.printf("%-34s", event.text);
            List<Double> medians = new ArrayList<>();
            for (int size : agents) {
                Statistics times = measure(event, size, seconds);
                medians.add(times.getPercentile(50));
                out.printf(
                        Locale.ROOT, "  %6.2f / %6.2f", times.getPercentile(50) / 1000, times.getPercentile(99) / 1000);
                out.flush();
            }
            out.printf(Locale.ROOT, "  %20.2f%n", medians.getLast() / medians.getFirst());
        }
        out.printf(
                Locale.ROOT,
                "the logarithm of n grows by %.2f from the first size to the last; a cycle is four events%n",
                Math.log(agents.getLast()) / Math.log(agents.getFirst()));
    }

    private static Statistics measure(Event event, int agents, int seconds) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + RoutingCentre.class.getName() + "\\.decide$")
                .param("agents", String.valueOf(agents))
                .param("event", event.name())
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
        return new Runner(options).runSingle().getPrimaryResult().getStatistics();
    }
}

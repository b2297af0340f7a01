package org.otvet.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entry of {@code ./otvet bench}: the first argument names the measurement, the others are {@code key=value}. */
public final class Bench {

    private static final String USAGE = """
            ./otvet bench calls [rates=20,50,100,200,300,360] [seconds=60] [hold=2000] [recorded=false]
            ./otvet bench media [calls=50,100,200,400] [window=15] [recorded=false]
            ./otvet bench codec [seconds=300]
            ./otvet bench latency [agents=200] [calls=100] [measured=300]
            ./otvet bench routing [agents=1000,10000,100000] [seconds=3]
            ./otvet bench flood [calls=50] [seconds=60] [rate=10000]
            ./otvet bench soak [rate=180] [minutes=30]
            ./otvet bench fuzz [seconds=60] [only=NAME]
            ./otvet bench start [starts=4]
            ./otvet bench page
            """;

    private Bench() {}

    static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.out.print(USAGE);
            return;
        }
        var jar = Path.of(args[0]);
        var javaOptions = Arrays.stream(
                        System.getProperty("otvet.java-options", "").split(" "))
                .filter(o -> !o.isBlank())
                .toList();
        Map<String, String> given = new TreeMap<>();
        for (var argument : Arrays.asList(args).subList(2, args.length)) {
            var parts = argument.split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "true");
        }
        switch (args[1]) {
            case "calls" ->
                new CallsBench(jar, javaOptions, System.out)
                        .run(
                                integers(given.getOrDefault("rates", "20,50,100,200,300,360")),
                                Integer.parseInt(given.getOrDefault("seconds", "60")),
                                Integer.parseInt(given.getOrDefault("hold", "2000")),
                                Boolean.parseBoolean(given.get("recorded")));
            case "media" ->
                new MediaBench(jar, javaOptions, System.out)
                        .run(
                                integers(given.getOrDefault("calls", "50,100,200,400")),
                                Integer.parseInt(given.getOrDefault("window", "15")),
                                Boolean.parseBoolean(given.get("recorded")));
            case "codec" -> new CodecBench(System.out).run(Integer.parseInt(given.getOrDefault("seconds", "300")));
            case "latency" ->
                new LatencyBench(jar, javaOptions, System.out)
                        .run(
                                Integer.parseInt(given.getOrDefault("agents", "200")),
                                Integer.parseInt(given.getOrDefault("calls", "100")),
                                Integer.parseInt(given.getOrDefault("measured", "300")));
            case "routing" ->
                new RoutingBench(System.out)
                        .run(
                                integers(given.getOrDefault("agents", "1000,10000,100000")),
                                Integer.parseInt(given.getOrDefault("seconds", "3")));
            case "flood" ->
                new FloodBench(jar, javaOptions, System.out)
                        .run(
                                Integer.parseInt(given.getOrDefault("calls", "50")),
                                Integer.parseInt(given.getOrDefault("seconds", "60")),
                                Integer.parseInt(given.getOrDefault("rate", "10000")));
            case "soak" ->
                new SoakBench(jar, javaOptions, System.out)
                        .run(
                                Integer.parseInt(given.getOrDefault("rate", "180")),
                                Integer.parseInt(given.getOrDefault("minutes", "30")));
            case "start" ->
                new StartBench(jar, javaOptions, System.out).run(Integer.parseInt(given.getOrDefault("starts", "4")));
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static List<Integer> integers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }
}

package org.otvet.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Time from starting the process until the health endpoint says UP, and memory then: the first start of a home, and later ones. */
final class StartBench {

    private final Path jar;
    private final List<String> javaOptions;
    private final PrintStream out;

    StartBench(Path jar, List<String> javaOptions, PrintStream out) {
        this.jar = jar;
        this.javaOptions = javaOptions;
        this.out = out;
    }

    void run(int starts) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("otvet-start-");
        out.println("start  seconds to healthy  RSS MB");
        for (int i = 1; i <= starts; i++) {
            long begun = System.nanoTime();
            try (var server = ServerUnderTest.start(jar, javaOptions, home)) {
                out.printf(
                        Locale.ROOT,
                        "%5d  %18.2f  %6.0f%n",
                        i,
                        (System.nanoTime() - begun) / 1e9,
                        Procfs.residentMegabytes(server.pid()));
            }
        }
    }
}

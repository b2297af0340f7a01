package org.otvet.server.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.otvet.server.Browser;
import org.otvet.server.OtvetApplication;

/** Otvet in a process of its own, which may be killed and started again on the same home and ports. */
final class OwnProcess implements AutoCloseable {

    private final Path home;
    private final int httpPort = freePort();
    private final int sipPort = freePort();
    private final Path output;
    private final Map<String, String> environment;
    private final List<String> options;
    private Process process;

    OwnProcess(Path folder) {
        this(folder, Map.of());
    }

    OwnProcess(Path folder, Map<String, String> environment, String... options) {
        this.environment = environment;
        this.options = List.of(options);
        home = folder.resolve("home");
        output = folder.resolve("output.log");
        process = launch();
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                OtvetApplication.class.getName(),
                "--home",
                home.toString(),
                "--http-port",
                Integer.toString(httpPort),
                "--sip-port",
                Integer.toString(sipPort),
                "--rtp-ports",
                "31000-31999"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("OTVET_ADMIN_PASSWORD", Browser.ADMIN_PASSWORD);
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OwnProcess awaitHealthy() {
        awaitHealthy(browser());
        return this;
    }

    /** @param browser that reaches the page */
    void awaitHealthy(Browser browser) {
        await("healthy, see " + output)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> browser.get("/actuator/health").status() == 200 || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("Otvet ended with " + process.exitValue() + ":\n" + said());
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    void startAgain() {
        process = launch();
        awaitHealthy();
    }

    private void waitForEnd() {
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Browser browser() {
        return new Browser(() -> URI.create("http://127.0.0.1:" + httpPort + "/"));
    }

    Path home() {
        return home;
    }

    int httpPort() {
        return httpPort;
    }

    int sipPort() {
        return sipPort;
    }

    String said() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        waitForEnd();
        process.destroyForcibly();
    }
}

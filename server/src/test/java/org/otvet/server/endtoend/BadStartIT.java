package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.server.OtvetApplication;

/** What an operator reads when the program cannot start: one line that says what to do, and a non-zero exit. */
class BadStartIT {

    private record End(int status, List<String> lines) {}

    @TempDir
    Path folder;

    @Test
    void namesATakenWebPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    start(Map.of(), "--http-port", "" + taken.getLocalPort()),
                    "127.0.0.1:" + taken.getLocalPort(),
                    "--http-port");
        }
    }

    @Test
    void namesATakenSipPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    start(Map.of(), "--http-port", "" + free(), "--sip-port", "" + taken.getLocalPort()),
                    "" + taken.getLocalPort(),
                    "--sip-port");
        }
    }

    @Test
    void namesADatabaseThatIsNotThere() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + free() + "/otvet";
        assertRefused(
                start(Map.of("OTVET_DB_URL", url), "--http-port", "" + free(), "--sip-port", "" + free()), "database");
    }

    @Test
    void namesAHomeThatCannotBeUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "no folder");
        assertRefused(start(Map.of(), "--home", file.toString(), "--http-port", "" + free()), file.toString());
    }

    @Test
    void namesACertificateThatCannotBeUsed() throws Exception {
        Path text = Files.writeString(folder.resolve("certificate.pem"), "no certificate");
        assertRefused(
                start(
                        Map.of("OTVET_TLS_CERT", text.toString(), "OTVET_TLS_KEY", text.toString()),
                        "--http-port",
                        "" + free(),
                        "--sip-port",
                        "" + free()),
                text.toString(),
                "certificate");
    }

    @Test
    void namesATakenSecuredPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    start(
                            Map.of(),
                            "--http-port",
                            "" + free(),
                            "--sip-port",
                            "" + free(),
                            "--sip-tls-port",
                            "" + taken.getLocalPort()),
                    "" + taken.getLocalPort(),
                    "--sip-tls-port");
        }
    }

    @Test
    void namesAnOptionItDoesNotKnow() throws Exception {
        assertRefused(start(Map.of(), "--htp-port", "80"), "--htp-port", "known:");
    }

    private static void assertRefused(End end, String... words) {
        assertThat(end.status()).as("%s", end.lines()).isPositive();
        List<String> told =
                end.lines().stream().filter(l -> l.startsWith("otvet: ")).toList();
        assertThat(told).as("%s", end.lines()).hasSize(1);
        assertThat(told.getFirst()).contains(words);
        assertThat(end.lines()).noneMatch(line -> line.startsWith("\tat "));
    }

    private End start(Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtvetApplication.class.getName(),
                "--rtp-ports",
                "32000-32099"));
        if (!List.of(options).contains("--home")) {
            command.addAll(List.of("--home", folder.resolve("home").toString()));
        }
        command.addAll(List.of(options));
        Path output = folder.resolve("output.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
            return new End(process.exitValue(), Files.readAllLines(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static int free() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

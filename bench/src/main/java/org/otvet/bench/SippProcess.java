package org.otvet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running SIPp; its figures come from the statistics file it keeps. */
final class SippProcess implements AutoCloseable {

    private final Process process;
    private final Path statistics;

    private SippProcess(Process process, Path statistics) {
        this.process = process;
        this.statistics = statistics;
    }

    /** The telephones of all agents. */
    static SippProcess agents(Path directory, int index, int sipPort, boolean echo) {
        var command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                scenario(directory, "agent"),
                "-i",
                ServerUnderTest.AGENT_ADDRESS,
                "-p",
                "" + sipPort,
                "-mi",
                ServerUnderTest.AGENT_ADDRESS,
                "-mp",
                "" + (40000 + 10 * index),
                "-ci",
                "127.0.0.1",
                "-cp",
                "" + (8900 + index)));
        if (echo) {
            command.add("-rtp_echo");
        }
        return start(directory, "agent" + index, command);
    }

    /** A source of calls. {@code rate} in calls a second, {@code holdMs} from answer to BYE. */
    static SippProcess callers(
            Path directory,
            int index,
            int serverPort,
            String scenario,
            double rate,
            int calls,
            int holdMs,
            int atOnce) {
        return start(
                directory,
                "caller" + index,
                new ArrayList<>(List.of(
                        "sipp",
                        "127.0.0.1:" + serverPort,
                        "-sf",
                        scenario(directory, scenario),
                        "-inf",
                        directory.resolve("dial.csv").toString(),
                        "-i",
                        ServerUnderTest.CALLER_ADDRESS,
                        "-p",
                        "" + (5180 + index),
                        "-mi",
                        ServerUnderTest.CALLER_ADDRESS,
                        "-mp",
                        "" + (42000 + 10 * index),
                        "-ci",
                        "127.0.0.1",
                        "-cp",
                        "" + (8920 + index),
                        "-r",
                        "" + rate,
                        "-m",
                        "" + calls,
                        "-l",
                        "" + atOnce,
                        "-d",
                        "" + holdMs,
                        "-recv_timeout",
                        "40000")));
    }

    private static SippProcess start(Path directory, String name, List<String> command) {
        var statistics = directory.resolve(name + ".csv");
        command.addAll(List.of("-nostdin", "-trace_stat", "-fd", "1", "-stf", statistics.toString()));
        if (name.startsWith("caller")) {
            command.addAll(List.of("-trace_rtt", "-rtt_freq", "50"));
        }
        try {
            Files.deleteIfExists(statistics);
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(directory.resolve(name + ".err").toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            return new SippProcess(process, statistics);
        } catch (IOException e) {
            throw new UncheckedIOException("SIPp does not start; install Debian's sip-tester", e);
        }
    }

    private static String scenario(Path directory, String name) {
        try (var in = SippProcess.class.getResourceAsStream("/sipp/" + name + ".xml")) {
            var file = directory.resolve(name + ".xml");
            // another SIPp may be reading it just now
            if (!Files.exists(file)) {
                Files.write(file, java.util.Objects.requireNonNull(in).readAllBytes());
            }
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean await(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** The newest value of a column of SIPp's statistics, 0 when there is none yet. */
    long figure(String column) {
        try {
            if (!Files.exists(statistics)) {
                return 0;
            }
            var lines = Files.readAllLines(statistics);
            if (lines.size() < 2) {
                return 0;
            }
            var names = List.of(lines.getFirst().split(";"));
            var at = names.indexOf(column);
            var values = lines.getLast().split(";");
            return at < 0 || at >= values.length || values[at].isBlank() ? 0 : Long.parseLong(values[at].trim());
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

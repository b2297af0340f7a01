package org.otvet.phone.sipp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.otvet.phone.Codec;

/**
 * One run of SIPp. {@code Sipp.scenario("caller").to("127.0.0.1", 5060).service("1000").calls(5).run(ofSeconds(20))}.
 * Scenarios: {@code caller}, {@code caller-media} (plays 440 Hz in mu-law), {@code caller-abandons} (CANCEL while
 * ringing), {@code caller-cancel-race} (its CANCEL crosses the 200, then BYE), {@code agent}, {@code agent-no-answer},
 * {@code agent-busy}, {@code registrar} (challenges with MD5 and verifies).
 */
public final class Sipp {

    public static final Path PROGRAM = Path.of("/usr/bin/sipp");
    /** What {@code caller-media} sends. */
    public static final int CALLER_HERTZ = 440;

    private final String scenario;
    private final List<String> more = new ArrayList<>();
    private String remote = "127.0.0.1:5060";
    private String service = "service";
    private String localIp = "127.0.0.1";
    private int localPort;
    private int calls = 1;
    private int rate = 1;
    private int atOnce;
    private Duration hold = Duration.ofSeconds(1);
    private boolean tcp;

    private Sipp(String scenario) {
        this.scenario = scenario;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    public static Sipp scenario(String name) {
        return new Sipp(name);
    }

    public Sipp to(String host, int port) {
        remote = host + ":" + port;
        return this;
    }

    /** The number to call. */
    public Sipp service(String number) {
        service = number;
        return this;
    }

    /** Own address; port 0 takes a free one. */
    public Sipp at(String host, int port) {
        localIp = host;
        localPort = port;
        return this;
    }

    /** How many calls the run makes or takes before it ends. */
    public Sipp calls(int count) {
        calls = count;
        return this;
    }

    public Sipp perSecond(int count) {
        rate = count;
        return this;
    }

    public Sipp atOnce(int count) {
        atOnce = count;
        return this;
    }

    /** Length of the scenario's pause: the conversation, or the wait before the caller gives up. */
    public Sipp hold(Duration length) {
        hold = length;
        return this;
    }

    public Sipp tcp() {
        tcp = true;
        return this;
    }

    /** Further arguments of SIPp, such as {@code -rtp_echo}. */
    public Sipp with(String... arguments) {
        more.addAll(List.of(arguments));
        return this;
    }

    public SippResult run(Duration timeout) {
        try (Running running = start()) {
            return running.await(timeout);
        }
    }

    /** Starts SIPp and returns at once; closing the run ends it. */
    public Running start() {
        try {
            Path directory = Files.createTempDirectory("sipp");
            int port = localPort != 0 ? localPort : freePort(localIp);
            Path file = directory.resolve(scenario + ".xml");
            try (InputStream in = Sipp.class.getResourceAsStream(scenario + ".xml")) {
                if (in == null) {
                    throw new IllegalArgumentException("no SIPp scenario " + scenario);
                }
                Files.copy(in, file);
            }
            if (scenario.equals("caller-media")) {
                Files.write(directory.resolve("tone.ul"), tone());
            }
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), remote, "-sf", file.toString()));
            command.addAll(List.of("-i", localIp, "-p", Integer.toString(port), "-s", service));
            command.addAll(List.of("-m", Integer.toString(calls), "-r", Integer.toString(rate)));
            command.addAll(List.of("-d", Long.toString(hold.toMillis()), "-nostdin", "-t", tcp ? "t1" : "u1"));
            command.addAll(List.of("-trace_stat", "-stf", "stat.csv", "-fd", "1"));
            command.addAll(List.of("-trace_err", "-error_file", "errors.log"));
            if (atOnce > 0) {
                command.addAll(List.of("-l", Integer.toString(atOnce)));
            }
            command.addAll(more);
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("screen.log").toFile())
                    .start();
            return new Running(process, directory, new InetSocketAddress(localIp, port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start SIPp", e);
        }
    }

    private static byte[] tone() {
        byte[] encoded = new byte[8000];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = Codec.PCMU.encode((short) Math.round(8000 * Math.sin(2 * Math.PI * CALLER_HERTZ * i / 8000)));
        }
        return encoded;
    }

    private static int freePort(String host) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    /** A SIPp that was started. */
    public static final class Running implements AutoCloseable {
        private final Process process;
        private final Path directory;
        private final InetSocketAddress address;

        private Running(Process process, Path directory, InetSocketAddress address) {
            this.process = process;
            this.directory = directory;
            this.address = address;
        }

        public InetSocketAddress address() {
            return address;
        }

        public boolean isAlive() {
            return process.isAlive();
        }

        /** Waits for the end of the run; past {@code timeout} the run is ended and its exit code is -1. */
        public SippResult await(Duration timeout) {
            try {
                boolean done = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
                if (!done) {
                    process.destroy();
                    process.waitFor(2, TimeUnit.SECONDS);
                }
                return result(done ? process.exitValue() : -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
                return result(-1);
            }
        }

        private SippResult result(int exitCode) {
            String[] names = {};
            String[] values = {};
            List<String> lines = lines("stat.csv");
            if (lines.size() > 1) {
                names = lines.getFirst().split(";");
                values = lines.getLast().split(";");
            }
            List<String> said = new ArrayList<>(lines("errors.log"));
            List<String> screen = lines("screen.log");
            said.addAll(screen.subList(Math.max(0, screen.size() - 40), screen.size()));
            return new SippResult(
                    exitCode,
                    value(names, values, "TotalCallCreated"),
                    value(names, values, "SuccessfulCall(C)"),
                    value(names, values, "FailedCall(C)"),
                    value(names, values, "Retransmissions(C)"),
                    String.join("\n", said));
        }

        private static long value(String[] names, String[] values, String wanted) {
            for (int i = 0; i < Math.min(names.length, values.length); i++) {
                if (names[i].equals(wanted)) {
                    return Long.parseLong(values[i].strip());
                }
            }
            return 0;
        }

        private List<String> lines(String name) {
            Path file = directory.resolve(name);
            try {
                return Files.exists(file)
                        ? Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}

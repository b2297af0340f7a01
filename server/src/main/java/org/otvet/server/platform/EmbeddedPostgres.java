package org.otvet.server.platform;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on the loopback address. Its data stay between starts; a server left over by a killed
 * process is stopped first; one that dies while we run is started again on the same port.
 */
final class EmbeddedPostgres implements AutoCloseable {

    static final String USER = "otvet";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Path data;
    private final Path logFile;
    private final Path binaries;
    private final String password;
    private final int port;
    private final Map<String, String> configuration;
    private volatile boolean closing;

    private EmbeddedPostgres(
            Path data, Path logFile, Path binaries, String password, int port, Map<String, String> configuration) {
        this.data = data;
        this.logFile = logFile;
        this.binaries = binaries;
        this.password = password;
        this.port = port;
        this.configuration = configuration;
    }

    /**
     * Starts the server whose data are in {@code home/postgres}; blocks until it takes connections.
     *
     * @param programs folder the binaries are laid out in
     * @param configuration server settings besides ours
     * @throws StartFailure when it does not start, with PostgreSQL's own words
     */
    static EmbeddedPostgres start(Path home, Path programs, Map<String, String> configuration) {
        try {
            Path binaries = PostgresBinaries.under(programs);
            Path data = home.resolve("postgres");
            Path logFile = Files.createDirectories(home.resolve("log")).resolve("postgres.log");
            Path passwordFile = home.resolve("postgres.password");
            EmbeddedPostgres server =
                    new EmbeddedPostgres(data, logFile, binaries, password(passwordFile), freePort(), configuration);
            server.initialise(passwordFile);
            server.stopLeftOver();
            server.launch();
            server.watch();
            return server;
        } catch (IOException e) {
            throw new StartFailure("the embedded database cannot be set up in " + home + ": " + e.getMessage(), e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String password() {
        return password;
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password, StandardOpenOption.TRUNCATE_EXISTING);
        return password;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void initialise(Path passwordFile) throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(PostgresBinaries.MAJOR)) {
                throw new StartFailure("the database in " + data + " was made by PostgreSQL " + found
                        + ", this Otvet has " + PostgresBinaries.MAJOR
                        + "; export it with the older one and import it here");
            }
            return;
        }
        run(
                "making the database",
                "initdb",
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions");
    }

    private void stopLeftOver() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        boolean ours = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
        if (ours) {
            log.info("Stopping the database server a killed Otvet left behind (pid {})", pid);
            stop();
        } else {
            Files.deleteIfExists(pidFile);
        }
    }

    private void launch() throws IOException {
        String options = Map.ofEntries(
                        Map.entry("listen_addresses", "127.0.0.1"),
                        Map.entry("port", Integer.toString(port)),
                        Map.entry("unix_socket_directories", "''"),
                        Map.entry("max_connections", "60"),
                        Map.entry("shared_buffers", "64MB"),
                        Map.entry("wal_level", "minimal"),
                        Map.entry("max_wal_senders", "0"),
                        Map.entry("io_method", "sync"),
                        Map.entry("jit", "off"),
                        Map.entry("timezone", "UTC"),
                        Map.entry("log_timezone", "UTC"),
                        Map.entry("log_min_messages", "warning"))
                .entrySet()
                .stream()
                .filter(setting -> !configuration.containsKey(setting.getKey()))
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        String more = configuration.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        run(
                "starting the database",
                "pg_ctl",
                "start",
                "-w",
                "-t",
                "60",
                "-s",
                "-D",
                data.toString(),
                "-l",
                logFile.toString(),
                "-o",
                options + " " + more);
    }

    private void watch() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle.of(pid)
                .ifPresent(process -> process.onExit()
                        .thenRun(() -> Thread.ofVirtual().name("database-watch").start(this::startAgain)));
    }

    private void startAgain() {
        for (int attempt = 1; !closing; attempt++) {
            try {
                log.warn("The embedded database server is gone; starting it again (attempt {})", attempt);
                stopLeftOver();
                launch();
                watch();
                return;
            } catch (IOException | RuntimeException e) {
                log.warn("The embedded database server does not start: {}", e.getMessage());
                try {
                    TimeUnit.SECONDS.sleep(Math.min(attempt, 10));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void stop() throws IOException {
        run("stopping the database", "pg_ctl", "stop", "-w", "-t", "30", "-s", "-m", "fast", "-D", data.toString());
    }

    @Override
    public void close() {
        closing = true;
        try {
            stop();
        } catch (IOException | RuntimeException e) {
            log.warn("The embedded database server did not stop cleanly: {}", e.getMessage());
        }
    }

    private void run(String doing, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        boolean root = new UnixSystem().getUid() == 0;
        if (root) {
            // PostgreSQL refuses to run as root; inside a user namespace of its own it does not see that it is
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        Collections.addAll(command, arguments);
        // the server inherits what pg_ctl has open, so a pipe would never end: output goes to a file
        Path output = Files.createTempFile("otvet-postgres", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(Duration.ofSeconds(120))) {
                process.destroyForcibly();
                throw new StartFailure(doing + " took more than two minutes; see " + logFile);
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(output).strip().replaceAll("\\s+", " ");
                if (root && said.contains("unshare")) {
                    throw new StartFailure("the embedded database does not run as root on this machine (" + said
                            + "); start Otvet as an ordinary user or set OTVET_DB_URL");
                }
                throw new StartFailure(doing + " failed: " + said + "; see " + logFile);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(doing + " was interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}

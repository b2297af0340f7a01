package org.otvet.server.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL on one port and data folder that can be stopped, killed and started again. */
public final class TestDatabase implements AutoCloseable {

    private final Path data;
    private final int port;
    private final HikariDataSource pool;
    private EmbeddedPostgres postgres;

    public TestDatabase(Path data) throws IOException {
        this.data = data;
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        start();
        this.pool = new HikariDataSource(config());
        Flyway.configure().dataSource(pool).load().migrate();
    }

    private HikariConfig config() {
        var config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername("postgres");
        config.setMaximumPoolSize(3);
        config.setConnectionTimeout(1000);
        return config;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    public HikariDataSource pool() {
        return pool;
    }

    public void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                // zonky turns it off, and a kill soon after the migration would then undo that
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    public void stop() throws IOException {
        postgres.close();
    }

    /** As {@code kill -9} of the server: no shutdown, no flush. */
    public void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().trim());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        // finds nobody to stop, and lets go of the folder
        postgres.close();
    }

    public long count(String sql) {
        try (var connection = pool.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Processor time of all server processes so far; those that ended before are not in it. */
    public long cpuMillis() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().trim());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .mapToLong(process -> process.info()
                        .totalCpuDuration()
                        .map(Duration::toMillis)
                        .orElse(0L))
                .sum();
    }

    /** Ids of all facts in the order they were stored in. */
    public List<UUID> factsAsStored() throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (var connection = pool.getConnection();
                var rows =
                        connection.createStatement().executeQuery("SELECT fact_id FROM fact ORDER BY tableoid, ctid")) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        pool.close();
        postgres.close();
    }
}

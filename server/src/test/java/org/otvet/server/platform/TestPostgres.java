package org.otvet.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/** One embedded PostgreSQL for all tests of a JVM, with a migrated database to copy. */
final class TestPostgres {

    private static final String TEMPLATE = "centre";

    private static TestPostgres running;

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static synchronized TestPostgres running() {
        if (running == null) {
            try {
                Path target = Path.of("target").toAbsolutePath();
                Path home = Files.createTempDirectory(Files.createDirectories(target), "test-postgres");
                EmbeddedPostgres server = EmbeddedPostgres.start(
                        home,
                        target,
                        Map.of(
                                "fsync", "off",
                                "synchronous_commit", "off",
                                "full_page_writes", "off",
                                "max_connections", "200",
                                "shared_buffers", "32MB"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    try {
                        FileSystemUtils.deleteRecursively(home);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                TestPostgres postgres = new TestPostgres(server);
                postgres.execute("create database " + TEMPLATE);
                Flyway.configure()
                        .dataSource(server.url(TEMPLATE), EmbeddedPostgres.USER, server.password())
                        .outOfOrder(true)
                        .load()
                        .migrate();
                running = postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    int port() {
        return URI.create(server.url("postgres").substring("jdbc:".length())).getPort();
    }

    String password() {
        return server.password();
    }

    String freshDatabase(String name) {
        execute("create database " + name + " template " + TEMPLATE + " strategy file_copy");
        return name;
    }

    private void execute(String sql) {
        try (var connection =
                        DriverManager.getConnection(server.url("postgres"), EmbeddedPostgres.USER, server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

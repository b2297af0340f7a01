package org.otvet.server.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server in use: the embedded one or the operator's. */
final class Database implements AutoCloseable {

    private static final String NAME = "otvet";

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;
    private final @Nullable EmbeddedPostgres embedded;

    Database(String url, @Nullable String user, @Nullable String password, @Nullable EmbeddedPostgres embedded) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.embedded = embedded;
    }

    /**
     * Blocks until the database takes connections.
     *
     * @throws StartFailure when it does not
     */
    static Database open(OtvetSettings settings, Home home) {
        if (settings.dbUrl() != null) {
            Database database = new Database(settings.dbUrl(), settings.dbUser(), settings.dbPassword(), null);
            try {
                database.connect().close();
            } catch (SQLException e) {
                throw new StartFailure(
                        "the database " + settings.dbUrl().replaceAll("\\?.*", "") + " cannot be reached: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("no reason given"),
                        e);
            }
            return database;
        }
        EmbeddedPostgres server = EmbeddedPostgres.start(home.folder(), home.folder("programs"), Map.of());
        try {
            Database maintenance = new Database(server.url("postgres"), EmbeddedPostgres.USER, server.password(), null);
            maintenance.createIfMissing(NAME);
            return new Database(server.url(NAME), EmbeddedPostgres.USER, server.password(), server);
        } catch (SQLException e) {
            server.close();
            throw new StartFailure("the embedded database does not answer: " + e.getMessage(), e);
        }
    }

    private void createIfMissing(String name) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(url, properties);
    }

    String url() {
        return url;
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    String password() {
        return password;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}

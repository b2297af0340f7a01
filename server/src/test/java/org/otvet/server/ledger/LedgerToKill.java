package org.otvet.server.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.unit.DataSize;

/**
 * A process that records facts until it is killed. Whatever {@code record} returned for is told on standard output, one
 * id a line.
 */
final class LedgerToKill {

    private LedgerToKill() {}

    /** @param args folder of the journal, JDBC URL */
    static void main(String[] args) throws Exception {
        var pool = new HikariConfig();
        pool.setJdbcUrl(args[1]);
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(300);
        pool.setInitializationFailTimeout(-1);
        var settings = new LedgerSettings(
                Duration.ofMillis(5), 50, 2000, 100_000, Duration.ofSeconds(1), DataSize.ofMegabytes(1));
        var ledger = new JournaledLedger(
                Path.of(args[0]), new HikariDataSource(pool), List.of(), alarm -> {}, settings, Clock.systemUTC());
        ledger.start();
        var told = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 37);
        UUID interaction = UUID.randomUUID();
        while (true) {
            Fact fact = Fact.of(interaction, null, null, Instant.now(), "digit.pressed", Map.of("digit", "5"));
            ledger.record(fact);
            told.write((fact.id() + "\n").getBytes(StandardCharsets.US_ASCII));
            told.flush();
            LockSupport.parkNanos(50_000);
        }
    }
}

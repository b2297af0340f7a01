package org.otvet.server.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.AlarmRaised;
import org.otvet.server.platform.AlarmRaised.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger: a journal on the local disk in front of PostgreSQL.
 *
 * <p>What is guaranteed. A killed process loses no fact whose {@link #record} returned. A lost machine loses at most
 * what was recorded within the last {@link #FLUSH} plus one transaction: while PostgreSQL answers, facts are flushed
 * there with each transaction; while it is away, the journal is flushed every {@link #FLUSH}. Every fact is in
 * PostgreSQL at most once, and in the end exactly once.
 */
final class JournaledLedger implements Ledger, LedgerState.Source, AutoCloseable {

    static final Duration FLUSH = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration JOURNAL_CHECK = Duration.ofSeconds(2);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(JournaledLedger.class);

    private final LedgerSettings settings;
    private final DataSource database;
    private final Clock clock;
    private final Path folder;
    private final Backlog backlog;
    private final FactWriter writer;
    private final Alarms alarms;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private final ScheduledExecutorService care = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-care").daemon().factory());
    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private Instant nextJournalCheck = Instant.MIN;
    private Instant partitionsUntil = Instant.MIN;

    /** @throws IOException when the journal cannot be opened */
    JournaledLedger(
            Path folder,
            DataSource database,
            List<FactProjection> projections,
            Consumer<AlarmRaised> alarms,
            LedgerSettings settings,
            Clock clock)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.backlog = new Backlog(folder, settings.heldInMemory(), settings.heldWithoutJournal());
        this.writer = new FactWriter(backlog, database, projections, settings.batch());
        this.alarms = new Alarms(alarms, clock);
        this.thread = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::run);
    }

    /**
     * Writes what an earlier run left in the journal, then goes on in the background. When the database is away that
     * too happens in the background.
     */
    void start() {
        try {
            makePartitions(clock.instant());
            int replayed = 0;
            for (int written = writer.write(); written > 0; written = writer.write()) {
                replayed += written;
            }
            if (replayed > 0) {
                log.info("{} facts of the last run brought from the journal to the database", replayed);
            }
        } catch (SQLException | IOException | RuntimeException e) {
            log.warn("The journal's facts wait for the database: {}", e.getMessage());
            problem = e.getMessage();
        }
        thread.start();
        // beside the writer: a database that hangs must not silence the alarm about it
        care.scheduleWithFixedDelay(this::careOnce, FLUSH.toMillis(), FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void record(Fact fact) {
        try {
            backlog.add(fact);
        } catch (RuntimeException e) {
            log.error("A fact cannot be recorded: {}", fact, e);
        }
    }

    @Override
    public boolean settle(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        long goal = backlog.recorded();
        while (backlog.finished() < goal) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.unpark(thread);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return true;
    }

    @Override
    public LedgerState state() {
        Instant oldest = backlog.oldest();
        Duration lag = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        return new LedgerState(
                backlog.size(),
                lag.isNegative() ? Duration.ZERO : lag,
                backlog.journalProblem() == null,
                backlog.lost(),
                problem);
    }

    /** Writes what waits, if the database answers soon, and closes the journal. */
    @Override
    public void close() throws IOException, InterruptedException {
        stopping = true;
        if (thread.isAlive()) {
            LockSupport.unpark(thread);
            if (!stopped.await(CLOSE_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
                thread.join(CLOSE_AT_MOST);
            }
        }
        care.shutdown();
        backlog.close();
    }

    private void run() {
        Duration pause = settings.interval();
        while (!stopping) {
            LockSupport.parkNanos(pause.toNanos());
            boolean moved = writeAll();
            pause = moved ? settings.interval() : longer(pause);
        }
        writeAll();
        stopped.countDown();
    }

    /** @return false when the database took nothing of what waits */
    private boolean writeAll() {
        boolean moved = false;
        try {
            Instant now = clock.instant();
            if (now.isAfter(partitionsUntil)) {
                makePartitions(now);
            }
            while (writer.write() > 0) {
                moved = true;
            }
            problem = null;
            return true;
        } catch (Throwable e) {
            if (problem == null) {
                log.warn("Facts wait for the database: {}", e.toString());
            }
            problem = String.valueOf(e.getMessage());
            return moved;
        }
    }

    private void careOnce() {
        try {
            if (state().lag().compareTo(FLUSH) > 0) {
                backlog.flush();
            }
            keepJournal(clock.instant());
            tellState();
        } catch (Throwable e) {
            log.error("The ledger's own care failed", e);
        }
    }

    private void keepJournal(Instant now) throws IOException {
        if (now.isBefore(nextJournalCheck)) {
            return;
        }
        nextJournalCheck = now.plus(JOURNAL_CHECK);
        long free = Files.getFileStore(folder).getUsableSpace();
        long reserve = settings.journalReserve().toBytes();
        if (free < reserve) {
            backlog.suspend("only " + free / 1_000_000 + " MB free on the disk of " + folder);
        } else if (backlog.journalProblem() != null) {
            backlog.resume();
        }
    }

    private void tellState() {
        LedgerState now = state();
        alarms.set(
                "ledger-behind",
                Severity.WARNING,
                now.lag().compareTo(settings.behindAfter()) > 0,
                () -> now.backlog() + " facts wait for the database since "
                        + clock.instant().minus(now.lag()).truncatedTo(ChronoUnit.SECONDS)
                        + (now.problem() == null ? "" : ": " + now.problem()));
        String journal = backlog.journalProblem();
        alarms.set(
                "journal-failed",
                Severity.CRITICAL,
                journal != null,
                () -> "Facts are kept in memory only (" + now.backlog() + " wait), a restart would lose them: "
                        + journal);
        alarms.set(
                "facts-lost",
                Severity.CRITICAL,
                now.lost() > 0,
                () -> now.lost() + " facts were lost: the journal failed and memory was full");
        String projection = writer.projectionProblem();
        alarms.set(
                "call-list-behind",
                Severity.WARNING,
                projection != null,
                () -> "Facts are stored but the call list could not follow: " + projection);
    }

    private void makePartitions(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            FactTable.partitions(connection, now);
        }
        partitionsUntil = now.plus(1, ChronoUnit.DAYS);
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}

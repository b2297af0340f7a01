package org.otvet.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ObjLongConsumer;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.LoaderCallback;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalFile;
import org.apache.activemq.artemis.core.journal.impl.JournalFileImpl;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.journal.impl.JournalReaderCallback;
import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts on the local disk until PostgreSQL has them: an Artemis journal whose records are numbered in the order of
 * appending and removed in the same order.
 *
 * <p>An append is one {@code write()} on the caller's thread, so it is in the operating system's page cache when it
 * returns and survives a killed process; no flush to the disk waits in it. {@link #flush()} carries it to the disk for
 * the case of a lost machine. Compaction is off: in-order removal frees whole files by itself.
 *
 * <p>Not thread-safe but for {@link #flush()}: the caller holds one lock around everything else. {@link #read} may run
 * without it when the range is fully appended and not being removed.
 */
final class FactJournal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FactJournal.class);
    static final int FILE_SIZE = 8 * 1024 * 1024;
    private static final byte FACT = 1;
    private static final String PREFIX = "facts";
    private static final String EXTENSION = "journal";

    private final Path folder;
    private final SequentialFileFactory files;
    private final JournalImpl journal;
    private final ExecutorService housekeeping;
    private volatile @Nullable Throwable failure;
    private long lastNumber;
    private long firstLive;

    /**
     * Opens the journal and finds what is left in it.
     *
     * @throws IOException when the folder or its files cannot be used
     */
    FactJournal(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        this.housekeeping = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("ledger-journal-files").factory());
        this.files = factory(folder);
        this.journal = new JournalImpl(
                executors(),
                FILE_SIZE,
                2,
                4,
                0,
                0,
                1,
                files,
                PREFIX,
                EXTENSION,
                1,
                0,
                (cause, message, file) -> failure = cause,
                0);
        try {
            journal.start();
            load();
        } catch (Exception e) {
            housekeeping.shutdownNow();
            throw new IOException("cannot use the fact journal in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Numbers 1, 2, 3, ... in the order of appending. */
    long append(byte[] fact) throws IOException {
        long number = lastNumber + 1;
        try {
            journal.appendAddRecord(number, FACT, fact, true);
        } catch (Exception e) {
            throw new IOException("fact journal: " + e.getMessage(), e);
        }
        Throwable broken = failure;
        if (broken != null) {
            throw new IOException("fact journal: " + broken.getMessage(), broken);
        }
        lastNumber = number;
        return number;
    }

    /** Removes a record; records are removed in the order of their numbers. */
    void remove(long number) throws IOException {
        try {
            journal.appendDeleteRecord(number, true);
        } catch (Exception e) {
            throw new IOException("fact journal: " + e.getMessage(), e);
        }
        firstLive = number + 1;
    }

    long firstLive() {
        return firstLive;
    }

    long lastNumber() {
        return lastNumber;
    }

    /** Records held in memory by the journal's index. */
    int records() {
        return journal.getNumberOfRecords();
    }

    /** Gives all records numbered {@code from} to {@code to} to the reader, in order, one file in memory at a time. */
    void read(long from, long to, ObjLongConsumer<byte[]> reader) throws IOException {
        var newest = new long[1];
        for (JournalFile file : dataFiles()) {
            if (newest[0] >= to) {
                return;
            }
            var copy = new JournalFileImpl(
                    files.createSequentialFile(file.getFile().getFileName()),
                    file.getFileID(),
                    file.getJournalVersion());
            try {
                JournalImpl.readJournalFile(files, copy, new JournalReaderCallback() {
                    @Override
                    public void onReadAddRecord(RecordInfo info) {
                        newest[0] = info.id;
                        if (info.id >= from && info.id <= to) {
                            reader.accept(info.data, info.id);
                        }
                    }
                });
            } catch (Exception e) {
                throw new IOException("cannot read back the fact journal: " + e.getMessage(), e);
            }
        }
    }

    /** Frees files without live records, in the background. */
    void reclaim() {
        housekeeping.execute(() -> {
            try {
                journal.checkReclaimStatus();
            } catch (Exception e) {
                log.warn("Files of the fact journal could not be freed", e);
            }
        });
    }

    /** Carries what was appended so far to the disk. Slow; may run beside appends. */
    void flush() {
        try (var names = Files.newDirectoryStream(folder, "*." + EXTENSION)) {
            for (Path file : names) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(false);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            journal.stop();
        } catch (Exception e) {
            throw new IOException("fact journal: " + e.getMessage(), e);
        } finally {
            housekeeping.shutdown();
        }
    }

    private List<JournalFile> dataFiles() {
        var all = new ArrayList<>(List.of(journal.getDataFiles()));
        JournalFile current = journal.getCurrentFile();
        if (current != null && !all.contains(current)) {
            all.add(current);
        }
        return all;
    }

    private void load() throws Exception {
        var lastRemoved = new long[1];
        var info = journal.load(new LoaderCallback() {
            @Override
            public void addRecord(RecordInfo record) {}

            @Override
            public void updateRecord(RecordInfo record) {}

            @Override
            public void deleteRecord(long id) {
                lastRemoved[0] = Math.max(lastRemoved[0], id);
            }

            @Override
            public void addPreparedTransaction(PreparedTransactionInfo transaction) {}

            @Override
            public void failedTransaction(long id, List<RecordInfo> records, List<RecordInfo> removals) {}
        });
        firstLive = lastRemoved[0] + 1;
        lastNumber = Math.max(info.getMaxID(), lastRemoved[0]);
        // halves of appends that failed: their facts were appended again with later numbers
        List<Long> strays = new ArrayList<>();
        journal.getRecords().forEach((id, record) -> {
            if (id < firstLive) {
                strays.add(id);
            }
        });
        for (long stray : strays) {
            journal.appendDeleteRecord(stray, true);
        }
    }

    private static SequentialFileFactory factory(Path folder) {
        var factory = new NIOSequentialFileFactory(folder.toFile(), false, 1);
        factory.setDatasync(false);
        return factory;
    }

    /**
     * The journal asks for three executors at its start: for files, for housekeeping and, as the third, for appends.
     * Appends run on the caller's thread; that is what makes a returned append a written one.
     */
    private ExecutorFactory executors() {
        ArtemisExecutor background = ArtemisExecutor.delegate(housekeeping);
        ArtemisExecutor caller = ArtemisExecutor.delegate(Runnable::run);
        var asked = new int[1];
        return () -> ++asked[0] == 3 ? caller : background;
    }
}

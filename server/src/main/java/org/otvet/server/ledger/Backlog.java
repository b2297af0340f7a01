package org.otvet.server.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts on their way to PostgreSQL, in order: each is in the journal, the first ones also in memory. When more wait
 * than memory may hold, the rest stays in the journal alone and is read back in pieces. While the journal cannot be
 * written, facts are held in memory only and go to the journal as soon as it works again.
 *
 * <p>{@link #add} may be called by anybody; {@link #next} and {@link #done} by the writer thread alone.
 */
final class Backlog implements AutoCloseable {

    /** @param number place in the journal, 0 when it is not there */
    record Entry(long number, Fact fact, byte[] bytes) {}

    private sealed interface Stretch {}

    private record InMemory(ArrayDeque<Entry> entries) implements Stretch {}

    private record OnDisk(long from, long to, Instant oldest) implements Stretch {}

    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    private static final int REMOVALS_AT_ONCE = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path folder;
    private final int heldInMemory;
    private final int heldWithoutJournal;
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private FactJournal journal;
    private int inMemory;
    private long onDisk;
    private long lost;
    private long finished;
    private @Nullable String journalProblem;
    private boolean reopen;

    /** @throws IOException when the journal cannot be opened */
    Backlog(Path folder, int heldInMemory, int heldWithoutJournal) throws IOException {
        this.folder = folder;
        this.heldInMemory = heldInMemory;
        this.heldWithoutJournal = heldWithoutJournal;
        this.journal = new FactJournal(folder);
        if (journal.firstLive() <= journal.lastNumber()) {
            spill(journal.firstLive(), journal.lastNumber(), Instant.now());
        }
    }

    void add(Fact fact) {
        byte[] bytes = FactCodec.encode(fact);
        lock.lock();
        try {
            long number = append(bytes);
            Stretch last = stretches.peekLast();
            if (number == 0) {
                if (inMemory >= heldWithoutJournal) {
                    lost++;
                    return;
                }
                hold(new Entry(0, fact, bytes));
            } else if (last instanceof OnDisk disk && inMemory > heldInMemory / 2) {
                stretches.removeLast();
                stretches.addLast(new OnDisk(disk.from, number, disk.oldest));
                onDisk++;
            } else if (inMemory >= heldInMemory) {
                spill(number, number, fact.at());
            } else {
                hold(new Entry(number, fact, bytes));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The oldest facts, at most {@code most}; they stay until {@link #done}. */
    List<Entry> next(int most) throws IOException {
        OnDisk disk;
        FactJournal from;
        lock.lock();
        try {
            while (stretches.peekFirst() instanceof InMemory memory) {
                if (!memory.entries.isEmpty()) {
                    return memory.entries.stream().limit(most).toList();
                }
                stretches.removeFirst();
            }
            if (!(stretches.peekFirst() instanceof OnDisk first)) {
                return List.of();
            }
            disk = first;
            from = journal;
        } finally {
            lock.unlock();
        }
        readBack(from, disk.from, Math.min(disk.to, disk.from + heldInMemory - 1));
        return next(most);
    }

    /** The first {@code batch.size()} facts are in PostgreSQL. */
    void done(List<Entry> batch) {
        for (int from = 0; from < batch.size(); from += REMOVALS_AT_ONCE) {
            var some = batch.subList(from, Math.min(batch.size(), from + REMOVALS_AT_ONCE));
            lock.lock();
            try {
                for (Entry ignored : some) {
                    drop();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    long size() {
        lock.lock();
        try {
            return inMemory + onDisk;
        } finally {
            lock.unlock();
        }
    }

    /** How many facts have come since the start, with those found in the journal. */
    long recorded() {
        lock.lock();
        try {
            return finished + inMemory + onDisk;
        } finally {
            lock.unlock();
        }
    }

    /** How many of them are done. */
    long finished() {
        lock.lock();
        try {
            return finished;
        } finally {
            lock.unlock();
        }
    }

    /** When the oldest waiting fact happened, null when none waits. */
    @Nullable
    Instant oldest() {
        lock.lock();
        try {
            for (Stretch stretch : stretches) {
                switch (stretch) {
                    case OnDisk disk -> {
                        return disk.oldest;
                    }
                    case InMemory memory -> {
                        Entry first = memory.entries.peekFirst();
                        if (first != null) {
                            return first.fact.at();
                        }
                    }
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Why the journal is not written, null while it is. */
    @Nullable
    String journalProblem() {
        lock.lock();
        try {
            return journalProblem;
        } finally {
            lock.unlock();
        }
    }

    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Stops writing the journal before the disk is full to the last byte. */
    void suspend(String why) {
        lock.lock();
        try {
            if (journalProblem == null) {
                journalProblem = why;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the journal into use again, with everything that was held in memory only meanwhile. */
    void resume() throws IOException {
        lock.lock();
        try {
            if (journalProblem == null) {
                return;
            }
            if (reopen) {
                try {
                    journal.close();
                } catch (IOException e) {
                    log.debug("broken journal did not close cleanly", e);
                }
                journal = new FactJournal(folder);
                reopen = false;
            }
            for (Stretch stretch : stretches) {
                if (stretch instanceof InMemory memory) {
                    appendUnwritten(memory);
                }
            }
            journalProblem = null;
        } finally {
            lock.unlock();
        }
    }

    /** Carries the journal to the disk; see {@link FactJournal#flush()}. */
    void flush() {
        FactJournal current;
        lock.lock();
        try {
            current = journal;
        } finally {
            lock.unlock();
        }
        current.flush();
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            journal.close();
        } finally {
            lock.unlock();
        }
    }

    private long append(byte[] bytes) {
        if (journalProblem != null) {
            return 0;
        }
        try {
            return journal.append(bytes);
        } catch (IOException e) {
            fail(e);
            return 0;
        }
    }

    private void fail(IOException e) {
        log.error("The fact journal in {} failed; facts are held in memory", folder, e);
        journalProblem = String.valueOf(e.getMessage());
        reopen = true;
    }

    private void hold(Entry entry) {
        if (stretches.peekLast() instanceof InMemory memory) {
            memory.entries.addLast(entry);
        } else {
            stretches.addLast(new InMemory(new ArrayDeque<>(List.of(entry))));
        }
        inMemory++;
    }

    private void spill(long from, long to, Instant oldest) {
        stretches.addLast(new OnDisk(from, to, oldest));
        onDisk += to - from + 1;
    }

    private void readBack(FactJournal from, long first, long last) throws IOException {
        var entries = new ArrayDeque<Entry>();
        from.read(first, last, (bytes, number) -> {
            Fact fact = decode(bytes);
            entries.addLast(new Entry(number, fact, FactCodec.encode(fact)));
        });
        lock.lock();
        try {
            // the stretch may have grown meanwhile, its beginning is the writer's own
            var disk = (OnDisk) stretches.removeFirst();
            onDisk -= last - first + 1;
            inMemory += entries.size();
            if (last < disk.to) {
                Entry newest = entries.peekLast();
                stretches.addFirst(new OnDisk(last + 1, disk.to, newest == null ? disk.oldest : newest.fact.at()));
            }
            stretches.addFirst(new InMemory(entries));
            journal.reclaim();
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        if (!(stretches.peekFirst() instanceof InMemory memory)) {
            throw new IllegalStateException("nothing taken from the backlog");
        }
        Entry entry = memory.entries.removeFirst();
        inMemory--;
        finished++;
        if (memory.entries.isEmpty()) {
            stretches.removeFirst();
        }
        if (entry.number > 0 && !reopen) {
            try {
                journal.remove(entry.number);
            } catch (IOException e) {
                // comes again at the next start and is recognised by its id
                fail(e);
            }
        }
    }

    private void appendUnwritten(InMemory memory) throws IOException {
        var entries = List.copyOf(memory.entries);
        memory.entries.clear();
        IOException failed = null;
        for (Entry entry : entries) {
            long number = entry.number;
            if (number == 0 && failed == null) {
                try {
                    number = journal.append(entry.bytes);
                } catch (IOException e) {
                    failed = e;
                }
            }
            memory.entries.addLast(new Entry(number, entry.fact, entry.bytes));
        }
        if (failed != null) {
            reopen = true;
            throw failed;
        }
    }

    /** A record this program cannot read is kept as a fact of its own rather than dropped. */
    private static Fact decode(byte[] bytes) {
        try {
            return FactCodec.decode(bytes);
        } catch (RuntimeException e) {
            log.error("A record of the fact journal cannot be read", e);
            var data = Map.<String, Object>of("bytes", Base64.getEncoder().encodeToString(bytes));
            return Fact.of(null, null, null, Instant.now(), "fact.unreadable", data);
        }
    }
}

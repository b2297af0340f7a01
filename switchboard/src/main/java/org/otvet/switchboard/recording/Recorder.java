package org.otvet.switchboard.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all recordings with one thread, each at least every half second, so that a killed process loses less than a
 * second of sound. Safe from any thread.
 */
public final class Recorder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    private static final long CYCLE_NS = 400_000_000L;
    private static final long HEALTHY_NS = 10_000_000_000L;
    private static final long CLOSE_WAIT_MS = 5_000;
    private static final int SCRATCH_BYTES = 1 << 15;

    private final LongSupplier clock;
    private final Map<RecordingId, Recording> recordings = new ConcurrentHashMap<>();
    private final Set<Recording> open = new HashSet<>();
    private volatile boolean running;
    private volatile long lastCycleNs;
    private @Nullable Thread writer;

    public Recorder() {
        this(System::nanoTime);
    }

    /** @param clock the time of recordings in ns, by which packets arrive too */
    Recorder(LongSupplier clock) {
        this.clock = clock;
    }

    /** Starts the writer. */
    public synchronized void start() {
        if (writer != null) {
            throw new IllegalStateException("The recorder is started already");
        }
        running = true;
        lastCycleNs = System.nanoTime();
        writer = Thread.ofPlatform().name("recordings").daemon(true).start(this::run);
    }

    /**
     * Begins a recording at this moment. The file is made soon after; a failure is told to the listener.
     *
     * @throws IllegalStateException when a recording of that id is running, or the recorder is not
     */
    public Recording open(RecordingId id, RecordingPlace place, G711 law, RecordingListener listener) {
        if (!running) {
            throw new IllegalStateException("The recorder is not running: recording " + id + " cannot begin");
        }
        Recording recording = new Recording(id, place, law, listener, clock, this::wake);
        if (recordings.putIfAbsent(id, recording) != null) {
            throw new IllegalStateException("Recording " + id + " is running already");
        }
        wake();
        return recording;
    }

    /** Ends a recording; unknown ids are ignored. */
    public void stop(RecordingId id) {
        Recording recording = recordings.get(id);
        if (recording != null) {
            recording.stop();
        }
    }

    /** Keeps what is said out of a recording from now on, or lets it in again; unknown ids are ignored. */
    public void pause(RecordingId id, boolean paused) {
        Recording recording = recordings.get(id);
        if (recording == null) {
            return;
        }
        if (paused) {
            recording.pause();
        } else {
            recording.resume();
        }
    }

    /** True while the writer is alive and comes round. */
    public boolean isHealthy() {
        return running && System.nanoTime() - lastCycleNs < HEALTHY_NS;
    }

    /** Ends all recordings and waits until their files are closed, at most five seconds. */
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            thread = writer;
            running = false;
        }
        recordings.values().forEach(Recording::stop);
        wake();
        if (thread != null) {
            try {
                thread.join(CLOSE_WAIT_MS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void wake() {
        LockSupport.unpark(writer);
    }

    private void run() {
        ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
        long next = System.nanoTime();
        while (running || !recordings.isEmpty()) {
            long now = System.nanoTime();
            boolean due = now - next >= 0 || !running;
            for (Recording recording : recordings.values()) {
                if (due || recording.isStopped() || !open.contains(recording)) {
                    serve(recording, scratch);
                }
            }
            lastCycleNs = System.nanoTime();
            if (due) {
                next = lastCycleNs + CYCLE_NS;
            }
            if (running) {
                LockSupport.parkNanos(Math.max(1, next - lastCycleNs));
            }
        }
    }

    private void serve(Recording recording, ByteBuffer scratch) {
        String problem = "";
        boolean ended;
        try {
            if (!open.contains(recording)) {
                open.add(recording);
                recording.open();
            }
            ended = recording.flush(clock.getAsLong(), scratch);
        } catch (IOException e) {
            problem = describe(recording.path(), e);
            ended = true;
        } catch (RuntimeException | Error e) {
            log.error("Recording {} failed", recording.path(), e);
            problem = "Recording " + recording.path() + " failed: " + e;
            ended = true;
        }
        if (ended) {
            finish(recording, problem);
        }
    }

    private void finish(Recording recording, String problem) {
        recordings.remove(recording.id(), recording);
        open.remove(recording);
        try {
            recording.close(problem);
        } catch (RuntimeException | Error e) {
            log.error("The listener of recording {} failed", recording.id(), e);
        }
    }

    static String describe(Path file, IOException e) {
        String message = e.getMessage();
        return message != null && message.contains(file.toString())
                ? message
                : "Recording " + file + " cannot be written: " + (message == null ? e.toString() : message);
    }
}

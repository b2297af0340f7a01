package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.server.recordings.StoredRecordings.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes the keys of finished recordings out of their files, soon after they have ended. */
@Component
final class KeyMover implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyMover.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int AT_ONCE = 200;

    private final StoredRecordings recordings;
    private final RecordingFolder folder;
    private final RecordingVault vault;
    private volatile boolean told;
    private @Nullable ScheduledExecutorService moving;

    KeyMover(StoredRecordings recordings, RecordingFolder folder, RecordingVault vault) {
        this.recordings = recordings;
        this.folder = folder;
        this.vault = vault;
    }

    void move() {
        try {
            List<Stored> waiting = recordings.withKeyInFile(AT_ONCE);
            waiting.forEach(this::move);
            told = false;
        } catch (RuntimeException e) {
            if (!told) {
                log.warn("Keys stay in their recordings for now: {}", e.getMessage());
            }
            told = true;
        }
    }

    private void move(Stored recording) {
        try {
            Path file = folder.file(recording.file()).orElse(null);
            if (file != null) {
                vault.moveKey(recording.info().id(), file);
            }
        } catch (NoSuchFileException gone) {
            log.warn("The file of recording {} is gone", recording.info().id());
        } catch (IOException e) {
            log.error(
                    "The key of recording {} cannot be moved: {}",
                    recording.info().id(),
                    e.getMessage());
        }
        recordings.keyIsMoved(recording.info().id());
    }

    @Override
    public synchronized void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("recording-keys").daemon().factory());
        executor.scheduleWithFixedDelay(this::move, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        moving = executor;
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor;
        synchronized (this) {
            executor = moving;
            moving = null;
        }
        if (executor != null) {
            executor.shutdownNow();
            try {
                executor.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return moving != null;
    }

    @Override
    public int getPhase() {
        return RecordingRecovery.PHASE + 1;
    }
}

package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.AlarmRaised;
import org.otvet.server.platform.AlarmRaised.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Raises the alarm {@code disk-low} while the disk of recordings has less than {@code otvet.disk-alarm-below} left
 * (2 GB unless set), critical from a quarter of that on.
 */
@Component
final class DiskWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final String CODE = "disk-low";

    /** Usable bytes of the disk a folder lies on. */
    interface Disk {
        long usable(Path folder) throws IOException;
    }

    private final Path folder;
    private final long alarmBelow;
    private final ApplicationEventPublisher events;
    private final Disk disk;
    private final Clock clock = Clock.systemUTC();
    private @Nullable Severity raised;
    private @Nullable ScheduledExecutorService watching;

    @org.springframework.beans.factory.annotation.Autowired
    DiskWatch(
            RecordingFolder folder,
            @Value("${otvet.disk-alarm-below:2GB}") DataSize alarmBelow,
            ApplicationEventPublisher events) {
        this(
                folder.root(),
                alarmBelow.toBytes(),
                events,
                of -> Files.getFileStore(of).getUsableSpace());
    }

    DiskWatch(Path folder, long alarmBelow, ApplicationEventPublisher events, Disk disk) {
        this.folder = folder;
        this.alarmBelow = alarmBelow;
        this.events = events;
        this.disk = disk;
    }

    synchronized void check() {
        try {
            long free = disk.usable(folder);
            // a tenth above the threshold ends it, so that it does not flicker
            Severity now = free < alarmBelow / 4
                    ? Severity.CRITICAL
                    : free < alarmBelow || raised != null && free < alarmBelow + alarmBelow / 10
                            ? Severity.WARNING
                            : null;
            if (now == raised) {
                return;
            }
            Severity told = now == null ? Severity.WARNING : now;
            String text = now == null
                    ? ""
                    : (free >> 20) + " MB are left on the disk of " + folder
                            + "; recordings stop when it is full. Make room or move old recordings.";
            raised = now;
            events.publishEvent(new AlarmRaised(CODE, told, text, now != null, clock.instant(), null));
        } catch (IOException | RuntimeException e) {
            log.error("The free disk space of {} cannot be watched", folder, e);
        }
    }

    @Override
    public synchronized void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("disk-watch").daemon().factory());
        executor.scheduleWithFixedDelay(this::check, 1, EVERY.toSeconds(), TimeUnit.SECONDS);
        watching = executor;
    }

    @Override
    public synchronized void stop() {
        if (watching != null) {
            watching.shutdownNow();
            watching = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return watching != null;
    }
}

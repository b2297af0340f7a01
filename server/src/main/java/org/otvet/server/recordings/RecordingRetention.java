package org.otvet.server.recordings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.platform.Problem;
import org.otvet.server.projects.Centre;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.RecordingRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Deletes recordings that have outlived their project's time, each night. A project without a time of its own has that of
 * {@code otvet.recording-keep-days}, 0 for ever.
 */
@Component
final class RecordingRetention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RecordingRetention.class);
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 30);
    private static final Duration LEFTOVERS = Duration.ofDays(7);
    private static final int AT_ONCE = 500;

    private final StoredRecordings recordings;
    private final RecordingDeletion deletion;
    private final Projects projects;
    private final int usualDays;
    private final Clock clock = Clock.systemDefaultZone();
    private @Nullable ScheduledExecutorService nightly;

    RecordingRetention(
            StoredRecordings recordings,
            RecordingDeletion deletion,
            Projects projects,
            @Value("${otvet.recording-keep-days:0}") int usualDays) {
        this.recordings = recordings;
        this.deletion = deletion;
        this.projects = projects;
        this.usualDays = usualDays;
    }

    /** Deletes what is older than its project's time at this moment; returns how many. */
    int run(Instant now) {
        recordings.deletedSince(now.minus(LEFTOVERS)).forEach(deletion::removeFile);
        int deleted = 0;
        Centre centre = projects.centre();
        for (UUID project : centre.projects().keySet()) {
            int days = centre.recordingRules().values().stream()
                    .filter(rule -> rule.projectId().equals(project) && rule.scope() == RecordingRule.Scope.PROJECT)
                    .map(RecordingRule::keepDays)
                    .filter(kept -> kept != null)
                    .findFirst()
                    .orElse(usualDays);
            if (days > 0) {
                deleted += delete(project, now.minus(Duration.ofDays(days)));
            }
        }
        if (deleted > 0) {
            log.info("{} recordings have outlived their time and are deleted", deleted);
        }
        return deleted;
    }

    private int delete(UUID project, Instant before) {
        int deleted = 0;
        while (true) {
            List<UUID> found = recordings.outlived(project, before, AT_ONCE);
            int now = 0;
            for (UUID id : found) {
                try {
                    deletion.delete(CurrentPerson.OTVET, id, "retention");
                    now++;
                } catch (Problem held) {
                    log.info("Recording {} stays: {}", id, held.getMessage());
                }
            }
            deleted += now;
            if (now == 0) {
                return deleted;
            }
        }
    }

    private void tonight() {
        try {
            run(clock.instant());
        } catch (RuntimeException e) {
            log.error("Recordings that have outlived their time stay until tomorrow: {}", e.getMessage(), e);
        } finally {
            schedule();
        }
    }

    private synchronized void schedule() {
        if (nightly != null) {
            ZonedDateTime now = clock.instant().atZone(ZoneId.systemDefault());
            ZonedDateTime next = now.with(AT_NIGHT);
            if (!next.isAfter(now)) {
                next = next.plusDays(1);
            }
            nightly.schedule(this::tonight, Duration.between(now, next).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void start() {
        nightly = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("recording-retention").daemon().factory());
        schedule();
    }

    @Override
    public synchronized void stop() {
        if (nightly != null) {
            nightly.shutdownNow();
            nightly = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return nightly != null;
    }
}

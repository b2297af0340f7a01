package org.otvet.server.floor;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.AlarmRaised;

/** An alarm as people see it. */
record Alarm(
        UUID id,
        String code,
        String text,
        String severity,
        Instant at,
        boolean raised,
        @Nullable UUID projectId) {

    static Alarm of(UUID id, AlarmRaised event) {
        return new Alarm(
                id,
                event.code(),
                event.text(),
                event.severity().name().toLowerCase(Locale.ROOT),
                event.at(),
                event.raised(),
                event.projectId());
    }
}

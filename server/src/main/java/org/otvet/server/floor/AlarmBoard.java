package org.otvet.server.floor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.otvet.server.platform.AlarmRaised;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The alarms that stand now, by code and project; the oldest makes room when there are too many. Thread-safe. */
@Component
class AlarmBoard {

    private static final int KEPT = 200;

    private final Map<String, Alarm> standing = new LinkedHashMap<>();
    private final Audience audience;

    AlarmBoard(Audience audience) {
        this.audience = audience;
    }

    @EventListener
    void on(AlarmRaised event) {
        audience.alarm(keep(event));
    }

    private synchronized Alarm keep(AlarmRaised event) {
        String key = event.code() + "/" + event.projectId();
        Alarm before = standing.get(key);
        Alarm alarm = Alarm.of(before == null ? UUID.randomUUID() : before.id(), event);
        if (!event.raised()) {
            standing.remove(key);
        } else {
            if (before == null && standing.size() >= KEPT) {
                standing.remove(standing.keySet().iterator().next());
            }
            standing.put(key, alarm);
        }
        return alarm;
    }

    synchronized List<Alarm> standing() {
        return List.copyOf(standing.values());
    }
}

package org.otvet.server.floor;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.otvet.server.floor.live.LiveFloor;
import org.otvet.server.floor.live.Views;

/**
 * Tells the audience what changed, at most every {@value #EVERY_MS} ms; an agent's page whose queues alone changed, at
 * most once a second. Used by the floor's thread.
 */
final class Publisher {

    static final long EVERY_MS = 40;
    private static final long LAZY_MS = 1_000;

    private final Audience audience;
    private final Set<UUID> lazy = new LinkedHashSet<>();
    private long lastMs;
    private long lastLazyMs;

    Publisher(Audience audience) {
        this.audience = audience;
    }

    long nextDueMs(LiveFloor floor) {
        if (floor.changed()) {
            return lastMs + EVERY_MS;
        }
        return lazy.isEmpty() ? Long.MAX_VALUE : lastLazyMs + LAZY_MS;
    }

    void publish(LiveFloor floor, long nowMs) {
        if (floor.changed() && nowMs - lastMs >= EVERY_MS) {
            lastMs = nowMs;
            Set<UUID> looking = audience.agents();
            for (UUID agent : floor.changedDesks(looking)) {
                lazy.remove(agent);
                show(floor, agent, nowMs);
            }
            lazy.addAll(floor.desksOfChangedQueues(looking));
            Views.Change change = floor.takeChange();
            audience.changed(change);
        }
        if (!lazy.isEmpty() && nowMs - lastLazyMs >= LAZY_MS) {
            lastLazyMs = nowMs;
            Set<UUID> looking = audience.agents();
            for (UUID agent : lazy) {
                if (looking.contains(agent)) {
                    show(floor, agent, nowMs);
                }
            }
            lazy.clear();
        }
    }

    private void show(LiveFloor floor, UUID agent, long nowMs) {
        Views.Desk desk = floor.desk(agent, nowMs);
        if (desk != null) {
            audience.desk(agent, desk);
        }
    }
}

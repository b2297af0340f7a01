package org.otvet.switchboard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.Ladder;
import org.otvet.telephony.LegId;
import org.otvet.telephony.TrunkId;

/** The legs of the exchange, and the signalling of those that ended a moment ago. Safe for several threads. */
final class Legs {

    private static final int MOST_ENDED = 2_000;

    private final Map<LegId, Leg> known = new ConcurrentHashMap<>();
    private final Map<LegId, List<Ladder>> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LegId, List<Ladder>> eldest) {
            return size() > MOST_ENDED;
        }
    };

    @Nullable
    Leg find(LegId id) {
        return known.get(id);
    }

    Collection<Leg> all() {
        return known.values();
    }

    void add(Leg leg) {
        known.put(leg.id, leg);
    }

    void remove(Leg leg, List<Ladder> ladders) {
        if (known.remove(leg.id, leg)) {
            synchronized (ended) {
                ended.put(leg.id, ladders);
            }
        }
    }

    /** What a leg's calls have written down; empty when nothing is known of it any more. */
    List<Ladder> ladders(LegId id) {
        Leg leg = known.get(id);
        if (leg != null) {
            return leg.ladders();
        }
        synchronized (ended) {
            return ended.getOrDefault(id, List.of());
        }
    }

    /** Nobody will ask for an ended leg's signalling any more. */
    void forget(LegId id) {
        synchronized (ended) {
            ended.remove(id);
        }
    }

    /** Whether the trunk may carry one more call; 0 for any number. */
    boolean hasRoom(TrunkId trunk, int maxCalls) {
        return maxCalls <= 0
                || known.values().stream().filter(l -> trunk.equals(l.trunk)).count() < maxCalls;
    }
}

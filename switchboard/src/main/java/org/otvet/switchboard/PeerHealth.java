package org.otvet.switchboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which peers of trunks take calls, by what became of the last ones and by whether they answer when asked. Methods may be
 * called from any thread.
 */
final class PeerHealth {

    /** How long a peer that failed comes after those that did not. */
    private static final Duration AVOIDED = Duration.ofSeconds(30);

    private final Map<SipAddress, Instant> failed = new ConcurrentHashMap<>();
    private final Set<SipAddress> down = ConcurrentHashMap.newKeySet();
    private final Supplier<Instant> now;

    PeerHealth(Supplier<Instant> now) {
        this.now = now;
    }

    /**
     * Peers in their order, those that failed lately behind the rest and those that are down left out. When all are down
     * they stay: a peer that answers no OPTIONS may take a call all the same.
     */
    List<SipAddress> inOrder(List<SipAddress> peers) {
        var good = new ArrayList<SipAddress>();
        var doubtful = new ArrayList<SipAddress>();
        for (var peer : peers) {
            if (!down.contains(peer)) {
                (isAvoided(peer) ? doubtful : good).add(peer);
            }
        }
        good.addAll(doubtful);
        return good.isEmpty() ? peers : good;
    }

    private boolean isAvoided(SipAddress peer) {
        var since = failed.get(peer);
        return since != null && since.plus(AVOIDED).isAfter(now.get());
    }

    /** Says whether a peer answers when it is asked. */
    void down(SipAddress peer, boolean isDown) {
        if (isDown) {
            down.add(peer);
        } else {
            down.remove(peer);
        }
    }

    void failed(SipAddress peer) {
        failed.put(peer, now.get());
    }

    void answered(SipAddress peer) {
        failed.remove(peer);
    }
}

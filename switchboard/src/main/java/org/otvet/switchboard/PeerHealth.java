package org.otvet.switchboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.otvet.telephony.Trunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which peers of trunks take calls, by what became of the last ones. Methods may be called from any thread. */
final class PeerHealth {

    private static final Logger log = LoggerFactory.getLogger(PeerHealth.class);

    /** How long a peer that failed comes after those that did not. */
    private static final Duration AVOIDED = Duration.ofSeconds(30);

    private final Map<SipAddress, Instant> failed = new ConcurrentHashMap<>();
    private final Supplier<Instant> now;

    PeerHealth(Supplier<Instant> now) {
        this.now = now;
    }

    /** The trunk's peers in their order, those that failed lately behind the rest. */
    List<SipAddress> inOrder(Trunk trunk) {
        var good = new ArrayList<SipAddress>();
        var doubtful = new ArrayList<SipAddress>();
        for (var text : trunk.peers()) {
            var peer = SipAddress.parse(text, trunk.transport());
            if (peer == null) {
                log.warn("Trunk {}: the address {} makes no sense; no calls go there", trunk.name(), text);
            } else {
                (isAvoided(peer) ? doubtful : good).add(peer);
            }
        }
        good.addAll(doubtful);
        return good;
    }

    private boolean isAvoided(SipAddress peer) {
        var since = failed.get(peer);
        return since != null && since.plus(AVOIDED).isAfter(now.get());
    }

    void failed(SipAddress peer) {
        failed.put(peer, now.get());
    }

    void answered(SipAddress peer) {
        failed.remove(peer);
    }
}

package org.otvet.switchboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;

/** Asks the peers of trunks whether they are there: OPTIONS again and again. Methods may be called from any thread. */
final class TrunkProbes {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final EmbeddedExchange exchange;
    private final SipEndpoint sip;
    private final PeerNames names;
    private final PeerHealth health;
    private final Map<TrunkId, Watch> watches = new ConcurrentHashMap<>();

    TrunkProbes(EmbeddedExchange exchange, SipEndpoint sip, PeerNames names, PeerHealth health) {
        this.exchange = exchange;
        this.sip = sip;
        this.names = names;
        this.health = health;
    }

    synchronized void follow(IndexedPlan plan) {
        Map<TrunkId, Watch> gone = new HashMap<>(watches);
        List<Watch> fresh = new ArrayList<>();
        for (var trunk : plan.trunks()) {
            var watch = gone.get(trunk.id());
            if (watch != null && watch.trunk.equals(trunk)) {
                gone.remove(trunk.id());
            } else if (trunk.probeSeconds() > 0 && !trunk.peers().isEmpty()) {
                fresh.add(new Watch(trunk));
            }
        }
        gone.forEach((id, watch) -> {
            watches.remove(id);
            watch.end();
        });
        for (var watch : fresh) {
            watches.put(watch.trunk.id(), watch);
            watch.round();
        }
    }

    TrunkState stateOf(TrunkId trunk) {
        var watch = watches.get(trunk);
        return watch == null ? TrunkState.UNKNOWN : watch.state();
    }

    void close() {
        watches.values().forEach(watch -> watch.ended = true);
        watches.clear();
    }

    private final class Watch {

        private final Trunk trunk;
        private final Map<SipAddress, Integer> misses = new HashMap<>();
        private volatile boolean ended;
        private String alarmed = "";

        Watch(Trunk trunk) {
            this.trunk = trunk;
        }

        void round() {
            if (ended || exchange.isClosing()) {
                return;
            }
            names.whenKnown(trunk.peers(), trunk.transport(), this::ask);
            exchange.later(trunk.probeSeconds(), TimeUnit.SECONDS, this::round);
        }

        private void ask() {
            for (var text : trunk.peers()) {
                for (var peer : names.servers(text, trunk.transport())) {
                    var where = new Destination.Address(
                            "",
                            peer.host(),
                            peer.port(),
                            peer.transport(),
                            peer.sips(),
                            trunk.security().certificate());
                    sip.probe(where, PATIENCE, good -> answered(peer, good));
                }
            }
        }

        private synchronized void answered(SipAddress peer, boolean good) {
            if (ended) {
                return;
            }
            int missed = good ? 0 : misses.getOrDefault(peer, 0) + 1;
            misses.put(peer, missed);
            health.down(peer, missed >= trunk.probeMisses());
            tell();
        }

        /** An alarm for as long as any address does not answer, anew when it is another one. */
        private void tell() {
            var down = misses.entrySet().stream()
                    .filter(entry -> entry.getValue() >= trunk.probeMisses())
                    .map(entry -> entry.getKey().host() + ":" + entry.getKey().port())
                    .collect(Collectors.toCollection(TreeSet::new));
            var now = String.join(", ", down);
            if (now.equals(alarmed)) {
                return;
            }
            alarmed = now;
            exchange.report(new ExchangeEvent.Alarm(
                    exchange.now(),
                    "trunk-down-" + trunk.id().value(),
                    now.isEmpty()
                            ? "Trunk " + trunk.name() + " answers again"
                            : "Trunk " + trunk.name() + " does not answer at " + now,
                    !now.isEmpty()));
        }

        synchronized TrunkState state() {
            if (misses.isEmpty()) {
                return TrunkState.UNKNOWN;
            }
            return misses.values().stream().allMatch(one -> one >= trunk.probeMisses())
                    ? TrunkState.DOWN
                    : misses.containsValue(0) ? TrunkState.UP : TrunkState.UNKNOWN;
        }

        synchronized void end() {
            ended = true;
            misses.keySet().forEach(peer -> health.down(peer, false));
            misses.clear();
            tell();
        }
    }
}

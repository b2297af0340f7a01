package org.otvet.switchboard;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.names.ServerLocation;
import org.otvet.switchboard.names.ServerRecords;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;

/**
 * The lines to carriers: where their servers are, whether they are there, and whether we are registered. Methods may be
 * called from any thread.
 */
final class TrunkLines {

    private final TrunkRegistrations registrations;
    private final TrunkProbes probes;
    private final PeerHealth health;
    private final PeerNames names;

    TrunkLines(EmbeddedExchange exchange, SipEndpoint sip, ServerRecords records) {
        this.names = new PeerNames(
                new ServerLocation(records, () -> ThreadLocalRandom.current().nextLong()), exchange::now);
        this.health = new PeerHealth(exchange::now);
        this.registrations = new TrunkRegistrations(exchange, sip, names);
        this.probes = new TrunkProbes(exchange, sip, names, health);
    }

    /** Does what a new plan wants. */
    void follow(IndexedPlan plan) {
        registrations.follow(plan);
        probes.follow(plan);
    }

    /** Runs when it is known where this trunk's servers are, as far as it can be. */
    void whenKnown(Trunk trunk, Runnable then) {
        names.whenKnown(trunk.peers(), trunk.transport(), then);
    }

    /** Where a call over the trunk goes, in this order; ask after {@link #whenKnown}. */
    List<SipAddress> route(Trunk trunk) {
        return health.inOrder(trunk.peers().stream()
                .flatMap(text -> names.servers(text, trunk.transport()).stream())
                .distinct()
                .toList());
    }

    PeerHealth health() {
        return health;
    }

    /** The trunk whose registrar is there. */
    @Nullable
    Trunk trunkAt(InetAddress source) {
        return registrations.trunkAt(source);
    }

    @Nullable
    DigestAnswers accountOf(TrunkId trunk) {
        return registrations.accountOf(trunk);
    }

    TrunkState stateOf(TrunkId trunk) {
        var registered = registrations.stateOf(trunk);
        var there = probes.stateOf(trunk);
        if (registered == TrunkState.DOWN || there == TrunkState.DOWN) {
            return TrunkState.DOWN;
        }
        return registered == TrunkState.UP || there == TrunkState.UP ? TrunkState.UP : TrunkState.UNKNOWN;
    }

    void close() {
        probes.close();
        registrations.close();
    }
}

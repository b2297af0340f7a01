package org.otvet.switchboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.CallEnd;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.OutgoingInvite;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;

/**
 * A call to a number outside: goes to the first peer of the first trunk, and on to the next peer, then the next trunk,
 * when one is silent, cannot be connected to or answers 408 or 5xx before it rang. An answer of the callee (other 4xx,
 * 6xx) stands. Runs under the monitor of its leg.
 */
final class TrunkCall {

    /** Timer B of a peer that has a stand-in; a caller would hang up long before the RFC's 32 s. */
    private static final Duration PATIENCE_BEFORE_NEXT = Duration.ofSeconds(4);

    private static final Duration PATIENCE_WITH_LAST = Duration.ofSeconds(10);

    private final EmbeddedExchange exchange;
    private final SipEndpoint sip;
    private final TrunkLines lines;
    private final Leg leg;
    private final Dial dial;
    private final String offer;
    private final Deque<DialTarget.Way> ways;
    private final Deque<SipAddress> peers = new ArrayDeque<>();
    private final Instant deadline;
    private DialTarget.Way way;
    private @Nullable SipAddress current;
    private int status;
    private HangUpCause hindrance = HangUpCause.UNREACHABLE;
    private String hindranceText = "the trunk takes no calls";

    TrunkCall(
            EmbeddedExchange exchange,
            SipEndpoint sip,
            TrunkLines lines,
            Leg leg,
            Dial dial,
            DialTarget.Number target,
            String offer) {
        this.exchange = exchange;
        this.sip = sip;
        this.lines = lines;
        this.leg = leg;
        this.dial = dial;
        this.offer = offer;
        this.ways = new ArrayDeque<>(target.ways());
        // a trunk that does not answer when it is asked is tried when nothing else is left
        var down = this.ways.stream()
                .filter(w -> lines.stateOf(w.trunk()) == TrunkState.DOWN)
                .toList();
        this.ways.removeAll(down);
        this.ways.addAll(down);
        this.way = target.ways().getFirst();
        this.deadline = exchange.now().plus(dial.ringTime());
    }

    void begin() {
        leg.divertedBy(this::divert);
        if (!next()) {
            leg.end(hindrance, EndedBy.OTVET, 0, hindranceText);
        }
    }

    private boolean divert(CallEnd end) {
        var peer = current;
        if (peer == null) {
            return false;
        }
        if (!isOfPeer(end)) {
            lines.health().answered(peer);
            return false;
        }
        lines.health().failed(peer);
        status = end.status();
        return exchange.now().isBefore(deadline) && !exchange.isClosing() && next();
    }

    private static boolean isOfPeer(CallEnd end) {
        return end.kind() == CallEnd.Kind.UNREACHABLE
                || end.kind() == CallEnd.Kind.REFUSED
                        && (end.status() == 408 || end.status() >= 500 && end.status() < 600);
    }

    private String certificateOf(TrunkId id) {
        var trunk = exchange.plan().trunk(id);
        return trunk == null ? "" : trunk.security().certificate();
    }

    private boolean next() {
        while (peers.isEmpty()) {
            var further = ways.poll();
            if (further == null) {
                return false;
            }
            open(further);
        }
        var peer = peers.remove();
        current = peer;
        var name = dial.callerName();
        var caller = way.callerNumber() == null ? dial.callerNumber() : way.callerNumber();
        var order = new OutgoingInvite(
                new Destination.Address(
                        way.number(),
                        peer.host(),
                        peer.port(),
                        peer.transport(),
                        peer.sips(),
                        certificateOf(way.trunk())),
                caller,
                name == null ? "" : name,
                offer,
                way.asserted() ? Map.of("P-Asserted-Identity", identity(caller)) : Map.of(),
                Duration.between(exchange.now(), deadline),
                peers.isEmpty() && ways.isEmpty() ? PATIENCE_WITH_LAST : PATIENCE_BEFORE_NEXT,
                lines.accountOf(way.trunk()));
        leg.place(() -> sip.invite(order, leg));
        return true;
    }

    private void open(DialTarget.Way further) {
        var trunk = exchange.plan().trunk(further.trunk());
        var route = trunk == null ? null : lines.route(trunk);
        if (trunk == null || route == null || route.isEmpty()) {
            return;
        }
        if (!exchange.known().hasRoom(trunk.id(), trunk.maxCalls())) {
            hindrance = HangUpCause.CONGESTION;
            hindranceText = "all lines of the trunk are in use";
            return;
        }
        way = further;
        peers.addAll(route);
        leg.routedOver(trunk.id(), further.number(), status);
    }

    private String identity(String caller) {
        var host = sip.address().getAddress().getHostAddress();
        return "<sip:" + caller.replaceAll("[^+0-9A-Za-z*#._-]", "") + "@"
                + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ">";
    }
}

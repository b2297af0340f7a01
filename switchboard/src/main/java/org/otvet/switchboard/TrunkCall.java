package org.otvet.switchboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.CallEnd;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.OutgoingInvite;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.telephony.Dial;

/**
 * A call over a trunk: goes to the first peer, and to the next one when a peer is silent, cannot be connected to or
 * answers 5xx before it rang. An answer of the callee (4xx, 6xx) stands. Runs under the monitor of its leg.
 */
final class TrunkCall {

    /** Timer B of a peer that has a stand-in; a caller would hang up long before the RFC's 32 s. */
    private static final Duration PATIENCE_BEFORE_NEXT = Duration.ofSeconds(4);

    private static final Duration PATIENCE_WITH_LAST = Duration.ofSeconds(10);

    private final EmbeddedExchange exchange;
    private final SipEndpoint sip;
    private final PeerHealth health;
    private final Leg leg;
    private final Dial dial;
    private final String number;
    private final String offer;
    private final Deque<SipAddress> left;
    private final @Nullable DigestAnswers account;
    private final Instant deadline;
    private @Nullable SipAddress current;

    TrunkCall(
            EmbeddedExchange exchange,
            SipEndpoint sip,
            PeerHealth health,
            Leg leg,
            Dial dial,
            String number,
            String offer,
            List<SipAddress> route,
            @Nullable DigestAnswers account) {
        this.exchange = exchange;
        this.sip = sip;
        this.health = health;
        this.leg = leg;
        this.dial = dial;
        this.number = number;
        this.offer = offer;
        this.account = account;
        this.left = new ArrayDeque<>(route);
        this.deadline = exchange.now().plus(dial.ringTime());
    }

    void begin() {
        leg.divertedBy(this::divert);
        next();
    }

    private boolean divert(CallEnd end) {
        var peer = current;
        if (peer == null) {
            return false;
        }
        if (!isOfPeer(end)) {
            health.answered(peer);
            return false;
        }
        health.failed(peer);
        return exchange.now().isBefore(deadline) && !exchange.isClosing() && next();
    }

    private static boolean isOfPeer(CallEnd end) {
        return end.kind() == CallEnd.Kind.UNREACHABLE
                || end.kind() == CallEnd.Kind.REFUSED && end.status() >= 500 && end.status() < 600;
    }

    private boolean next() {
        var peer = left.poll();
        if (peer == null) {
            return false;
        }
        current = peer;
        var name = dial.callerName();
        var order = new OutgoingInvite(
                new Destination.Address(number, peer.host(), peer.port(), peer.transport()),
                dial.callerNumber(),
                name == null ? "" : name,
                offer,
                Map.of(),
                Duration.between(exchange.now(), deadline),
                left.isEmpty() ? PATIENCE_WITH_LAST : PATIENCE_BEFORE_NEXT,
                account);
        leg.place(() -> sip.invite(order, leg));
        return true;
    }
}

package org.otvet.switchboard;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.OutgoingRegistration;
import org.otvet.switchboard.sip.RegistrationListener;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.switchboard.sip.SipRegistration;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;

/** Keeps the trunks with an account registered. Methods may be called from any thread. */
final class TrunkRegistrations {

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(1);

    private final EmbeddedExchange exchange;
    private final SipEndpoint sip;
    private final PeerNames names;
    private final Map<TrunkId, Line> lines = new ConcurrentHashMap<>();

    TrunkRegistrations(EmbeddedExchange exchange, SipEndpoint sip, PeerNames names) {
        this.exchange = exchange;
        this.sip = sip;
        this.names = names;
    }

    /** Registers what is new, takes back what is gone, both for what changed. */
    synchronized void follow(IndexedPlan plan) {
        Map<TrunkId, Line> gone = new HashMap<>(lines);
        for (var trunk : plan.trunks()) {
            var line = gone.get(trunk.id());
            if (line != null && line.trunk.equals(trunk)) {
                gone.remove(trunk.id());
            }
        }
        gone.keySet().forEach(lines::remove);
        for (var trunk : plan.trunks()) {
            var account = trunk.account();
            var makesSense = account != null && SipAddress.parse(account.registrar(), trunk.transport()) != null;
            if (account != null && makesSense && !lines.containsKey(trunk.id())) {
                var line = new Line(trunk, new DigestAnswers(account.username(), account.password()));
                lines.put(trunk.id(), line);
                Runnable start = () -> names.whenKnown(
                        List.of(account.registrar()),
                        trunk.transport(),
                        () -> line.begin(
                                names.servers(account.registrar(), trunk.transport())
                                        .getFirst(),
                                account.expirySeconds()));
                var before = gone.remove(trunk.id());
                if (before == null) {
                    start.run();
                } else {
                    // Both have the same Contact: taken back later, the old one would take the new one along.
                    before.end(start);
                }
            }
        }
        gone.values().forEach(line -> line.end(() -> {}));
    }

    /** The trunk whose registrar is there. */
    @Nullable
    Trunk trunkAt(InetAddress source) {
        for (var line : lines.values()) {
            if (source.equals(line.registrar)) {
                return line.trunk;
            }
        }
        return null;
    }

    @Nullable
    DigestAnswers accountOf(TrunkId trunk) {
        var line = lines.get(trunk);
        return line == null ? null : line.account;
    }

    TrunkState stateOf(TrunkId trunk) {
        var line = lines.get(trunk);
        return line == null ? TrunkState.UNKNOWN : line.state;
    }

    /** Takes every registration back, as far as that is answered in a second. */
    synchronized void close() {
        var open = new CountDownLatch(lines.size());
        lines.values().forEach(line -> line.end(open::countDown));
        lines.clear();
        try {
            var answered = open.await(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS);
            if (!answered) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Line implements RegistrationListener {

        private final Trunk trunk;
        private final DigestAnswers account;
        private boolean ended;
        private @Nullable SipRegistration registration;
        private volatile @Nullable InetAddress registrar;
        private volatile TrunkState state = TrunkState.UNKNOWN;

        Line(Trunk trunk, DigestAnswers account) {
            this.trunk = trunk;
            this.account = account;
        }

        synchronized void begin(SipAddress at, int seconds) {
            if (ended) {
                return;
            }
            registration = sip.register(
                    new OutgoingRegistration(
                            at.host(),
                            at.port(),
                            at.transport(),
                            seconds,
                            account,
                            at.sips(),
                            trunk.security().certificate()),
                    this);
        }

        synchronized void end(Runnable done) {
            ended = true;
            var open = registration;
            if (state == TrunkState.DOWN) {
                alarm("", false);
            }
            if (open == null) {
                done.run();
            } else {
                open.end(done);
            }
        }

        @Override
        public void onRegistered(InetAddress at, int seconds) {
            var before = state;
            registrar = at;
            state = TrunkState.UP;
            if (before == TrunkState.DOWN) {
                alarm("Trunk " + trunk.name() + " is registered again", false);
            }
        }

        @Override
        public void onFailed(int status, String phrase) {
            state = TrunkState.DOWN;
            alarm("Trunk " + trunk.name() + " is not registered: " + (status == 0 ? "" : status + " ") + phrase, true);
        }

        private void alarm(String text, boolean raised) {
            exchange.report(new ExchangeEvent.Alarm(
                    exchange.now(), "trunk-" + trunk.id().value(), text, raised));
        }
    }
}

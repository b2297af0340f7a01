package org.otvet.switchboard.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.dialog.Agent;
import org.otvet.switchboard.sip.transaction.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches listeners and loops: OPTIONS to ourselves over each transport, and a restart of what does not answer. */
final class Health {

    private static final Logger log = LoggerFactory.getLogger(Health.class);
    private static final long PATIENCE_MILLIS = 4_000;
    private static final long LOOP_STALL_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Opens one transport's listener anew. */
    interface Restart {
        void run() throws IOException;
    }

    private final List<SipLoop> loops;
    private final Agent prober;
    private final SipLoop proberLoop;
    private final Map<Transport, Restart> restarts = new EnumMap<>(Transport.class);
    private final Map<Transport, Consumer<Peer>> preparations = new EnumMap<>(Transport.class);
    private final Map<Transport, Peer> listeners = new EnumMap<>(Transport.class);
    private final BiConsumer<Transport, Boolean> listener;
    private final Map<Transport, Boolean> good = new EnumMap<>(Transport.class);
    private volatile boolean allGood = true;

    Health(List<SipLoop> loops, Agent prober, BiConsumer<Transport, Boolean> listener) {
        this.loops = List.copyOf(loops);
        this.proberLoop = loops.getFirst();
        this.prober = prober;
        this.listener = listener;
    }

    /**
     * @param bound where it listens
     * @param before runs ahead of each probe, on the housekeeping thread, with whom is asked
     */
    void watch(Transport transport, InetSocketAddress bound, Consumer<Peer> before, Restart restart) {
        InetAddress host =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        TlsTrust trust = transport.isSecret() ? TlsTrust.OURSELVES : null;
        listeners.put(transport, new Peer(transport, new InetSocketAddress(host, bound.getPort()), null, "", trust));
        preparations.put(transport, before);
        restarts.put(transport, restart);
        good.put(transport, true);
    }

    /** One round; on the housekeeping thread. */
    void check() {
        for (Map.Entry<Transport, Peer> watched : listeners.entrySet()) {
            Transport transport = watched.getKey();
            Peer ourselves = watched.getValue();
            preparations.getOrDefault(transport, peer -> {}).accept(ourselves);
            Consumer<Boolean> answer = answered -> answered(transport, answered);
            proberLoop.execute(() -> prober.probe(ourselves, PATIENCE_MILLIS, answer));
        }
    }

    private void answered(Transport transport, boolean answered) {
        Boolean before = good.put(transport, answered);
        allGood = !good.containsValue(false);
        if (!Boolean.valueOf(answered).equals(before)) {
            listener.accept(transport, answered);
        }
        Restart restart = restarts.get(transport);
        if (!answered && restart != null) {
            log.error("The SIP listener {} does not answer; opening it anew", transport);
            try {
                restart.run();
            } catch (IOException e) {
                log.error("SIP listener {} could not be opened: {}", transport, e.toString());
            }
        }
    }

    boolean isGood() {
        boolean alive = true;
        for (SipLoop loop : loops) {
            alive &= loop.isAlive(LOOP_STALL_NANOS);
        }
        return alive && allGood;
    }
}

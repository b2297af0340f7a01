package org.otvet.switchboard.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.guard.FloodGuard;
import org.otvet.switchboard.guard.GuardCounters;
import org.otvet.switchboard.registrar.Authenticator;
import org.otvet.switchboard.registrar.PhoneDirectory;
import org.otvet.switchboard.registrar.Registrar;
import org.otvet.switchboard.registrar.RegistrarListener;
import org.otvet.switchboard.registrar.Registrations;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.OutgoingInvite;
import org.otvet.switchboard.sip.OutgoingRegistration;
import org.otvet.switchboard.sip.RegistrationListener;
import org.otvet.switchboard.sip.SipApplication;
import org.otvet.switchboard.sip.SipCall;
import org.otvet.switchboard.sip.SipCallListener;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.switchboard.sip.SipRegistration;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.WebSocketLink;
import org.otvet.switchboard.sip.WebSocketSink;
import org.otvet.switchboard.sip.dialog.Agent;
import org.otvet.switchboard.sip.dialog.AgentSettings;
import org.otvet.switchboard.sip.dialog.LocalNames;
import org.otvet.switchboard.sip.dialog.Reception;
import org.otvet.switchboard.sip.dialog.Tokens;
import org.otvet.switchboard.sip.message.CallIdScan;
import org.otvet.switchboard.sip.transaction.Flows;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link SipEndpoint} on real sockets. */
public final class SipStack implements SipEndpoint, UdpPort.Inbox, Links {

    private static final Logger log = LoggerFactory.getLogger(SipStack.class);
    private static final Executor LOOK_UPS =
            task -> Thread.ofVirtual().name("sip-names").start(task);
    private static final long HEALTH_SECONDS = 10;
    private static final long CLOSE_MILLIS = 2_000;
    private static final int MOST_DOUBTED = 1_000;

    private final SipSettings settings;
    private final SipApplication application;
    private final List<SipLoop> loops = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final Tokens callIds = new Tokens(new SecureRandom());
    private final AtomicLong connectionIds = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Flows flows = new Flows();
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();
    private final FloodGuard guard;
    private final Authenticator authenticator;
    private final Registrar registrar;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sip-housekeeping").daemon().factory());
    private final Ports ports;
    private @Nullable Health health;
    private @Nullable InetSocketAddress address;
    private long turnedAway;
    private boolean flooded;

    public SipStack(
            SipSettings settings, SipApplication application, PhoneDirectory directory, RegistrarListener listener) {
        this.settings = settings;
        this.application = application;
        SipSettings.Guarding limits = settings.guarding();
        this.guard = new FloodGuard(
                limits.requestsPerSecond(),
                limits.burst(),
                limits.overallPerSecond(),
                limits.maxSources(),
                application::isKnownAddress);
        this.authenticator = new Authenticator(settings.realm(), directory, new SecureRandom());
        this.registrar = new Registrar(settings.registrations(), listener);
        this.ports = new Ports(settings, this, flows);
    }

    @Override
    public void start() throws IOException {
        for (int i = 0; i < settings.loops(); i++) {
            loops.add(new SipLoop("sip-" + i));
        }
        InetSocketAddress bound = ports.open(loops.getFirst());
        address = bound;
        Reception reception =
                new Reception(application, authenticator, registrar, flows, LOOK_UPS, System::currentTimeMillis);
        LocalNames names = new LocalNames(advertisedHost(), bound.getPort(), tlsPort(bound));
        for (int i = 0; i < loops.size(); i++) {
            agents.add(agent(i, reception, names));
        }
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).start(agents.get(i));
        }
        watch(bound);
    }

    private Agent agent(int index, Reception reception, LocalNames names) {
        SipLoop loop = loops.get(index);
        AgentSettings agentSettings = AgentSettings.of(
                names,
                settings.userAgent(),
                settings.t1().toMillis(),
                settings.sessionExpires().toSeconds(),
                settings.minSessionExpires().toSeconds(),
                Math.max(1, settings.maxCalls() / settings.loops()),
                callId -> loopOf(CallIdScan.hash(callId)) == index);
        Wire wire = (peer, message, failure) -> ports.send(loop, peer, message, failure);
        return new Agent(
                agentSettings, application, reception, wire, loop, new Tokens(new SecureRandom()), SipLoop.now());
    }

    private void watch(InetSocketAddress bound) {
        Health watching = new Health(loops, agents.getFirst(), application::onTransportHealth);
        ports.watch(watching, loops.getFirst(), bound);
        health = watching;
        housekeeping.scheduleWithFixedDelay(this::houseKeeping, 1, 1, TimeUnit.SECONDS);
        housekeeping.scheduleWithFixedDelay(watching::check, HEALTH_SECONDS, HEALTH_SECONDS, TimeUnit.SECONDS);
    }

    private void houseKeeping() {
        try {
            registrar.sweep(System.currentTimeMillis());
            Set<Long> registered = registered();
            ports.sweep(SipLoop.now(), connection -> idleMillis(connection, registered));
            reportFlood();
        } catch (RuntimeException e) {
            log.error("SIP housekeeping failed; it goes on", e);
        }
    }

    /** How long a connection may be idle: those that we made carry calls whose next word may be the refresh of a session. */
    private long idleMillis(TcpConnection connection, Set<Long> registered) {
        InetAddress far = connection.remote().getAddress();
        if (registered.contains(connection.id()) || application.isKnownAddress(far)) {
            return Long.MAX_VALUE;
        }
        long usual = settings.streams().idle().toMillis();
        return connection.isOurs() ? usual + settings.sessionExpires().toMillis() : usual;
    }

    private void reportFlood() {
        GuardCounters counters = guardCounters();
        long now = counters.dropped() + counters.refused();
        boolean raised = now - turnedAway > 10;
        if (raised != flooded) {
            flooded = raised;
            application.onFlood(raised ? "Too many SIP requests are being turned away" : "", raised);
        }
        turnedAway = now;
    }

    private String advertisedHost() throws IOException {
        if (!settings.advertisedHost().isEmpty()) {
            return settings.advertisedHost();
        }
        InetAddress listen = settings.listen();
        return (listen.isAnyLocalAddress() ? InetAddress.getLocalHost() : listen).getHostAddress();
    }

    private int loopOf(int hash) {
        return loops.size() == 1 ? 0 : Math.floorMod(hash, loops.size());
    }

    @Override
    public void received(byte[] message, Peer from) {
        FloodGuard.Verdict verdict = verdict(message, from);
        if (verdict != FloodGuard.Verdict.DROP) {
            loops.get(loopOf(loops.size() == 1 ? 0 : CallIdScan.hash(message)))
                    .deliver(message, from, verdict == FloodGuard.Verdict.REFUSE);
        }
    }

    private FloodGuard.Verdict verdict(byte[] message, Peer from) {
        InetSocketAddress own = address;
        InetSocketAddress remote = from.remote();
        if (own == null || remote.getAddress() == null || remote.equals(own)) {
            return FloodGuard.Verdict.ADMIT;
        }
        return guard.judge(remote.getAddress(), FirstWord.isInitial(message), System.nanoTime());
    }

    @Override
    public SipCall invite(OutgoingInvite invite, SipCallListener listener) {
        String callId;
        synchronized (callIds) {
            callId = callIds.callId();
        }
        return agents.get(loopOf(CallIdScan.hash(callId))).invite(invite, listener, callId);
    }

    @Override
    public SipRegistration register(OutgoingRegistration order, RegistrationListener registrationListener) {
        return agents.getFirst().register(order, registrationListener);
    }

    @Override
    public void probe(Destination.Address where, Duration patience, Consumer<Boolean> answered) {
        loops.getFirst().execute(() -> agents.getFirst().probe(where, patience.toMillis(), answered));
    }

    @Override
    public WebSocketLink open(InetSocketAddress remote, Set<String> usernames, WebSocketSink sink) {
        return new BrowserLink(
                this, nextId(), remote, usernames, sink, settings.streams().maxMessageBytes());
    }

    @Override
    public Registrations registrations() {
        return registrar;
    }

    @Override
    public GuardCounters guardCounters() {
        return guard.counters(authenticator.lockedOut());
    }

    @Override
    public InetSocketAddress address() {
        InetSocketAddress bound = address;
        if (bound == null) {
            throw new IllegalStateException("The SIP endpoint is not started");
        }
        return bound;
    }

    @Override
    public @Nullable InetSocketAddress tlsAddress() {
        return ports.tlsAddress();
    }

    private int tlsPort(InetSocketAddress otherwise) {
        InetSocketAddress secured = ports.tlsAddress();
        return (secured == null ? otherwise : secured).getPort();
    }

    @Override
    public int calls() {
        int calls = 0;
        for (Agent agent : agents) {
            calls += agent.calls();
        }
        return calls;
    }

    @Override
    public boolean healthy() {
        Health watching = health;
        return watching != null && !closed.get() && watching.isGood();
    }

    @Override
    public long nextId() {
        return connectionIds.incrementAndGet();
    }

    @Override
    public UdpPort.Inbox inbox() {
        return this;
    }

    @Override
    public void later(long millis, Runnable task) {
        try {
            housekeeping.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    @Override
    public boolean mayShakeHands(InetAddress source) {
        return guard.judge(source, true, System.nanoTime()) == FloodGuard.Verdict.ADMIT;
    }

    @Override
    public Set<Long> registered() {
        return registrar.connections();
    }

    @Override
    public void farEnd(TlsTrust trust, String problem) {
        boolean bad = !problem.isEmpty();
        if (bad && doubted.size() < MOST_DOUBTED) {
            doubted.add(trust.host());
        }
        if (bad || doubted.remove(trust.host())) {
            application.onFarEnd(trust.host(), problem);
        }
    }

    @Override
    public void closed(long connection) {
        registrar.connectionClosed(connection, System.currentTimeMillis());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (int i = 0; i < agents.size(); i++) {
            loops.get(i).execute(agents.get(i)::shutDown);
        }
        long deadline = SipLoop.now() + CLOSE_MILLIS;
        while (SipLoop.now() < deadline && (calls() > 0 || !hasSettled())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        housekeeping.shutdownNow();
        loops.forEach(SipLoop::stop);
        ports.close();
    }

    private boolean hasSettled() {
        boolean settled = true;
        for (Agent agent : agents) {
            settled &= agent.isShutDown();
        }
        return settled;
    }
}

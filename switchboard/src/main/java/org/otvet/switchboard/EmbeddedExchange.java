package org.otvet.switchboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.guard.GuardCounters;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaSettings;
import org.otvet.switchboard.names.JndiRecords;
import org.otvet.switchboard.names.ServerRecords;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.sip.SipEndpoint;
import org.otvet.switchboard.sip.WebSocketLink;
import org.otvet.switchboard.sip.WebSocketSink;
import org.otvet.switchboard.sip.transport.SipStack;
import org.otvet.telephony.Dial;
import org.otvet.telephony.Exchange;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangeListener;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.ExchangeStartException;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LegSnapshot;
import org.otvet.telephony.Mix;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneCredentials;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Playback;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;
import org.otvet.telephony.SignalledMessage;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;
import org.otvet.telephony.TrunkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange inside the program: own SIP, own media. See {@link Exchange} for what its commands mean. */
public final class EmbeddedExchange implements Exchange {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedExchange.class);
    private static final String REALM = "otvet";

    private final Clock clock;
    private final SipEndpoint sip;
    private final MediaEngine media;
    private final Dialler dialler;
    private final TrunkLines lines;
    private final BrowserCredentials credentials;
    private final Legs legs = new Legs();
    private final Mixes mixes;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("exchange-background").factory());
    private volatile IndexedPlan plan = new IndexedPlan(ExchangePlan.EMPTY);
    private volatile ExchangeListener listener = event -> {};
    private volatile boolean started;
    private volatile boolean closing;

    public EmbeddedExchange(ExchangeSettings settings, Clock clock) {
        this(settings, clock, new JndiRecords());
    }

    EmbeddedExchange(ExchangeSettings settings, Clock clock, ServerRecords records) {
        this.clock = clock;
        this.credentials = new BrowserCredentials(REALM, clock);
        var phones = new PlannedPhones(this, credentials);
        this.media = new MediaEngine(MediaSettings.of(settings.listen(), settings.rtpFirst(), settings.rtpLast()));
        this.sip = new SipStack(settings.sip(), new Reception(this, media), phones, phones);
        this.mixes = new Mixes(media, legs::find);
        this.lines = new TrunkLines(this, sip, records);
        this.dialler = new Dialler(this, sip, media, lines);
    }

    @Override
    public void start(ExchangeListener eventListener) {
        listener = eventListener;
        try {
            media.start();
            sip.start();
        } catch (IOException e) {
            media.close();
            throw new ExchangeStartException(String.valueOf(e.getMessage()), e);
        }
        started = true;
        announceFixed(new IndexedPlan(ExchangePlan.EMPTY), plan);
        lines.follow(plan);
        log.info("SIP on {}{}", sip.address(), sip.tlsAddress() == null ? "" : ", over TLS on " + sip.tlsAddress());
    }

    /** Where SIP is listened for; the port is the real one when 0 was asked for. */
    public InetSocketAddress sipAddress() {
        return sip.address();
    }

    /** Where SIP over TLS is listened for, null where it is not. */
    public @Nullable InetSocketAddress sipTlsAddress() {
        return sip.tlsAddress();
    }

    /** A browser's WebSocket; {@code usernames} are the phones its signed-in person may register. */
    public WebSocketLink open(InetSocketAddress remote, Set<String> usernames, WebSocketSink sink) {
        return sip.open(remote, usernames, sink);
    }

    @Override
    public synchronized void configure(ExchangePlan next) {
        var before = plan;
        plan = new IndexedPlan(next);
        for (var phone : before.phones()) {
            var now = plan.phone(phone.id());
            if (now == null || !now.username().equals(phone.username()) || now.kind() != phone.kind()) {
                credentials.revoke(phone.username());
                sip.registrations().remove(phone.username(), "the phone was changed");
            }
        }
        if (started) {
            announceFixed(before, plan);
            lines.follow(plan);
        }
    }

    private void announceFixed(IndexedPlan before, IndexedPlan after) {
        for (var phone : after.phones()) {
            if (phone.kind() == PhoneAccount.Kind.FIXED && !phone.equals(before.phone(phone.id()))) {
                report(new ExchangeEvent.PhoneReachable(now(), phone.id(), "", phone.address()));
            }
        }
        for (var phone : before.phones()) {
            if (phone.kind() == PhoneAccount.Kind.FIXED && after.phone(phone.id()) == null) {
                report(new ExchangeEvent.PhoneUnreachable(now(), phone.id(), "removed"));
            }
        }
    }

    @Override
    public void ring(LegId leg) {
        with(leg, Leg::ring);
    }

    @Override
    public void answer(LegId leg) {
        with(leg, Leg::answer);
    }

    @Override
    public void hangUp(LegId leg, HangUpCause cause) {
        with(leg, l -> l.hangUp(cause));
    }

    @Override
    public void dial(Dial dial) {
        dialler.dial(dial);
    }

    @Override
    public void play(LegId id, Playback playback) {
        var leg = legs.find(id);
        if (leg == null) {
            return;
        }
        long order = leg.nextPlaybackOrder();
        // Reading a sound for the first time waits for the disk.
        later(0, TimeUnit.MILLISECONDS, () -> {
            try {
                leg.play(order, playback.id(), media.sounds().prepare(playback.sounds()), playback.loop());
            } catch (IOException e) {
                log.warn("Cannot play: {}", e.getMessage());
                leg.cannotPlay(playback.id(), String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void stopPlaying(LegId leg) {
        with(leg, Leg::stopPlaying);
    }

    @Override
    public void connect(LegId a, LegId b) {
        var one = legs.find(a);
        var other = legs.find(b);
        var first = one == null ? null : one.mediaForConnection();
        var second = other == null ? null : other.mediaForConnection();
        if (first != null && second != null && first != second) {
            first.connect(second);
        }
    }

    @Override
    public void mix(Mix mix) {
        mixes.apply(mix);
    }

    @Override
    public void disconnect(LegId leg) {
        with(leg, Leg::disconnect);
    }

    @Override
    public void mute(LegId leg, boolean muted) {
        with(leg, l -> l.mute(muted));
    }

    @Override
    public void sendDigits(LegId leg, String digits) {
        with(leg, l -> l.sendDigits(digits));
    }

    @Override
    public void record(RecordingOrder order) {
        CallRecordings.begin(this, media, order, legs.find(order.left()), legs.find(order.right()));
    }

    @Override
    public void stopRecording(RecordingId recording) {
        media.stopRecording(recording);
    }

    @Override
    public void pauseRecording(RecordingId recording, boolean paused) {
        media.pauseRecording(recording, paused);
    }

    @Override
    public PhoneCredentials mintCredentials(PhoneId id, Duration validity) {
        var phone = plan.phone(id);
        if (phone == null || phone.kind() != PhoneAccount.Kind.BROWSER) {
            throw new IllegalArgumentException("'" + id + "' is no browser phone of this exchange");
        }
        return credentials.mint(phone, validity);
    }

    @Override
    public void revokeCredentials(PhoneId id) {
        var phone = plan.phone(id);
        if (phone != null && phone.kind() == PhoneAccount.Kind.BROWSER) {
            credentials.revoke(phone.username());
            sip.registrations().remove(phone.username(), "signed out");
        }
    }

    @Override
    public TrunkState trunkState(TrunkId trunk) {
        return lines.stateOf(trunk);
    }

    @Override
    public boolean isReachable(PhoneId id) {
        var phone = plan.phone(id);
        return phone != null
                && (phone.kind() == PhoneAccount.Kind.FIXED
                        || !sip.registrations().bindings(phone.username()).isEmpty());
    }

    /** What the guard let in and turned away so far; zeros before the start. */
    public GuardCounters guardCounters() {
        return sip.guardCounters();
    }

    @Override
    public List<LegSnapshot> legs() {
        return legs.all().stream().map(Leg::snapshot).toList();
    }

    @Override
    public List<SignalledMessage> signalling(LegId leg) {
        return legs.ladders(leg).stream()
                .flatMap(ladder -> ladder.messages().stream())
                .toList();
    }

    @Override
    public boolean isHealthy() {
        return started && !closing && sip.healthy() && media.isHealthy();
    }

    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        if (started) {
            legs.all().forEach(leg -> leg.hangUp(HangUpCause.SHUTDOWN));
            lines.close();
            sip.close();
            media.close();
        }
        background.shutdownNow();
    }

    // ---- for the exchange's own parts

    IndexedPlan plan() {
        return plan;
    }

    /** The trunk a source belongs to, by its addresses or by where its registrar is. */
    @Nullable
    Trunk trunkAt(InetAddress source) {
        var known = plan.trunkAt(source);
        return known == null ? lines.trunkAt(source) : known;
    }

    /** What proves us to the carrier of a trunk, null where nothing does. */
    @Nullable
    DigestAnswers accountOf(TrunkId trunk) {
        return lines.accountOf(trunk);
    }

    boolean isClosing() {
        return closing;
    }

    boolean isBoundAt(String username, InetSocketAddress remote) {
        return sip.registrations().bindings(username).stream()
                .anyMatch(b -> b.remote().getAddress().equals(remote.getAddress()));
    }

    Instant now() {
        return clock.instant();
    }

    void report(ExchangeEvent event) {
        listener.on(event);
    }

    void later(long delay, TimeUnit unit, Runnable task) {
        try {
            background.schedule(
                    () -> {
                        try {
                            task.run();
                        } catch (RuntimeException e) {
                            log.error("A task of the exchange failed", e);
                        }
                    },
                    delay,
                    unit);
        } catch (RejectedExecutionException e) {
            log.debug("Too late: the exchange is closing");
        }
    }

    Legs known() {
        return legs;
    }

    private void with(LegId id, Consumer<Leg> command) {
        var leg = legs.find(id);
        if (leg != null) {
            command.accept(leg);
        }
    }
}

package org.otvet.switchboard.sip.dialog;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.Caller;
import org.otvet.switchboard.sip.Destination;
import org.otvet.switchboard.sip.OutgoingInvite;
import org.otvet.switchboard.sip.OutgoingRegistration;
import org.otvet.switchboard.sip.RegistrationListener;
import org.otvet.switchboard.sip.SipApplication;
import org.otvet.switchboard.sip.SipCall;
import org.otvet.switchboard.sip.SipCallListener;
import org.otvet.switchboard.sip.SipRegistration;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.MessageWriter;
import org.otvet.switchboard.sip.message.Methods;
import org.otvet.switchboard.sip.message.Reasons;
import org.otvet.switchboard.sip.message.Responses;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.message.SipRequest;
import org.otvet.switchboard.sip.message.SipUri;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.ServerTransaction;
import org.otvet.switchboard.sip.transaction.TimerWheel;
import org.otvet.switchboard.sip.transaction.Timing;
import org.otvet.switchboard.sip.transaction.TransactionUser;
import org.otvet.switchboard.sip.transaction.Transactions;
import org.otvet.switchboard.sip.transaction.Wire;

/**
 * The user agent of one loop: takes messages and time, owns the calls whose Call-IDs fall to it. Everything here runs on
 * one thread; {@link SipCall} handles post to {@code loop}.
 */
public final class Agent implements TransactionUser {

    private final AgentSettings settings;
    private final SipApplication application;
    private final Gate gate;
    private final Executor loop;
    private final Tokens tokens;
    private final Transactions transactions;
    private final TimerWheel timers;
    private final Ladders ladders;
    private final Map<String, Leg> legs = new HashMap<>();
    private final Map<String, IncomingLeg> callers = new HashMap<>();
    private final long secret;
    private volatile int legCount;
    private volatile boolean closing;

    /** @param loop runs tasks on this agent's thread, later, in order */
    public Agent(
            AgentSettings settings,
            SipApplication application,
            Gate gate,
            Wire wire,
            Executor loop,
            Tokens tokens,
            long now) {
        this.settings = settings;
        this.application = application;
        this.gate = gate;
        this.loop = loop;
        this.tokens = tokens;
        this.secret = tokens.next();
        this.timers = new TimerWheel(now);
        this.ladders = new Ladders(timers, Clock.systemUTC());
        Wire written = (peer, message, failure) -> {
            ladders.sent(message, peer);
            wire.send(peer, message, failure);
        };
        this.transactions =
                new Transactions(timers, written, Timing.of(settings.t1Millis()), this, settings.maxCalls() * 4, now);
    }

    /** A message that came in. */
    public void received(SipMessage message, Peer from, long now) {
        transactions.clock(now);
        ladders.received(message, from);
        boolean named = from.transport() == Transport.WS && message instanceof SipRequest;
        transactions.received(message, named ? gate.flowOf((SipRequest) message, from) : from);
    }

    /** A request over the limits of the guard: 503 without state, and nothing for the rest. */
    public void turnedAway(SipMessage message, Peer from, long now) {
        transactions.clock(now);
        if (message instanceof SipRequest request && request.defect() == null) {
            refuse(request, from, 503, "", "Retry-After: 10\r\n");
        }
    }

    /**
     * Asks a listener of ours whether it lives: OPTIONS to ourselves.
     *
     * @param answered hears once, on this loop
     */
    public void probe(Peer ourselves, long patienceMillis, Consumer<Boolean> answered) {
        Probe.send(this, ourselves, patienceMillis, answered);
    }

    /** Asks somebody else's server whether it lives; {@code answered} hears once, on this loop. */
    public void probe(Destination.Address where, long patienceMillis, Consumer<Boolean> answered) {
        gate.locate(
                where,
                target -> loop.execute(() -> {
                    if (target == null) {
                        answered.accept(false);
                    } else {
                        Probe.send(this, where, target.peer(), patienceMillis, answered);
                    }
                }));
    }

    /** Lets time pass. */
    public void advance(long now, Consumer<Throwable> failed) {
        transactions.clock(now);
        timers.advance(now, failed);
    }

    /** The time of what the loop does next. */
    public void clock(long now) {
        transactions.clock(now);
    }

    /** How long the agent has nothing to do by itself, in milliseconds. */
    public long idleMillis(long now, long most) {
        return timers.delay(now, most);
    }

    /** Legs that are not ended, roughly: read from any thread. */
    public int calls() {
        return legCount;
    }

    /** Starts a call. The handle is good at once, from any thread. */
    public SipCall invite(OutgoingInvite order, SipCallListener listener, String callId) {
        OutgoingLeg leg = new OutgoingLeg(this, order, listener, callId);
        loop.execute(leg::begin);
        return leg;
    }

    /** Registers us with somebody else's registrar, and again until ended. */
    public SipRegistration register(OutgoingRegistration order, RegistrationListener listener) {
        Registration registration = new Registration(this, order, listener);
        loop.execute(registration::begin);
        return registration;
    }

    /** Ends every call; new ones get 503 from now on. */
    public void shutDown() {
        closing = true;
        for (Leg leg : new ArrayList<>(legs.values())) {
            leg.endNow(503, "shutting down");
        }
    }

    /** True once {@link #shutDown} has run. */
    public boolean isShutDown() {
        return closing;
    }

    @Override
    public void onRequest(SipRequest request, Peer from) {
        if (request.defect() != null) {
            refuse(request, from, request.defect().status(), request.defect().reason(), "");
        } else if (!Methods.isTaken(request.method()) && !isWantedPrack(request)) {
            boolean known = Methods.isKnownElsewhere(request.method());
            refuse(request, from, known ? 405 : 501, "", "Allow: " + Methods.ALLOWED + "\r\n");
        } else if (!requires(request, from)) {
            return;
        } else if (!request.toTag().isEmpty() && !request.is(Methods.REGISTER)) {
            inDialog(request, from);
        } else {
            outOfDialog(request, from);
        }
    }

    /** PRACK is nobody's business who has not asked for reliable ringing. */
    private boolean isWantedPrack(SipRequest request) {
        return request.is(Methods.PRACK) && legs.get(request.toTag()) instanceof IncomingLeg leg && leg.takesPrack();
    }

    private void inDialog(SipRequest request, Peer from) {
        Leg leg = legs.get(request.toTag());
        if (leg == null || !leg.dialog().matches(request)) {
            if (request.is(Methods.OPTIONS)) {
                outOfDialog(request, from);
            } else {
                refuse(request, from, 481, "", "");
            }
            return;
        }
        ServerTransaction transaction = transactions.open(request, from);
        if (transaction == null) {
            refuse(request, from, 503, "", "Retry-After: 5\r\n");
        } else {
            leg.onRequest(request, from, transaction);
        }
    }

    private void outOfDialog(SipRequest request, Peer from) {
        switch (request.method()) {
            case Methods.INVITE -> {
                if (InviteRules.check(this, request, from)) {
                    invited(request, from);
                }
            }
            case Methods.OPTIONS -> {
                if (InviteRules.checkScheme(this, request, from)) {
                    options(request, from);
                }
            }
            case Methods.REGISTER -> {
                if (InviteRules.checkScheme(this, request, from)) {
                    gate.register(this, request, from);
                }
            }
            default -> refuse(request, from, 481, "", "");
        }
    }

    private void invited(SipRequest request, Peer from) {
        if (closing || legs.size() >= settings.maxCalls()) {
            refuse(request, from, 503, "", "Retry-After: 5\r\n");
            return;
        }
        IncomingLeg earlier = callers.get(callerKey(request.callId(), request.fromTag()));
        if (earlier != null) {
            // The same request over another way (section 8.2.2.2), or a sender that mixes its dialogs up.
            refuse(request, from, 482, "", "");
            return;
        }
        Caller caller = gate.admit(this, request, from);
        if (caller == null) {
            return;
        }
        ServerTransaction transaction = transactions.open(request, from);
        if (transaction == null) {
            refuse(request, from, 503, "", "Retry-After: 5\r\n");
            return;
        }
        IncomingLeg leg = new IncomingLeg(this, request, from, transaction, caller);
        ladders.open(leg.ladder());
        ladders.received(request, from);
        callers.put(callerKey(leg.dialog().callId, leg.dialog().remoteTag), leg);
        add(leg);
        leg.offer(application);
    }

    private void options(SipRequest request, Peer from) {
        MessageWriter out = begin(request, from, 200, "OK", statelessTag(request));
        out.text(settings.names().contactLine(from.transport(), SipUri.isSips(request.uri())));
        out.text("Accept: application/sdp\r\nAllow: " + Methods.ALLOWED + "\r\nSupported: timer\r\n");
        send(Transactions.replyTo(request, from), out.body("", "").toBytes());
    }

    private boolean requires(SipRequest request, Peer from) {
        if (!request.has(HeaderName.REQUIRE)) {
            return true;
        }
        List<String> unknown = new ArrayList<>(request.values(HeaderName.REQUIRE));
        unknown.removeIf(tag -> tag.equalsIgnoreCase("timer")
                || tag.equalsIgnoreCase("100rel") && (request.is(Methods.INVITE) || request.is(Methods.PRACK)));
        if (unknown.isEmpty()) {
            return true;
        }
        refuse(request, from, 420, "", "Unsupported: " + String.join(", ", unknown) + "\r\n");
        return false;
    }

    @Override
    public void onCancel(SipRequest cancel, Peer from, @Nullable ServerTransaction invite) {
        ServerTransaction transaction = transactions.open(cancel, from);
        if (invite == null || transaction == null) {
            refuse(cancel, from, 481, "", "");
            return;
        }
        String tag = invite.owner() instanceof IncomingLeg leg ? leg.dialog().localTag : statelessTag(cancel);
        transaction.respond(
                200, begin(cancel, from, 200, "OK", tag).body("", "").toBytes());
        if (invite.owner() instanceof Leg leg) {
            leg.onCancel(cancel, invite);
        }
    }

    @Override
    public void onAck(SipRequest ack, Peer from) {
        Leg leg = legs.get(ack.toTag());
        if (leg != null && leg.dialog().matches(ack)) {
            leg.onAck(ack, from);
        }
    }

    /** Answers without keeping anything: the same request again gets the same answer. */
    public void refuse(SipRequest request, Peer from, int status, String reason, String lines) {
        if (request.is(Methods.ACK)) {
            return;
        }
        MessageWriter out =
                begin(request, from, status, reason.isEmpty() ? Reasons.of(status) : reason, statelessTag(request));
        send(Transactions.replyTo(request, from), out.text(lines).body("", "").toBytes());
    }

    /** Begins a response in this loop's one writer. */
    public MessageWriter begin(SipRequest request, Peer from, int status, String reason, String tag) {
        return Responses.begin(transactions.writer(), request, from.remote(), status, reason, tag)
                .text(settings.serverLine());
    }

    public void send(Peer peer, byte[] bytes) {
        transactions.send(peer, bytes, null);
    }

    private String statelessTag(SipRequest request) {
        long hash = secret;
        hash = hash * 0x9E3779B97F4A7C15L + request.callId().hashCode();
        hash = hash * 0x9E3779B97F4A7C15L
                + (request.topVia() == null ? 0 : request.topVia().branch().hashCode());
        hash ^= hash >>> 29;
        return Long.toString(hash & Long.MAX_VALUE, 36);
    }

    void add(Leg leg) {
        legs.put(leg.dialog().localTag, leg);
        legCount = legs.size();
    }

    void remove(Leg leg) {
        ladders.close(leg.ladder(), transactions.now());
        Dialog dialog = leg.dialog();
        if (legs.remove(dialog.localTag, leg)) {
            legCount = legs.size();
            if (leg instanceof IncomingLeg incoming) {
                callers.remove(callerKey(dialog.callId, dialog.remoteTag), incoming);
            }
        }
    }

    private static String callerKey(String callId, String tag) {
        return callId + '|' + tag;
    }

    Ladders ladders() {
        return ladders;
    }

    Transactions transactions() {
        return transactions;
    }

    public AgentSettings settings() {
        return settings;
    }

    Tokens tokens() {
        return tokens;
    }

    /** A Call-ID that comes back to this very loop. */
    String probeCallId() {
        String callId = tokens.callId();
        while (!settings.isOwn().test(callId)) {
            callId = tokens.callId();
        }
        return callId;
    }

    Executor loop() {
        return loop;
    }

    Gate gate() {
        return gate;
    }
}

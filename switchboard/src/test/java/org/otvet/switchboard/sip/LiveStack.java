package org.otvet.switchboard.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.Binding;
import org.otvet.switchboard.registrar.Digest;
import org.otvet.switchboard.registrar.DigestAnswers;
import org.otvet.switchboard.registrar.PhoneDirectory;
import org.otvet.switchboard.registrar.RegistrarListener;
import org.otvet.switchboard.sip.transport.SipStack;
import org.otvet.telephony.Origin;
import org.otvet.telephony.TrunkId;

/**
 * A running stack that answers every call at once. Everybody but callers named "stranger" is a trunk; every username may
 * register with the password "secret", but those that begin with "unknown".
 */
final class LiveStack implements AutoCloseable, SipApplication {

    static final String PASSWORD = "secret";

    /** A call the stack took or made. */
    static final class Taken implements SipCallListener {
        final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> ringing = new ConcurrentLinkedQueue<>();
        volatile @Nullable String answer;
        private volatile @Nullable SipCall call;

        Taken(@Nullable SipCall call) {
            this.call = call;
        }

        SipCall call() {
            return Objects.requireNonNull(call);
        }

        @Override
        public void onRinging(int status, @Nullable String sdp) {
            ringing.add(status + (sdp == null ? "" : " with sound"));
        }

        @Override
        public void onAnswered(@Nullable String sdp) {
            answer = sdp;
            events.add("answered");
        }

        @Override
        public void onEstablished(@Nullable String answer) {
            events.add("established");
        }

        @Override
        public void onReinvite(@Nullable String offer, ReinviteAnswer answer) {
            events.add(offer == null ? "asked for an offer" : "offered");
            answer.accept(RawPeer.SDP);
        }

        @Override
        public void onReinviteDone(int status, @Nullable String answer) {
            events.add("reinvite " + status + (answer == null ? "" : " with answer"));
        }

        @Override
        public void onEnded(CallEnd end) {
            events.add("ended " + end.kind());
        }
    }

    final LinkedBlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    private final SipStack stack;
    private volatile boolean ringing;

    private LiveStack(SipSettings settings) throws IOException {
        stack = new SipStack(settings, this, LiveStack::account, new NobodyListens());
        stack.start();
    }

    /**
     * @param t1 RFC 3261 timer base
     * @param partial how long a message on a stream may take
     * @param unlimited false leaves the guard as it is installed
     */
    static LiveStack start(Duration t1, Duration partial, boolean unlimited) throws IOException {
        var usual = SipSettings.at(InetAddress.getLoopbackAddress(), 0);
        var streams = usual.streams();
        return new LiveStack(new SipSettings(
                usual.listen(),
                0,
                "",
                true,
                1,
                usual.realm(),
                usual.userAgent(),
                t1,
                usual.sessionExpires(),
                usual.minSessionExpires(),
                usual.maxCalls(),
                new SipSettings.Streams(
                        streams.maxConnections(),
                        unlimited ? 4_096 : streams.maxPerSource(),
                        streams.maxMessageBytes(),
                        streams.idle(),
                        partial),
                usual.registrations(),
                unlimited ? new SipSettings.Guarding(1_000_000, 1_000_000, 1_000_000, 1_000) : usual.guarding()));
    }

    static LiveStack start(SipSettings settings) throws IOException {
        return new LiveStack(settings);
    }

    static LiveStack start() throws IOException {
        return start(Duration.ofMillis(500), Duration.ofSeconds(30), true);
    }

    private static PhoneDirectory.@Nullable Account account(String username) {
        return username.startsWith("unknown")
                ? null
                : new PhoneDirectory.Account(
                        username, Map.of("MD5", Digest.ha1("MD5", username, "otvet", PASSWORD)), false);
    }

    /** Calls ring from now on, until their test accepts them. */
    void letRing() {
        ringing = true;
    }

    InetSocketAddress address() {
        return stack.address();
    }

    SipStack stack() {
        return stack;
    }

    Taken awaitTaken() throws InterruptedException {
        var call = taken.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call came");
        }
        return call;
    }

    /** A call by the stack to a peer. */
    Taken call(RawPeer peer) {
        return call(peer, null);
    }

    /** @param account answers the peer's challenges */
    Taken call(RawPeer peer, @Nullable DigestAnswers account) {
        var made = new Taken(null);
        made.call = stack.invite(
                new OutgoingInvite(
                        new Destination.Address("phone", "127.0.0.1", peer.port(), Transport.UDP),
                        "100",
                        "",
                        RawPeer.SDP,
                        Map.of(),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        account),
                made);
        return made;
    }

    @Override
    public Identity identify(SipSource source, String fromUser) {
        return fromUser.startsWith("stranger") || fromUser.startsWith("unknown")
                ? Identity.MUST_PROVE
                : new Identity.Known(new Origin.FromTrunk(new TrunkId("t")));
    }

    @Override
    public SipCallListener onInvite(IncomingInvite invite) {
        var call = new Taken(invite.call());
        taken.add(call);
        if (ringing) {
            invite.call().ring();
        } else {
            invite.call().accept(RawPeer.SDP);
        }
        return call;
    }

    @Override
    public void close() {
        stack.close();
    }

    private static final class NobodyListens implements RegistrarListener {

        @Override
        public void onReachable(String username, Binding binding) {}

        @Override
        public void onUnreachable(String username, String reason) {}
    }
}

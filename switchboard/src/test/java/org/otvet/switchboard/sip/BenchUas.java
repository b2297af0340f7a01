package org.otvet.switchboard.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.registrar.Binding;
import org.otvet.switchboard.registrar.RegistrarListener;
import org.otvet.switchboard.sip.transport.SipStack;
import org.otvet.telephony.Origin;
import org.otvet.telephony.TrunkId;

/** A small program to measure with: answers calls, or bridges them to an agent. {@code BenchUas PORT LOOPS [AGENT-PORT]}. */
public final class BenchUas {

    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 30000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    private final AtomicInteger ended = new AtomicInteger();
    private @Nullable SipEndpoint endpoint;
    private final int agentPort;

    private BenchUas(int agentPort) {
        this.agentPort = agentPort;
    }

    /** Runs until killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchUas uas = new BenchUas(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0);
        SipSettings usual = SipSettings.at(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[0]));
        SipSettings settings = new SipSettings(
                usual.listen(),
                usual.port(),
                "",
                usual.tcp(),
                Integer.parseInt(arguments[1]),
                usual.realm(),
                usual.userAgent(),
                usual.t1(),
                usual.sessionExpires(),
                usual.minSessionExpires(),
                usual.maxCalls(),
                usual.streams(),
                usual.registrations(),
                usual.guarding());
        SipEndpoint endpoint = new SipStack(settings, uas.new App(), username -> null, new NoPhones());
        uas.endpoint = endpoint;
        endpoint.start();
        new CountDownLatch(1).await();
    }

    private final class App implements SipApplication {

        @Override
        public Identity identify(SipSource source, String fromUser) {
            return new Identity.Known(new Origin.FromTrunk(new TrunkId("bench")));
        }

        @Override
        public boolean isKnownAddress(InetAddress address) {
            return true;
        }

        @Override
        public SipCallListener onInvite(IncomingInvite invite) {
            SipCall caller = invite.call();
            caller.ring();
            if (agentPort == 0) {
                caller.accept(SDP);
                return end -> ended.incrementAndGet();
            }
            SipCall agent = Objects.requireNonNull(endpoint)
                    .invite(
                            new OutgoingInvite(
                                    new Destination.Address("agent", "127.0.0.3", agentPort, Transport.UDP),
                                    invite.callerNumber(),
                                    "",
                                    SDP,
                                    Map.of(),
                                    Duration.ofSeconds(20),
                                    Duration.ofSeconds(5)),
                            new SipCallListener() {
                                @Override
                                public void onAnswered(@Nullable String sdp) {
                                    caller.accept(SDP);
                                }

                                @Override
                                public void onEnded(CallEnd end) {
                                    caller.end(480, "");
                                }
                            });
            return end -> agent.end(0, "");
        }
    }

    private static final class NoPhones implements RegistrarListener {

        @Override
        public void onReachable(String username, Binding binding) {}

        @Override
        public void onUnreachable(String username, String reason) {}
    }

    static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

package org.otvet.switchboard.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.SipPhone;
import org.otvet.switchboard.TestAuthority;

/** Peers that misuse the TLS listener: each loses its own connection, and everybody else is served. */
class TlsAbuseIT {

    private static final byte HANDSHAKE = 22;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestAuthority authority = new TestAuthority();
    private final List<Socket> open = new ArrayList<>();
    private final List<SipPhone> phones = new ArrayList<>();
    private LiveStack stack;

    private InetSocketAddress start(Duration partial, int perSource) throws IOException {
        return start(Duration.ofMinutes(3), partial, perSource);
    }

    private InetSocketAddress start(Duration idle, Duration partial, int perSource) throws IOException {
        var usual = SipSettings.at(InetAddress.getLoopbackAddress(), 0);
        var limits = usual.streams();
        stack = LiveStack.start(usual.with(new SipSettings.Streams(
                        limits.maxConnections(), perSource, limits.maxMessageBytes(), idle, partial))
                .with(new SipSettings.Tls(0, authority.issue("127.0.0.1").keyManager(), authority.trust())));
        return Objects.requireNonNull(stack.stack().tlsAddress());
    }

    @AfterEach
    void stop() throws IOException {
        for (var socket : open) {
            socket.close();
        }
        phones.forEach(SipPhone::close);
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsAreServed(String version) throws Exception {
        var address = start(Duration.ofSeconds(30), 64);

        assertThat(secured(address, version).getSession().getProtocol()).isEqualTo(version);
        assertIsServed(address);
    }

    @Test
    void opensslIsServedAndItsOldVersionsAreNot() throws Exception {
        var address = start(Duration.ofSeconds(30), 64);

        var answered = openssl(address, "-tls1_3");

        assertThat(answered).contains("SIP/2.0 200 OK", "Via: SIP/2.0/TLS");
        assertThat(openssl(address, "-tls1_2")).contains("SIP/2.0 200 OK");
        assertThat(openssl(address, "-tls1_1")).doesNotContain("SIP/2.0");
        assertIsServed(address);
    }

    private static String openssl(InetSocketAddress address, String version) throws IOException {
        var process = new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-quiet",
                        "-no_ign_eof",
                        version,
                        "-connect",
                        "127.0.0.1:" + address.getPort())
                .redirectErrorStream(true)
                .start();
        var heard = new StringBuilder();
        try (var out = process.getOutputStream();
                var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            try {
                out.write(("OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:5999;rport;branch=z9hG4bK-o"
                                + "\r\nMax-Forwards: 70\r\nFrom: <sip:o@127.0.0.1>;tag=o\r\nTo: <sip:x@127.0.0.1>\r\n"
                                + "Call-ID: openssl\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                heard.append("closed early\n");
            }
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                heard.append(line).append('\n');
            }
        } finally {
            process.destroy();
        }
        return heard.toString();
    }

    @Test
    void garbageEndsItsConnectionOnly() throws Exception {
        var address = start(Duration.ofSeconds(30), 64);
        var random = new Random(7);
        for (int i = 0; i < 40; i++) {
            var bytes = new byte[1 + random.nextInt(3_000)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                // Looks like a record, up to a point.
                bytes[0] = HANDSHAKE;
            }
            var peer = plain(address);
            write(peer, bytes);
            peer.shutdownOutput();
            assertThat(isClosed(peer)).as("closed after garbage %d", i).isTrue();
        }
        assertIsServed(address);
    }

    @Test
    void sipInTheClearIsNotServed() throws Exception {
        var address = start(Duration.ofSeconds(30), 64);
        try (var peer = RawPeer.tcp("127.0.0.1", address)) {
            peer.send(peer.request("OPTIONS", "x", RawPeer.newId(), 1, "", "", ""));
            peer.awaitClosed();
            assertThat(peer.rest()).noneMatch(reply -> reply.startLine().startsWith("SIP/2.0 200"));
        }
        assertIsServed(address);
    }

    @Test
    void aRecordLongerThanTlsAllowsEndsItsConnection() throws Exception {
        var address = start(Duration.ofSeconds(30), 64);
        var peer = plain(address);
        var record = new byte[65_000];
        record[0] = HANDSHAKE;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) 0xFF;
        record[4] = (byte) 0xFF;
        write(peer, record);
        assertThat(isClosed(peer)).isTrue();
        assertIsServed(address);
    }

    @Test
    void aHandshakeThatIsNeverFinishedIsGivenUp() throws Exception {
        var address = start(Duration.ofMillis(800), 64);
        var silent = plain(address);
        var slow = plain(address);
        // The beginning of a record that promises more than will ever come.
        write(slow, new byte[] {HANDSHAKE, 3, 1, 2, 0, 1});
        assertThat(isClosed(silent)).isTrue();
        assertThat(isClosed(slow)).isTrue();
        assertIsServed(address);
    }

    @Test
    void aSecondHandshakeIsRefused() throws Exception {
        var address = start(Duration.ofSeconds(30), 64);
        var peer = secured(address, "TLSv1.2");
        peer.startHandshake();

        assertThatThrownBy(() -> {
                    while (peer.getInputStream().read() >= 0) {
                        // nothing is sent to it
                    }
                    throw new SSLException("closed");
                })
                .isInstanceOf(IOException.class);
        assertIsServed(address);
    }

    @Test
    void oneSourceHasSoManyConnections() throws Exception {
        var address = start(Duration.ofSeconds(30), 8);
        for (int i = 0; i < 8; i++) {
            secured(address, "TLSv1.3");
        }

        assertThat(isClosed(plain(address))).isTrue();

        try (var other = RawPeer.tls("127.0.0.5", address, authority.context(authority.issue("peer")))) {
            assertIsServed(other);
        }
    }

    @Test
    void anOfficeOfTelephonesBehindOneAddressIsNotOneTooMany() throws Exception {
        var address = start(Duration.ofSeconds(30), 2);
        for (int i = 0; i < 4; i++) {
            var phone = SipPhone.builder("office" + i)
                    .password(LiveStack.PASSWORD)
                    .digests("MD5")
                    .tls(authority.context(authority.issue("telephone")))
                    .server("127.0.0.1", address.getPort())
                    .start();
            phones.add(phone);
            phone.register().awaitRegistered(PATIENCE);
        }
        // That the last ones have registered is seen a moment later.
        for (int i = 0; i < 2; i++) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> secured(address, "TLSv1.3").isConnected());
        }

        assertThat(isClosed(plain(address))).isTrue();
    }

    @Test
    void anIdleConnectionIsClosedUnlessATelephoneIsRegisteredOverIt() throws Exception {
        var address = start(Duration.ofSeconds(1), Duration.ofSeconds(30), 64);
        try (var phone = SipPhone.builder("telephone")
                        .password(LiveStack.PASSWORD)
                        .digests("MD5")
                        .tls(authority.context(authority.issue("telephone")))
                        .server("127.0.0.1", address.getPort())
                        .incoming(AnswerPolicy.answer())
                        .start()
                        .register()
                        .awaitRegistered(PATIENCE);
                var idle = RawPeer.tls("127.0.0.1", address, authority.context(authority.issue("peer")))) {
            assertIsServed(idle);
            idle.awaitClosed();

            var call = new LiveStack.Taken(null);
            stack.stack()
                    .invite(
                            new OutgoingInvite(
                                    new Destination.Registered("telephone"),
                                    "100",
                                    "",
                                    RawPeer.SDP,
                                    Map.of(),
                                    PATIENCE,
                                    PATIENCE),
                            call);

            phone.awaitCall(PATIENCE);
            assertThat(phone.connectionsMade()).isEqualTo(1);
        }
    }

    private Socket plain(InetSocketAddress address) throws IOException {
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        open.add(socket);
        return socket;
    }

    private SSLSocket secured(InetSocketAddress address, String version) throws IOException {
        var socket = (SSLSocket) authority
                .context(authority.issue("peer"))
                .getSocketFactory()
                .createSocket(address.getAddress(), address.getPort());
        open.add(socket);
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // Closed already: what is asserted next.
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // an alert
            }
            return true;
        } catch (SocketException e) {
            return true;
        }
    }

    private void assertIsServed(InetSocketAddress address) throws Exception {
        try (var peer = RawPeer.tls("127.0.0.1", address, authority.context(authority.issue("peer")))) {
            assertIsServed(peer);
        }
        assertThat(stack.stack().calls()).isZero();
    }

    private static void assertIsServed(RawPeer peer) throws Exception {
        var callId = RawPeer.newId();
        peer.send(peer.request("OPTIONS", "x", callId, 1, "", "", ""));
        assertThat(peer.awaitFinal(callId).status()).isEqualTo(200);
    }
}

package org.otvet.switchboard.webrtc;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.rtp.RtpPacket;

/** A browser's media in miniature, or a telephone's without checks: checks, handshakes as DTLS client, sends a tone under SRTP, keeps what it hears. */
final class BrowserPeer implements AutoCloseable {

    final DtlsIdentity identity;
    final DatagramSocket socket;
    final List<byte[]> heard = new CopyOnWriteArrayList<>();
    final List<byte[]> rawReceived = new CopyOnWriteArrayList<>();
    private final BlockingQueue<byte[]> dtls = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> stun = new ArrayBlockingQueue<>(100);
    private final int ssrc = (int) System.nanoTime();
    private volatile InetSocketAddress target;
    private volatile String localUfrag = "";
    private volatile String localPassword = "";
    volatile SrtpSession srtp;
    volatile DTLSTransport transport;
    volatile int hertz;
    volatile boolean sending = true;
    volatile boolean checking = true;
    private boolean telephone;
    volatile byte[] lastProtected = {};
    private volatile boolean running = true;

    BrowserPeer(String host, int hertz) throws IOException {
        this(host, hertz, DtlsIdentity.create(Instant.now()));
    }

    BrowserPeer(String host, int hertz, DtlsIdentity identity) throws IOException {
        this.identity = identity;
        this.hertz = hertz;
        this.socket = new DatagramSocket(0, InetAddress.getByName(host));
        Thread.ofVirtual().start(this::receive);
    }

    String sdp(String setup, String fingerprint) {
        if (telephone) {
            return """
                    v=0
                    o=- 4711 2 IN IP4 127.0.0.1
                    s=-
                    c=IN IP4 127.0.0.1
                    t=0 0
                    m=audio %d UDP/TLS/RTP/SAVP 0 101
                    a=fingerprint:sha-256 %s
                    a=setup:%s
                    a=rtpmap:101 telephone-event/8000
                    a=rtcp-mux
                    """.formatted(socket.getLocalPort(), fingerprint, setup).replace("\n", "\r\n");
        }
        return """
                v=0
                o=- 4711 2 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0
                a=msid-semantic: WMS
                m=audio 9 UDP/TLS/RTP/SAVPF 0 8 111 63 9 13 110 126
                c=IN IP4 0.0.0.0
                a=rtcp:9 IN IP4 0.0.0.0
                a=candidate:1 1 udp 2113937151 0e6ac3b4.local 54321 typ host
                a=ice-ufrag:abcd
                a=ice-pwd:abcdefghijklmnopqrstuvwx
                a=ice-options:trickle
                a=fingerprint:sha-256 %s
                a=setup:%s
                a=mid:0
                a=sendrecv
                a=rtcp-mux
                a=rtpmap:111 opus/48000/2
                a=rtpmap:63 red/48000/2
                a=rtpmap:9 G722/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:13 CN/8000
                a=rtpmap:110 telephone-event/48000
                a=rtpmap:126 telephone-event/8000
                """.formatted(fingerprint, setup).replace("\n", "\r\n");
    }

    /** From now on a SIP telephone without ICE. */
    BrowserPeer asTelephone() {
        telephone = true;
        checking = false;
        return this;
    }

    String offer() {
        return sdp("actpass", identity.fingerprint());
    }

    String answer() {
        return sdp("active", identity.fingerprint());
    }

    /**
     * Reads the leg's description and begins with checks, handshake and sound. A telephone with no profiles waits for the
     * leg to begin.
     */
    void start(String legSdp, int... profiles) {
        target = new InetSocketAddress(
                find(legSdp, "c=IN IP4 (\\S+)"), Integer.parseInt(find(legSdp, "m=audio (\\d+)")));
        if (telephone) {
            stun.add(new byte[0]);
        } else {
            localUfrag = find(legSdp, "a=ice-ufrag:(\\S+)");
            localPassword = find(legSdp, "a=ice-pwd:(\\S+)");
        }
        Thread.ofVirtual().start(this::check);
        boolean waits = telephone && profiles.length == 0;
        Thread.ofVirtual().start(waits ? () -> await(legSdp) : () -> handshake(profiles));
        Thread.ofPlatform().daemon().start(this::speak);
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }

    private void check() {
        boolean first = true;
        while (running) {
            try {
                if (checking) {
                    send(StunMessage.request(new byte[12], localUfrag + ":abcd", localPassword, !first));
                    first = false;
                }
                LockSupport.parkNanos(50_000_000);
            } catch (IOException _) {
                // the leg may be closed
            }
        }
    }

    private void await(String legSdp) {
        DtlsAssociation server = new DtlsAssociation(
                identity,
                (bytes, offset, length) -> send(Arrays.copyOfRange(bytes, offset, offset + length)),
                new DtlsAssociation.Listener() {
                    @Override
                    public void onKeys(SrtpKeys keys) {
                        try {
                            srtp = new SrtpSession(keys, ssrc);
                        } catch (GeneralSecurityException e) {
                            failure = e.toString();
                        }
                    }

                    @Override
                    public void onGone(String reason) {
                        failure = reason;
                    }
                });
        server.expect(find(legSdp, "a=fingerprint:sha-256 (\\S+)").replace(":", ""));
        try {
            while (running) {
                byte[] datagram = dtls.poll(100, TimeUnit.MILLISECONDS);
                if (datagram != null) {
                    server.onDatagram(datagram, datagram.length);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    private void handshake(int... profiles) {
        try {
            if (stun.poll(5, TimeUnit.SECONDS) == null) {
                return;
            }
            DtlsClient client = new DtlsClient(identity, profiles);
            transport = new DTLSClientProtocol().connect(client, new Datagrams());
            srtp = new SrtpSession(client.keys(), ssrc, false);
        } catch (Exception e) {
            failure = e.toString();
        }
    }

    volatile String failure = "";

    private void speak() {
        long next = System.nanoTime();
        int position = 0;
        int sequence = 65_530;
        while (running) {
            SrtpSession session = srtp;
            if (session != null && sending) {
                byte[] packet = new byte[300];
                RtpPacket.writeHeader(packet, false, 0, sequence++ & 0xFFFF, position, ssrc);
                for (int i = 0; i < 160; i++) {
                    packet[12 + i] =
                            G711.PCMU.encode((short) (8000 * Math.sin(2 * Math.PI * hertz * (position + i) / 8000)));
                }
                position += 160;
                int length = session.protect(packet, 172);
                lastProtected = Arrays.copyOf(packet, length);
                try {
                    send(lastProtected);
                } catch (IOException _) {
                    // the leg may be closed
                }
            }
            next += 20_000_000;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, target));
    }

    private void receive() {
        byte[] bytes = new byte[2048];
        while (running) {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(packet);
            } catch (SocketException _) {
                if (socket.isClosed()) {
                    return;
                }
                continue;
            } catch (IOException _) {
                continue;
            }
            byte[] copy = Arrays.copyOf(bytes, packet.getLength() + 32);
            int kind = bytes[0] & 0xFF;
            rawReceived.add(copy);
            if (kind <= 3) {
                stun.offer(copy);
            } else if (kind <= 63) {
                dtls.add(Arrays.copyOf(copy, packet.getLength()));
            } else if (srtp != null && !RtpPacket.isRtcp(copy, packet.getLength())) {
                int length = srtp.open(copy, packet.getLength(), System.nanoTime());
                if (length > 12) {
                    heard.add(Arrays.copyOfRange(copy, 12, length));
                }
            }
        }
    }

    /** The last 200 ms heard. */
    short[] lastSound() {
        List<byte[]> all = List.copyOf(heard);
        if (all.size() < 10) {
            return new short[0];
        }
        short[] sound = new short[1600];
        int at = 0;
        for (byte[] payload : all.subList(all.size() - 10, all.size())) {
            for (byte code : payload) {
                if (at < sound.length) {
                    sound[at++] = G711.PCMU.decode(code);
                }
            }
        }
        return sound;
    }

    @Override
    public void close() {
        running = false;
        socket.close();
    }

    private final class Datagrams implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return 2048;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public int receive(byte[] into, int offset, int length, int waitMs) throws IOException {
            try {
                byte[] datagram = dtls.poll(waitMs, TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                System.arraycopy(datagram, 0, into, offset, Math.min(length, datagram.length));
                return Math.min(length, datagram.length);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void send(byte[] bytes, int offset, int length) throws IOException {
            BrowserPeer.this.send(Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void close() {
            // the socket stays
        }
    }
}

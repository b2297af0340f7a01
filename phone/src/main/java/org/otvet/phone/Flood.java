package org.otvet.phone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * What a flooder sends: half of it from one address, the rest from 199 others, all strangers, to loopback addresses only.
 */
public enum Flood {
    REGISTER,
    INVITE,
    OPTIONS,
    GARBAGE,
    HALF_OPEN_TCP;

    private static final int SOCKETS = 200;
    private static final int BATCH = 50;

    /**
     * Floods and returns when the time is over.
     *
     * @param perSecond datagrams or connections
     * @return how many were sent
     */
    public long run(InetSocketAddress server, int perSecond, Duration length) throws IOException {
        if (!server.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("floods go to loopback addresses only: " + server);
        }
        return this == HALF_OPEN_TCP ? streams(server, perSecond, length) : datagrams(server, perSecond, length);
    }

    /** @param number names call, branch and tag: all different, as state that is made would be */
    private byte[] message(Random random, long number) {
        if (this == GARBAGE) {
            var rubbish = new byte[random.nextInt(20, 1400)];
            random.nextBytes(rubbish);
            rubbish[0] = (byte) ('A' + random.nextInt(26));
            return rubbish;
        }
        return (name() + " sip:100@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.66.0.1;rport;branch=z9hG4bKf" + number
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:u" + number + "@127.0.0.1>;tag=t" + number
                        + "\r\nTo: <sip:u" + number + "@127.0.0.1>\r\nCall-ID: flood" + number + "\r\nCSeq: 1 " + name()
                        + "\r\nContact: <sip:u@127.66.0.1>\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private long datagrams(InetSocketAddress server, int perSecond, Duration length) throws IOException {
        var random = new Random(ordinal());
        List<DatagramSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < SOCKETS; i++) {
                sockets.add(new DatagramSocket(0, InetAddress.ofLiteral("127.66.0." + (1 + i))));
            }
            long begin = System.nanoTime();
            long sent = 0;
            while (System.nanoTime() - begin < length.toNanos()) {
                for (int i = 0; i < BATCH; i++) {
                    var bytes = message(random, sent);
                    // The first address sends half of everything, the others share the rest.
                    var socket = sockets.get(sent % 2 == 0 ? 0 : (int) (sent / 2 % SOCKETS));
                    socket.send(new DatagramPacket(bytes, bytes.length, server));
                    sent++;
                }
                LockSupport.parkNanos(Math.max(0, begin + sent * 1_000_000_000L / perSecond - System.nanoTime()));
            }
            return sent;
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }

    private static long streams(InetSocketAddress server, int perSecond, Duration length) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            long begin = System.nanoTime();
            long made = 0;
            while (System.nanoTime() - begin < length.toNanos()) {
                var source = InetAddress.ofLiteral("127.66.1." + (1 + made % 20));
                try {
                    var socket = new Socket(server.getAddress(), server.getPort(), source, 0);
                    sockets.add(socket);
                    socket.getOutputStream()
                            .write("INVITE sip:100@127.0.0.1 SIP/2.0\r\nVia: SIP".getBytes(StandardCharsets.US_ASCII));
                } catch (SocketException e) {
                    // Turned away, which is what we are here for.
                }
                made++;
                LockSupport.parkNanos(Math.max(0, begin + made * 1_000_000_000L / perSecond - System.nanoTime()));
            }
            return made;
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}

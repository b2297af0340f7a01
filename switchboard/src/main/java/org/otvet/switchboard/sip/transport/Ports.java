package org.otvet.switchboard.sip.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.transaction.Connection;
import org.otvet.switchboard.sip.transaction.Flows;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Wire;

/** The listeners of a stack and the ways out over them. Sending is safe from any thread. */
final class Ports implements AutoCloseable {

    private static final int TRIES = 20;

    private final SipSettings settings;
    private final Links links;
    private final Flows flows;
    private volatile @Nullable UdpPort udp;
    private @Nullable TcpPort tcp;
    private @Nullable TcpPort tls;

    Ports(SipSettings settings, Links links, Flows flows) {
        this.settings = settings;
        this.links = links;
        this.flows = flows;
    }

    /**
     * Opens them: UDP and TCP on one number (a free number for one may be taken for the other), TLS on its own.
     *
     * @return the address of UDP and TCP
     * @throws IOException when a port is taken; the message names it
     */
    InetSocketAddress open(SipLoop loop) throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(settings.listen(), settings.port());
        for (int i = 1; ; i++) {
            UdpPort port = openUdp(wanted);
            InetSocketAddress bound =
                    new InetSocketAddress(settings.listen(), port.address().getPort());
            try {
                if (settings.tcp()) {
                    TcpPort streams = new TcpPort(settings.streams(), loop, links, settings.listen(), null);
                    streams.listen(bound);
                    tcp = streams;
                }
                udp = port;
                openTls(loop);
                port.register(loop);
                return bound;
            } catch (BindException e) {
                port.close();
                if (settings.port() != 0 || i >= TRIES) {
                    throw new IOException("SIP port " + bound + " (TCP) is taken: " + e.getMessage(), e);
                }
            }
        }
    }

    private UdpPort openUdp(InetSocketAddress wanted) throws IOException {
        try {
            return new UdpPort(wanted, links.inbox());
        } catch (BindException e) {
            throw new IOException("SIP port " + wanted + " (UDP) is taken: " + e.getMessage(), e);
        }
    }

    private void openTls(SipLoop loop) throws IOException {
        SipSettings.Tls secured = settings.tls();
        if (secured == null) {
            return;
        }
        InetSocketAddress wanted = new InetSocketAddress(settings.listen(), Math.max(0, secured.port()));
        TcpPort streams = new TcpPort(settings.streams(), loop, links, settings.listen(), new TlsContexts(secured));
        tls = streams;
        if (secured.port() < 0) {
            return;
        }
        try {
            streams.listen(wanted);
        } catch (BindException e) {
            close();
            throw new IOException("SIP port " + wanted + " (TLS) is taken: " + e.getMessage(), e);
        }
    }

    /** Where TLS is listened for, null where it is not. */
    @Nullable
    InetSocketAddress tlsAddress() {
        TcpPort streams = tls;
        try {
            return streams == null ? null : streams.address();
        } catch (IOException e) {
            return null;
        }
    }

    /** Has every listener asked and opened anew when it does not answer. */
    void watch(Health health, SipLoop loop, InetSocketAddress bound) {
        health.watch(Transport.UDP, bound, peer -> {}, () -> {
            UdpPort old = udp;
            if (old != null) {
                old.close();
            }
            UdpPort fresh = new UdpPort(bound, links.inbox());
            udp = fresh;
            fresh.register(loop);
        });
        watch(health, tcp, bound);
        InetSocketAddress secured = tlsAddress();
        if (secured != null) {
            watch(health, tls, secured);
        }
    }

    private static void watch(Health health, @Nullable TcpPort streams, InetSocketAddress bound) {
        if (streams != null) {
            health.watch(streams.transport(), bound, peer -> streams.disconnect(peer.remote(), peer.trust()), () -> {
                streams.closeListener();
                streams.listen(bound);
            });
        }
    }

    /** Closes connections that nobody needs; every second or so. */
    void sweep(long now, ToLongFunction<TcpConnection> idleMillis) {
        for (TcpPort streams : new TcpPort[] {tcp, tls}) {
            if (streams != null) {
                streams.sweep(now, idleMillis);
            }
        }
    }

    void send(SipLoop sender, Peer peer, byte[] message, Wire.@Nullable Failure failure) {
        boolean sent = switch (peer.transport()) {
            case UDP -> {
                UdpPort port = udp;
                yield port != null && port.send(message, peer.remote());
            }
            case TCP -> sendStream(tcp, sender, peer, message, failure);
            case TLS -> sendStream(tls, sender, peer, message, failure);
            case WS -> sendBrowser(peer, message);
        };
        // A datagram that did not go out is sent again by its timer; a stream has no second try.
        if (!sent && failure != null && peer.transport().isReliable()) {
            sender.execute(failure::onSendFailed);
        }
    }

    private static boolean sendStream(
            @Nullable TcpPort streams, SipLoop sender, Peer peer, byte[] message, Wire.@Nullable Failure failure) {
        Connection connection = peer.connection();
        if (connection != null && connection.isOpen()) {
            return connection.send(message);
        }
        Wire.Failure onLoop = failure == null ? null : () -> sender.execute(failure::onSendFailed);
        TlsTrust trust = peer.trust();
        return streams != null && streams.send(peer.remote(), trust, message, onLoop);
    }

    private boolean sendBrowser(Peer peer, byte[] message) {
        Connection connection = peer.connection();
        if (connection != null && connection.isOpen()) {
            return connection.send(message);
        }
        Connection current = peer.flow().isEmpty() ? null : flows.find(peer.flow());
        return current != null && current.send(message);
    }

    @Override
    public void close() {
        UdpPort port = udp;
        if (port != null) {
            port.close();
        }
        for (TcpPort streams : new TcpPort[] {tcp, tls}) {
            if (streams != null) {
                streams.close();
            }
        }
    }
}

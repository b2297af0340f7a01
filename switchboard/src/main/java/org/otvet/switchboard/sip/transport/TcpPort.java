package org.otvet.switchboard.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.transaction.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener for TCP or TLS and all its connections, ours and theirs. Its selector work is on one loop. */
final class TcpPort implements SipLoop.Ready, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TcpPort.class);
    private static final int READ_BYTES = 65_536;
    private static final long ANSWER_GRACE_MILLIS = 200;
    /** Whoever knocks again and again must not make us look each time. */
    private static final long REGISTERED_GOOD_FOR_MILLIS = 100;

    private final SipSettings.Streams limits;
    private final SipLoop loop;
    private final Links links;
    private final InetAddress local;
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);
    private final Map<Way, TcpConnection> connections = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perSource = new HashMap<>();
    private Set<Long> registered = Set.of();
    private long registeredAtMillis = SipLoop.now() - REGISTERED_GOOD_FOR_MILLIS - 1;
    private final @Nullable TlsContexts tls;
    private @Nullable ByteBuffer scratch;
    private volatile @Nullable ServerSocketChannel server;

    /** Connections to one address lead to whom they were made for: one is not used for another. */
    private record Way(InetSocketAddress remote, @Nullable TlsTrust trust) {}

    /** @param tls null for plain TCP */
    TcpPort(SipSettings.Streams limits, SipLoop loop, Links links, InetAddress local, @Nullable TlsContexts tls) {
        this.limits = limits;
        this.loop = loop;
        this.links = links;
        this.local = local;
        this.tls = tls;
    }

    Transport transport() {
        return tls == null ? Transport.TCP : Transport.TLS;
    }

    /** Where it listens. */
    InetSocketAddress address() throws IOException {
        ServerSocketChannel channel = server;
        if (channel == null) {
            throw new IOException("not listening");
        }
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Opens the listener, again after a failure. */
    void listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            channel.bind(address, 512);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        server = channel;
        loop.execute(() -> {
            try {
                channel.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
            } catch (IOException e) {
                log.error("The SIP {} listener cannot be watched: {}", transport(), e.toString());
            }
        });
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        ServerSocketChannel listener = (ServerSocketChannel) key.channel();
        SocketChannel channel = listener.accept();
        while (channel != null) {
            accepted(channel);
            channel = listener.accept();
        }
    }

    private void accepted(SocketChannel channel) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
        if (remote == null
                || connections.size() >= limits.maxConnections()
                || (tls != null && !links.mayShakeHands(remote.getAddress()))
                || !admits(remote.getAddress())) {
            channel.close();
            return;
        }
        watch(channel, new TcpConnection(this, channel, remote, links.nextId(), false, false, null));
    }

    private boolean admits(InetAddress source) {
        synchronized (perSource) {
            int count = perSource.getOrDefault(source, 0);
            if (count >= limits.maxPerSource() && strangersAt(source) >= limits.maxPerSource()) {
                return false;
            }
            perSource.put(source, count + 1);
            return true;
        }
    }

    /** Connections from there over which no telephone is registered: a whole office may share one address. */
    private long strangersAt(InetAddress source) {
        long now = SipLoop.now();
        if (now - registeredAtMillis > REGISTERED_GOOD_FOR_MILLIS) {
            registered = links.registered();
            registeredAtMillis = now;
        }
        return connections.values().stream()
                .filter(connection -> source.equals(connection.remote().getAddress()))
                .filter(connection -> !registered.contains(connection.id()))
                .count();
    }

    private void watch(SocketChannel channel, TcpConnection connection) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        connections.put(way(connection), connection);
        connection.registered(channel.register(loop.selector(), 0, connection));
    }

    private static Way way(TcpConnection connection) {
        return new Way(connection.remote(), connection.trust());
    }

    /** The TLS of a new connection, null on a port without. */
    @Nullable
    TlsStream secure(InetSocketAddress remote, @Nullable TlsTrust trust, TlsStream.Carrier carrier) {
        if (tls == null) {
            return null;
        }
        SSLEngine engine = trust == null ? tls.accepting() : tls.connecting(trust, remote.getPort());
        ByteBuffer room = scratch;
        if (room == null) {
            room = ByteBuffer.allocate(TlsStream.scratchBytes(engine));
            scratch = room;
        }
        return new TlsStream(engine, carrier, room);
    }

    /**
     * Sends over the connection that leads there, made now if there is none. False when it cannot be.
     *
     * @param trust whom a TLS connection must lead to; null when only one that they made will do
     */
    boolean send(InetSocketAddress remote, @Nullable TlsTrust trust, byte[] message, Wire.@Nullable Failure failure) {
        TcpConnection known = connections.get(new Way(remote, trust));
        if (known != null && known.send(message, failure)) {
            return true;
        }
        return connections.size() < limits.maxConnections() && connect(remote, trust, message, failure);
    }

    private boolean connect(
            InetSocketAddress remote, @Nullable TlsTrust trust, byte[] message, Wire.@Nullable Failure failure) {
        if (remote.isUnresolved() || remote.getPort() == 0 || (tls != null && trust == null)) {
            return false;
        }
        TcpConnection connection;
        SocketChannel channel;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            if (!local.isAnyLocalAddress()) {
                channel.bind(new InetSocketAddress(local, 0));
            }
            boolean done = channel.connect(remote);
            connection = new TcpConnection(this, channel, remote, links.nextId(), true, !done, trust);
        } catch (IOException e) {
            return false;
        }
        synchronized (perSource) {
            perSource.merge(remote.getAddress(), 1, Integer::sum);
        }
        connections.put(way(connection), connection);
        connection.send(message, failure);
        loop.execute(() -> {
            try {
                watch(channel, connection);
            } catch (IOException e) {
                connection.close(e.toString());
            }
        });
        return true;
    }

    void wantsSealing(TcpConnection connection) {
        loop.execute(connection::seal);
    }

    /** Runs a handshake's arithmetic beside the loop. */
    void reckon(TcpConnection connection, Runnable task) {
        if (tls != null) {
            tls.run(() -> {
                try {
                    task.run();
                } finally {
                    loop.execute(connection::reckoned);
                }
            });
        }
    }

    /**
     * Says whether a connection of ours leads where it should: the operator has to do something about it.
     *
     * @param why null when it does
     */
    void led(TlsTrust trust, InetSocketAddress remote, @Nullable IOException why) {
        if (trust.equals(TlsTrust.OURSELVES)) {
            return;
        }
        if (why != null) {
            log.warn("No TLS connection to {} at {}: {}", trust.host(), remote, why.getMessage());
        }
        links.farEnd(trust, why == null ? "" : String.valueOf(why.getMessage()));
    }

    void wantsWrite(TcpConnection connection) {
        loop.execute(connection::interest);
    }

    void closeLater(TcpConnection connection) {
        loop.execute(() -> connection.close("write failed"));
    }

    /** Closes after other loops had time to answer. */
    void closeSoon(TcpConnection connection) {
        links.later(ANSWER_GRACE_MILLIS, () -> connection.close("broken stream"));
    }

    void closed(TcpConnection connection, String reason) {
        connections.remove(way(connection), connection);
        synchronized (perSource) {
            perSource.computeIfPresent(
                    connection.remote().getAddress(), (source, count) -> count <= 1 ? null : count - 1);
        }
        log.debug("{} {} closed: {}", transport(), connection.remote(), reason);
        links.closed(connection.id());
    }

    /**
     * Closes what has been idle or unfinished for too long; every second or so.
     *
     * @param idleMillis how long a connection may be idle
     */
    void sweep(long now, ToLongFunction<TcpConnection> idleMillis) {
        for (TcpConnection connection : List.copyOf(connections.values())) {
            if (connection.isOverdue(
                    now,
                    idleMillis.applyAsLong(connection),
                    limits.partialMessage().toMillis())) {
                connection.close("overdue");
            }
        }
    }

    /** Closes our connection that leads there, so that the next message makes a new one. */
    void disconnect(InetSocketAddress remote, @Nullable TlsTrust trust) {
        TcpConnection connection = connections.get(new Way(remote, trust));
        if (connection != null) {
            connection.close("replaced");
        }
    }

    SipSettings.Streams limits() {
        return limits;
    }

    ByteBuffer readBuffer() {
        return readBuffer;
    }

    UdpPort.Inbox inbox() {
        return links.inbox();
    }

    int connections() {
        return connections.size();
    }

    void closeListener() {
        ServerSocketChannel channel = server;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("SIP listener did not close: {}", e.toString());
        }
    }

    @Override
    public void close() {
        closeListener();
        for (TcpConnection connection : List.copyOf(connections.values())) {
            connection.close("shutting down");
        }
        if (tls != null) {
            tls.close();
        }
    }
}

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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.SipSettings;
import org.otvet.switchboard.sip.transaction.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TCP listener and all connections, ours and theirs. Its selector work is on one loop. */
final class TcpPort implements SipLoop.Ready, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TcpPort.class);
    private static final int READ_BYTES = 65_536;
    private static final long ANSWER_GRACE_MILLIS = 200;

    private final SipSettings.Streams limits;
    private final SipLoop loop;
    private final Links links;
    private final InetAddress local;
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);
    private final Map<InetSocketAddress, TcpConnection> byRemote = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perSource = new HashMap<>();
    private volatile @Nullable ServerSocketChannel server;

    TcpPort(SipSettings.Streams limits, SipLoop loop, Links links, InetAddress local) {
        this.limits = limits;
        this.loop = loop;
        this.links = links;
        this.local = local;
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
                log.error("The SIP TCP listener cannot be watched: {}", e.toString());
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
        if (remote == null || byRemote.size() >= limits.maxConnections() || !admits(remote.getAddress())) {
            channel.close();
            return;
        }
        watch(channel, new TcpConnection(this, channel, remote, links.nextId(), false));
    }

    private boolean admits(InetAddress source) {
        synchronized (perSource) {
            int count = perSource.getOrDefault(source, 0);
            if (count >= limits.maxPerSource()) {
                return false;
            }
            perSource.put(source, count + 1);
            return true;
        }
    }

    private void watch(SocketChannel channel, TcpConnection connection) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        byRemote.put(connection.remote(), connection);
        connection.registered(channel.register(loop.selector(), 0, connection));
    }

    /** Sends over the connection to that address, made now if there is none. False when it cannot be. */
    boolean send(InetSocketAddress remote, byte[] message, Wire.@Nullable Failure failure) {
        TcpConnection known = byRemote.get(remote);
        if (known != null && known.send(message, failure)) {
            return true;
        }
        return byRemote.size() < limits.maxConnections() && connect(remote, message, failure) != null;
    }

    /** A new connection to that address with its first message; null when it cannot be made. */
    @Nullable
    TcpConnection connect(InetSocketAddress remote, byte[] message, Wire.@Nullable Failure failure) {
        if (remote.isUnresolved() || remote.getPort() == 0) {
            return null;
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
            connection = new TcpConnection(this, channel, remote, links.nextId(), !done);
        } catch (IOException e) {
            return null;
        }
        synchronized (perSource) {
            perSource.merge(remote.getAddress(), 1, Integer::sum);
        }
        byRemote.put(remote, connection);
        connection.send(message, failure);
        loop.execute(() -> {
            try {
                watch(channel, connection);
            } catch (IOException e) {
                connection.close(e.toString());
            }
        });
        return connection;
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
        byRemote.remove(connection.remote(), connection);
        synchronized (perSource) {
            perSource.computeIfPresent(
                    connection.remote().getAddress(), (source, count) -> count <= 1 ? null : count - 1);
        }
        log.debug("TCP {} closed: {}", connection.remote(), reason);
        links.closed(connection.id());
    }

    /** Closes what has been idle or unfinished for too long; every second or so. */
    void sweep(long now) {
        for (TcpConnection connection : List.copyOf(byRemote.values())) {
            if (connection.isOverdue(
                    now, limits.idle().toMillis(), limits.partialMessage().toMillis())) {
                connection.close("overdue");
            }
        }
    }

    /** Closes our connection to that address, so that the next message makes a new one. */
    void disconnect(InetSocketAddress remote) {
        TcpConnection connection = byRemote.get(remote);
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
        return byRemote.size();
    }

    void closeListener() {
        ServerSocketChannel channel = server;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("TCP listener did not close: {}", e.toString());
        }
    }

    @Override
    public void close() {
        closeListener();
        for (TcpConnection connection : List.copyOf(byRemote.values())) {
            connection.close("shutting down");
        }
    }
}

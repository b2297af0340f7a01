package org.otvet.switchboard.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.transaction.Connection;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Wire;

/**
 * One TCP connection, with or without TLS. Read on the I/O loop, written from any; writes never block, what does not fit
 * waits, bounded.
 */
final class TcpConnection implements Connection, SipLoop.Ready {

    private static final int MOST_WAITING_BYTES = 1 << 20;
    private static final byte[] PONG = {'\r', '\n'};

    private final TcpPort port;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final long id;
    private final boolean ours;
    private final StreamFramer framer;
    private final Peer peer;
    private final @Nullable TlsStream tls;
    /** Messages that TLS has yet to seal. */
    private final ArrayDeque<ByteBuffer> unsealed = new ArrayDeque<>();

    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private final List<Wire.Failure> connectFailures = new ArrayList<>();
    private @Nullable SelectionKey key;
    private int waitingBytes;
    private boolean connecting;
    private boolean led;
    private volatile boolean open = true;
    private volatile long lastUseMillis;
    private volatile long partialSinceMillis;

    /**
     * @param ours whether we make it
     * @param connecting whether that is not done yet
     * @param trust whom a TLS connection of ours must lead to, else null
     */
    TcpConnection(
            TcpPort port,
            SocketChannel channel,
            InetSocketAddress remote,
            long id,
            boolean ours,
            boolean connecting,
            @Nullable TlsTrust trust) {
        this.port = port;
        this.channel = channel;
        this.remote = remote;
        this.id = id;
        this.connecting = connecting;
        this.ours = ours;
        this.framer = new StreamFramer(port.limits().maxMessageBytes());
        this.peer = new Peer(port.transport(), remote, this, "", trust);
        this.lastUseMillis = SipLoop.now();
        this.tls = port.secure(remote, trust, new Sealed());
        this.partialSinceMillis = tls == null ? 0 : lastUseMillis;
    }

    synchronized void registered(SelectionKey itsKey) {
        key = itsKey;
        interest();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Set<String> principals() {
        return Set.of();
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Whether we made it. */
    boolean isOurs() {
        return ours;
    }

    /** Whom it was made to lead to; null for a connection that came to us, and without TLS. */
    @Nullable
    TlsTrust trust() {
        return peer.trust();
    }

    @Override
    public boolean send(byte[] message) {
        return send(message, null);
    }

    /** @param failure told when the connection cannot be made at all */
    synchronized boolean send(byte[] message, Wire.@Nullable Failure failure) {
        if (!open || waitingBytes + message.length > MOST_WAITING_BYTES) {
            return false;
        }
        lastUseMillis = SipLoop.now();
        ByteBuffer buffer = ByteBuffer.wrap(message);
        if ((connecting || (tls != null && !tls.isEstablished())) && failure != null) {
            connectFailures.add(failure);
        }
        if (tls != null) {
            unsealed.add(buffer);
            waitingBytes += message.length;
            port.wantsSealing(this);
            return true;
        }
        if (!connecting && waiting.isEmpty()) {
            try {
                channel.write(buffer);
            } catch (IOException e) {
                port.closeLater(this);
                return false;
            }
        }
        if (buffer.hasRemaining()) {
            waiting.add(buffer);
            waitingBytes += buffer.remaining();
            port.wantsWrite(this);
        }
        return true;
    }

    /** Sets what the selector watches; on the I/O loop. */
    synchronized void interest() {
        SelectionKey mine = key;
        if (mine != null && mine.isValid()) {
            int read = tls != null && tls.isReckoning() ? 0 : SelectionKey.OP_READ;
            int write = waiting.isEmpty() ? 0 : SelectionKey.OP_WRITE;
            try {
                mine.interestOps(connecting ? SelectionKey.OP_CONNECT : read | write);
            } catch (CancelledKeyException e) {
                // another thread closed it meanwhile: nothing is to be watched any more
            }
        }
    }

    @Override
    public void ready(SelectionKey itsKey) {
        try {
            if (itsKey.isConnectable()) {
                connected();
            }
            if (itsKey.isValid() && itsKey.isWritable()) {
                flush();
            }
            if (itsKey.isValid() && itsKey.isReadable()) {
                read();
            }
        } catch (CancelledKeyException e) {
            // another thread closed it between the question and the answer
            close("closed");
        } catch (IOException e) {
            close(e.toString());
        }
    }

    private void connected() throws IOException {
        channel.finishConnect();
        synchronized (this) {
            connecting = false;
            if (tls == null) {
                connectFailures.clear();
            }
        }
        seal();
        flush();
    }

    /** Lets TLS go on: a handshake, and what waits to be sealed. On the I/O loop. */
    void seal() {
        TlsStream stream = tls;
        if (stream == null || !open) {
            return;
        }
        try {
            synchronized (this) {
                if (connecting) {
                    return;
                }
                int before = bytesOf(unsealed);
                stream.advance(unsealed);
                waitingBytes -= before - bytesOf(unsealed);
            }
            afterSealing(stream);
        } catch (IOException e) {
            broken(stream, e);
        }
    }

    private static int bytesOf(ArrayDeque<ByteBuffer> buffers) {
        int bytes = 0;
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        return bytes;
    }

    private void afterSealing(TlsStream stream) throws IOException {
        if (stream.isEstablished() && !led) {
            led = true;
            synchronized (this) {
                connectFailures.clear();
            }
            TlsTrust trust = peer.trust();
            if (trust != null) {
                port.led(trust, remote, null);
            }
        }
        flush();
        takeMessages();
        if (stream.isEnded()) {
            close("closed by peer");
        }
    }

    private void broken(TlsStream stream, IOException why) {
        TlsTrust trust = peer.trust();
        boolean refused = !stream.isEstablished() && open;
        synchronized (this) {
            stream.farewell();
        }
        try {
            flush();
        } catch (IOException e) {
            // It is closed next.
        }
        if (refused && trust != null) {
            port.led(trust, remote, why);
        }
        close(why.toString());
    }

    private synchronized void flush() throws IOException {
        while (!waiting.isEmpty()) {
            ByteBuffer next = waiting.getFirst();
            waitingBytes -= channel.write(next);
            if (next.hasRemaining()) {
                break;
            }
            waiting.removeFirst();
        }
        interest();
    }

    private void read() throws IOException {
        ByteBuffer buffer = port.readBuffer();
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            close("closed by peer");
            return;
        }
        lastUseMillis = SipLoop.now();
        TlsStream stream = tls;
        if (stream == null) {
            framer.add(buffer.array(), 0, count);
            takeMessages();
            return;
        }
        try {
            synchronized (this) {
                int before = bytesOf(unsealed);
                stream.received(buffer.flip(), unsealed);
                waitingBytes -= before - bytesOf(unsealed);
            }
            afterSealing(stream);
        } catch (IOException e) {
            broken(stream, e);
        }
    }

    private void takeMessages() {
        boolean whole = false;
        byte[] message = framer.next();
        while (message != null) {
            whole = true;
            port.inbox().received(message, peer);
            message = framer.next();
        }
        for (int i = framer.takeKeepAlives(); i > 0; i--) {
            send(PONG, null);
        }
        if (framer.isBroken()) {
            closeAfterAnswer();
            return;
        }
        boolean partial = framer.isPartial() || (tls != null && tls.isUnfinished());
        partialSinceMillis = !partial ? 0 : whole || partialSinceMillis == 0 ? lastUseMillis : partialSinceMillis;
    }

    /** The answer to what could be read of the broken message is under way on some loop: leave it a moment. */
    private synchronized void closeAfterAnswer() {
        SelectionKey mine = key;
        if (mine != null) {
            mine.cancel();
        }
        partialSinceMillis = 1;
        port.closeSoon(this);
    }

    /** True when it has been silent, or left a message or a handshake unfinished, for too long. */
    boolean isOverdue(long now, long idleMillis, long partialMillis) {
        long partial = partialSinceMillis;
        return now - lastUseMillis > idleMillis || (partial > 0 && now - partial > partialMillis);
    }

    @Override
    public void close(String reason) {
        List<Wire.Failure> failed;
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
            failed = List.copyOf(connectFailures);
            connectFailures.clear();
            unsealed.clear();
            waiting.clear();
            waitingBytes = 0;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It is as closed as it will get.
        }
        port.closed(this, reason);
        for (Wire.Failure failure : failed) {
            failure.onSendFailed();
        }
    }

    /** What the TLS of this connection opens and seals; under the monitor, on the I/O loop. */
    private final class Sealed implements TlsStream.Carrier {

        @Override
        public void opened(ByteBuffer plain) {
            framer.add(plain.array(), plain.position(), plain.remaining());
        }

        @Override
        public void sealed(ByteBuffer record) {
            waitingBytes += record.remaining();
            waiting.add(record);
        }

        @Override
        public void elsewhere(Runnable task) {
            port.reckon(TcpConnection.this, task);
            interest();
        }
    }

    /** A handshake's arithmetic is done; on the I/O loop. */
    void reckoned() {
        TlsStream stream = tls;
        if (stream != null) {
            stream.taskDone();
            seal();
            interest();
        }
    }
}

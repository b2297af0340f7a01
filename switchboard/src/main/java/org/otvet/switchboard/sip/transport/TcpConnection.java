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
import org.otvet.switchboard.sip.Transport;
import org.otvet.switchboard.sip.transaction.Connection;
import org.otvet.switchboard.sip.transaction.Peer;
import org.otvet.switchboard.sip.transaction.Wire;

/** One TCP connection. Read on the I/O loop, written from any; writes never block, what does not fit waits, bounded. */
final class TcpConnection implements Connection, SipLoop.Ready {

    private static final int MOST_WAITING_BYTES = 1 << 20;
    private static final byte[] PONG = {'\r', '\n'};

    private final TcpPort port;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final long id;
    private final StreamFramer framer;
    private final Peer peer;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private final List<Wire.Failure> connectFailures = new ArrayList<>();
    private @Nullable SelectionKey key;
    private int waitingBytes;
    private boolean connecting;
    private volatile boolean open = true;
    private volatile long lastUseMillis;
    private volatile long partialSinceMillis;

    TcpConnection(TcpPort port, SocketChannel channel, InetSocketAddress remote, long id, boolean connecting) {
        this.port = port;
        this.channel = channel;
        this.remote = remote;
        this.id = id;
        this.connecting = connecting;
        this.framer = new StreamFramer(port.limits().maxMessageBytes());
        this.peer = new Peer(Transport.TCP, remote, this, "");
        this.lastUseMillis = SipLoop.now();
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
        if (connecting && failure != null) {
            connectFailures.add(failure);
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
            mine.interestOps(
                    connecting
                            ? SelectionKey.OP_CONNECT
                            : waiting.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
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
            connectFailures.clear();
        }
        flush();
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
        framer.add(buffer.array(), 0, count);
        byte[] message = framer.next();
        while (message != null) {
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
        partialSinceMillis = !framer.isPartial() ? 0 : partialSinceMillis == 0 ? lastUseMillis : partialSinceMillis;
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

    /** True when it has been silent, or left a message unfinished, for too long. */
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
}

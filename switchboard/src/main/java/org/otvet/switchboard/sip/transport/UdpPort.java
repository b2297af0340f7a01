package org.otvet.switchboard.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.otvet.switchboard.sip.transaction.Peer;

/** The UDP socket. Read by its loop, written by all. */
final class UdpPort implements SipLoop.Ready, AutoCloseable {

    private static final int BUFFER_BYTES = 4 << 20;
    private static final int LARGEST = 65_536;
    private static final int PER_ROUND = 64;

    private final DatagramChannel channel;
    private final Inbox inbox;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);

    UdpPort(InetSocketAddress address, Inbox inbox) throws IOException {
        this.inbox = inbox;
        channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            channel.configureBlocking(false);
            channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void register(SipLoop loop) throws IOException {
        channel.register(loop.selector(), SelectionKey.OP_READ, this);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        for (int i = 0; i < PER_ROUND; i++) {
            buffer.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
            if (from == null) {
                return;
            }
            buffer.flip();
            byte first = buffer.hasRemaining() ? buffer.get(0) : 0;
            if (buffer.remaining() < 16 || first <= ' ') {
                // Keep-alives and noise: a method begins with any token character.
                continue;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            inbox.received(bytes, Peer.udp(from));
        }
    }

    /** Sends one datagram; false when the system would not take it, which is a lost datagram like any other. */
    boolean send(byte[] bytes, InetSocketAddress to) {
        try {
            return !to.isUnresolved() && to.getPort() != 0 && channel.send(ByteBuffer.wrap(bytes), to) > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody can do anything about a socket that does not close.
        }
    }

    /** Where datagrams go. */
    interface Inbox {

        void received(byte[] message, Peer from);
    }
}

package org.otvet.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An even port for RTP and the odd one above it for RTCP (RFC 3550 section 11). Both are held from
 * the start, so that a peer's reports reach nobody else's audio.
 */
final class RtpPort {

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final InetSocketAddress local;
    private final ByteBuffer incoming = ByteBuffer.allocate(2048);

    RtpPort(
            PhoneLoop loop,
            InetAddress bind,
            BiConsumer<ByteBuffer, InetSocketAddress> receiver,
            Consumer<ByteBuffer> reports) {
        try {
            DatagramChannel[] pair = open(bind);
            rtp = pair[0];
            rtcp = pair[1];
            local = (InetSocketAddress) rtp.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("no free RTP port at " + bind, e);
        }
        loop.watch(rtp, SelectionKey.OP_READ, _ -> {
            for (int i = 0; i < 32 && rtp.isOpen(); i++) {
                incoming.clear();
                InetSocketAddress from = (InetSocketAddress) rtp.receive(incoming);
                if (from == null) {
                    return;
                }
                receiver.accept(incoming.flip(), from);
            }
        });
        loop.watch(rtcp, SelectionKey.OP_READ, _ -> {
            incoming.clear();
            if (rtcp.receive(incoming) != null) {
                reports.accept(incoming.flip());
            }
        });
    }

    private static DatagramChannel[] open(InetAddress bind) throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            DatagramChannel first = DatagramChannel.open();
            first.bind(new InetSocketAddress(bind, 0)).configureBlocking(false);
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            if (port % 2 == 0) {
                DatagramChannel second = DatagramChannel.open();
                try {
                    second.bind(new InetSocketAddress(bind, port + 1)).configureBlocking(false);
                    return new DatagramChannel[] {first, second};
                } catch (BindException e) {
                    second.close();
                }
            }
            first.close();
        }
        throw new IOException("200 attempts");
    }

    InetSocketAddress local() {
        return local;
    }

    boolean send(ByteBuffer packet, InetSocketAddress to) {
        return send(rtp, packet, to);
    }

    void report(ByteBuffer packet, InetSocketAddress to) {
        send(rtcp, packet, new InetSocketAddress(to.getAddress(), to.getPort() + 1));
    }

    private static boolean send(DatagramChannel channel, ByteBuffer packet, InetSocketAddress to) {
        try {
            return channel.send(packet, to) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    void close() {
        try {
            rtp.close();
            rtcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.otvet.switchboard.media;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one leg. Their receive buffers stay at the system's default, which holds some 250 packets of G.711: five
 * seconds of one call.
 *
 * @param rtcp null when RTCP shares the RTP port
 */
record MediaSockets(int port, DatagramChannel rtp, @Nullable DatagramChannel rtcp, PortRange range) {

    /**
     * Opens the next free pair of the range. Ports that other programs hold are passed over.
     *
     * @throws NoMediaPortException when no pair is free
     */
    static MediaSockets open(PortRange range, InetAddress address, boolean withRtcp) {
        for (int attempt = 0; attempt < range.pairs(); attempt++) {
            int port = range.take();
            if (port < 0) {
                break;
            }
            try {
                DatagramChannel rtp = bind(address, port);
                try {
                    return new MediaSockets(port, rtp, withRtcp ? bind(address, port + 1) : null, range);
                } catch (IOException e) {
                    rtp.close();
                    throw e;
                }
            } catch (BindException _) {
                range.release(port);
            } catch (IOException e) {
                range.release(port);
                throw new NoMediaPortException(
                        "No media socket can be opened on " + address.getHostAddress() + ": " + e.getMessage());
            }
        }
        throw new NoMediaPortException("All " + range.pairs() + " pairs of media ports on " + address.getHostAddress()
                + " are in use. Maybe widen the range of RTP ports.");
    }

    private static DatagramChannel bind(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Closes both; the ports are free once the selector has come round. */
    void close() {
        try {
            rtp.close();
            if (rtcp != null) {
                rtcp.close();
            }
        } catch (IOException _) {
            // closing a datagram socket fails only when it is closed
        } finally {
            range.release(port);
        }
    }
}

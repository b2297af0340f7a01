package org.otvet.switchboard.sip.transaction;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.TlsTrust;
import org.otvet.switchboard.sip.Transport;

/**
 * The other end of a message.
 *
 * @param connection what it came over or shall go over; null for UDP, or when one must be found or made
 * @param flow name under which a WebSocket phone's current connection is found, empty elsewhere
 * @param trust whom a TLS connection must lead to that we make; null when we make none
 */
public record Peer(
        Transport transport,
        InetSocketAddress remote,
        @Nullable Connection connection,
        String flow,
        @Nullable TlsTrust trust) {

    public Peer(Transport transport, InetSocketAddress remote, @Nullable Connection connection, String flow) {
        this(transport, remote, connection, flow, null);
    }

    public static Peer udp(InetSocketAddress remote) {
        return new Peer(Transport.UDP, remote, null, "");
    }

    public Peer at(InetSocketAddress other) {
        return new Peer(transport, other, connection, flow, trust);
    }
}

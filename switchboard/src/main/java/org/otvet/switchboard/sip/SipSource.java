package org.otvet.switchboard.sip;

import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Where a message came from, as the socket says, not as the message claims.
 *
 * @param principals usernames the WebSocket's signed-in person may use; empty on other transports
 */
public record SipSource(Transport transport, InetSocketAddress remote, Set<String> principals) {

    public SipSource {
        principals = Set.copyOf(principals);
    }
}

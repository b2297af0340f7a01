package org.otvet.telephony;

import java.util.List;

/**
 * A line to a carrier, identified by source address.
 *
 * @param sources addresses or CIDR blocks calls are accepted from
 * @param peers {@code host:port} each, in the order outbound calls try them; empty when the trunk takes none
 * @param transport {@code udp} or {@code tcp}
 * @param maxCalls calls at once in both directions, 0 for no limit
 */
public record Trunk(TrunkId id, String name, List<String> sources, List<String> peers, String transport, int maxCalls) {

    public Trunk {
        sources = List.copyOf(sources);
        peers = List.copyOf(peers);
    }
}

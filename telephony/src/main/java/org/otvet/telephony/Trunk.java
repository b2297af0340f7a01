package org.otvet.telephony;

import java.util.List;

/**
 * A line to a carrier, identified by source address.
 *
 * @param sources addresses or CIDR blocks calls are accepted from
 * @param peer {@code host:port} that outbound calls go to, empty when the trunk takes none
 * @param transport {@code udp} or {@code tcp}
 * @param maxCalls calls at once in both directions, 0 for no limit
 */
public record Trunk(TrunkId id, String name, List<String> sources, String peer, String transport, int maxCalls) {

    public Trunk {
        sources = List.copyOf(sources);
    }
}

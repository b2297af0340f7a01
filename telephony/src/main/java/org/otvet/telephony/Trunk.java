package org.otvet.telephony;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line to a carrier, identified by source address.
 *
 * @param sources addresses or CIDR blocks calls are accepted from
 * @param peers {@code host:port} each, in the order outbound calls try them; empty when the trunk takes none
 * @param transport {@code udp} or {@code tcp}
 * @param maxCalls calls at once in both directions, 0 for no limit
 * @param account for a carrier that wants us to register, null for one that knows us by address
 */
public record Trunk(
        TrunkId id,
        String name,
        List<String> sources,
        List<String> peers,
        String transport,
        int maxCalls,
        @Nullable TrunkAccount account) {

    public Trunk {
        sources = List.copyOf(sources);
        peers = List.copyOf(peers);
    }
}

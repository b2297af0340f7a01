package org.otvet.server.projects;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A line to a carrier.
 *
 * @param sources addresses or CIDR blocks its calls come from
 * @param peers {@code host:port} each, in the order calls out try them; empty when it takes none
 * @param transport {@code udp} or {@code tcp}
 * @param maxCalls at once in both directions, 0 for no limit
 * @param projectIds projects that may call out through it
 */
public record TrunkLine(
        UUID id,
        String name,
        List<String> sources,
        List<String> peers,
        String transport,
        int maxCalls,
        Set<UUID> projectIds,
        boolean active) {

    public TrunkLine {
        sources = List.copyOf(sources);
        peers = List.copyOf(peers);
        projectIds = Set.copyOf(projectIds);
    }
}

package org.otvet.server.projects;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line to a carrier.
 *
 * @param sources addresses or CIDR blocks its calls come from
 * @param peers {@code host:port} each, in the order calls out try them; empty when it takes none
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param maxCalls at once in both directions, 0 for no limit
 * @param projectIds projects that may call out through it
 * @param login for a carrier that is registered with, null for one that knows us by address
 * @param codecs what may be spoken over it, best first, of {@link #CODECS}; empty for what the exchange thinks best
 * @param outgoing how it is treated on calls out
 */
public record TrunkLine(
        UUID id,
        String name,
        List<String> sources,
        List<String> peers,
        String transport,
        int maxCalls,
        Set<UUID> projectIds,
        boolean active,
        @Nullable TrunkLogin login,
        List<String> codecs,
        TrunkOutgoing outgoing,
        TrunkSecurity security) {

    /** The names session descriptions have for them. */
    public static final List<String> CODECS = List.of("PCMA", "PCMU", "G722", "opus");

    /** A trunk without registration, as usual otherwise. */
    public TrunkLine(
            UUID id,
            String name,
            List<String> sources,
            List<String> peers,
            String transport,
            int maxCalls,
            Set<UUID> projectIds,
            boolean active) {
        this(
                id,
                name,
                sources,
                peers,
                transport,
                maxCalls,
                projectIds,
                active,
                null,
                List.of(),
                TrunkOutgoing.USUAL,
                TrunkSecurity.USUAL);
    }

    public TrunkLine {
        sources = List.copyOf(sources);
        peers = List.copyOf(peers);
        projectIds = Set.copyOf(projectIds);
        codecs = List.copyOf(codecs);
    }
}

package org.otvet.telephony;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line to a carrier, identified by source address.
 *
 * @param sources addresses or CIDR blocks calls are accepted from
 * @param peers {@code host:port} each, in the order outbound calls try them; empty when the trunk takes none
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param maxCalls calls at once in both directions, 0 for no limit
 * @param codecs what may be spoken over it, best first, by the names of session descriptions ({@code PCMA}, {@code PCMU},
 *     {@code G722}, {@code opus}); empty for what the exchange thinks best
 * @param account for a carrier that wants us to register, null for one that knows us by address
 * @param probeSeconds how often each peer is asked whether it is there (SIP OPTIONS), 0 for never
 * @param probeMisses unanswered questions in a row after which a peer is down: calls avoid it until it answers
 */
public record Trunk(
        TrunkId id,
        String name,
        List<String> sources,
        List<String> peers,
        String transport,
        int maxCalls,
        List<String> codecs,
        @Nullable TrunkAccount account,
        int probeSeconds,
        int probeMisses,
        LineSecurity security) {

    public Trunk {
        sources = List.copyOf(sources);
        peers = List.copyOf(peers);
        codecs = List.copyOf(codecs);
    }

    /** With the codecs that the exchange thinks best, and peers that are not asked. */
    public Trunk(
            TrunkId id,
            String name,
            List<String> sources,
            List<String> peers,
            String transport,
            int maxCalls,
            @Nullable TrunkAccount account) {
        this(id, name, sources, peers, transport, maxCalls, List.of(), account, 0, 1, LineSecurity.USUAL);
    }
}

package org.otvet.switchboard;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.names.ServerLocation;
import org.otvet.switchboard.sip.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers behind names of carriers. A call waits for the DNS once, when a name is new; later ones go by what was found
 * last while it is looked up anew. Methods may be called from any thread and do not block.
 */
final class PeerNames {

    private static final Logger log = LoggerFactory.getLogger(PeerNames.class);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Name(String domain, String transport) {}

    private record Found(List<SipAddress> servers, Instant until) {}

    private final ServerLocation location;
    private final Supplier<Instant> now;
    private final Map<Name, Found> found = new ConcurrentHashMap<>();

    PeerNames(ServerLocation location, Supplier<Instant> now) {
        this.location = location;
        this.now = now;
    }

    /** Runs when the servers of all these addresses are known as far as they can be: at once, or soon on another thread. */
    void whenKnown(List<String> texts, String transport, Runnable then) {
        var unknown = texts.stream()
                .map(text -> nameOf(text, transport))
                .filter(name -> name != null && isOld(name))
                .toList();
        var waits = unknown.stream().anyMatch(name -> name != null && !found.containsKey(name));
        if (unknown.isEmpty()) {
            then.run();
            return;
        }
        Thread.ofVirtual().name("sip-servers").start(() -> {
            unknown.forEach(this::lookUp);
            if (waits) {
                then.run();
            }
        });
        if (!waits) {
            then.run();
        }
    }

    private boolean isOld(Name name) {
        var known = found.get(name);
        return known == null || known.until().isBefore(now.get());
    }

    private void lookUp(@Nullable Name name) {
        if (name == null) {
            return;
        }
        List<SipAddress> servers;
        try {
            servers = location.locate(name.domain(), name.transport()).stream()
                    .map(server -> new SipAddress(
                            "",
                            server.host(),
                            server.port(),
                            server.transport().equals("tcp") ? Transport.TCP : Transport.UDP,
                            false))
                    .toList();
        } catch (IOException e) {
            var before = found.get(name);
            servers = before == null ? List.of() : before.servers();
            log.warn("{}; going on with {}", e.getMessage(), servers.isEmpty() ? "its address" : "what was known");
        }
        found.put(name, new Found(servers, now.get().plus(KEPT)));
    }

    /** The servers of an address as an administrator wrote it, in their order; empty when it makes no sense. */
    List<SipAddress> servers(String text, String transport) {
        var name = nameOf(text, transport);
        var known = name == null ? null : found.get(name);
        if (known != null && !known.servers().isEmpty()) {
            return known.servers();
        }
        var address = SipAddress.parse(text, transport);
        return address == null ? List.of() : List.of(address);
    }

    /**
     * Null for what the DNS is not asked about: literals and names with a port (RFC 3263 section 4.2), and carriers by TLS,
     * whose certificate must name the very host that was set up.
     */
    private static @Nullable Name nameOf(String text, String transport) {
        var address = SipAddress.parse(text, transport);
        if (address == null
                || SipAddress.saysPort(text)
                || address.isLiteral()
                || address.transport() == Transport.TLS) {
            return null;
        }
        return new Name(address.host(), address.transport().parameter());
    }
}

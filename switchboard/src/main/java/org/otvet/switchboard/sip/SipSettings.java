package org.otvet.switchboard.sip;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Settings of a {@link SipEndpoint}; {@link #at} gives those of a usual installation.
 *
 * @param listen address of the UDP and TCP listeners
 * @param port 0 takes a free one, the same for both
 * @param advertisedHost host for Via and Contact; empty takes {@code listen}
 * @param loops threads that run calls; a call stays on one of them
 * @param realm of digest challenges
 * @param t1 RFC 3261 timer base
 * @param sessionExpires what we ask for in RFC 4028
 * @param minSessionExpires shorter is refused with 422
 * @param maxCalls legs at once, further INVITEs get 503
 */
public record SipSettings(
        InetAddress listen,
        int port,
        String advertisedHost,
        boolean tcp,
        int loops,
        String realm,
        String userAgent,
        Duration t1,
        Duration sessionExpires,
        Duration minSessionExpires,
        int maxCalls,
        Streams streams,
        Registrations registrations,
        Guarding guarding) {

    /**
     * Limits of TCP connections.
     *
     * @param idle a connection without registration or call is closed after this
     * @param partialMessage a message must be whole this long after its first byte
     */
    public record Streams(
            int maxConnections, int maxPerSource, int maxMessageBytes, Duration idle, Duration partialMessage) {}

    /** Limits of REGISTER. */
    public record Registrations(Duration shortest, Duration usual, Duration longest, int maxBindingsPerPhone) {}

    /**
     * Limits of the guard; known addresses (trunks, fixed phones) have the overall limit only.
     *
     * @param requestsPerSecond initial requests of one source
     * @param overallPerSecond messages of all sources
     */
    public record Guarding(int requestsPerSecond, int burst, int overallPerSecond, int maxSources) {}

    public static SipSettings at(InetAddress listen, int port) {
        return new SipSettings(
                listen,
                port,
                "",
                true,
                1,
                "otvet",
                "Otvet",
                Duration.ofMillis(500),
                Duration.ofMinutes(30),
                Duration.ofSeconds(90),
                20_000,
                new Streams(4_096, 64, 65_536, Duration.ofMinutes(3), Duration.ofSeconds(10)),
                new Registrations(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofHours(1), 5),
                new Guarding(200, 400, 20_000, 20_000));
    }
}

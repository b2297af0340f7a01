package org.otvet.switchboard.sip;

import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

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
 * @param tls null when TLS is neither listened for nor called out over
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
        Guarding guarding,
        @Nullable Tls tls) {

    /**
     * TLS 1.2 and 1.3.
     *
     * @param port of the listener, 0 takes a free one; negative for none: calls out go over TLS all the same
     * @param keys our certificate; may change at any time, new connections show the new one
     * @param authorities who may sign for carriers
     */
    public record Tls(int port, X509ExtendedKeyManager keys, X509ExtendedTrustManager authorities) {}

    /**
     * Limits of TCP and TLS connections, for each of both.
     *
     * @param maxPerSource connections from one address besides those over which telephones are registered
     * @param idle a connection is closed after this, unless a telephone is registered over it or a trunk is at its end
     * @param partialMessage a message must be whole this long after its first byte, a TLS handshake done this long after
     *     its connection came
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

    /** Without TLS. */
    public SipSettings(
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
        this(
                listen,
                port,
                advertisedHost,
                tcp,
                loops,
                realm,
                userAgent,
                t1,
                sessionExpires,
                minSessionExpires,
                maxCalls,
                streams,
                registrations,
                guarding,
                null);
    }

    /** The same with TLS. */
    public SipSettings with(Tls secured) {
        return new SipSettings(
                listen,
                port,
                advertisedHost,
                tcp,
                loops,
                realm,
                userAgent,
                t1,
                sessionExpires,
                minSessionExpires,
                maxCalls,
                streams,
                registrations,
                guarding,
                secured);
    }

    /** The same with other limits of connections. */
    public SipSettings with(Streams limits) {
        return new SipSettings(
                listen,
                port,
                advertisedHost,
                tcp,
                loops,
                realm,
                userAgent,
                t1,
                sessionExpires,
                minSessionExpires,
                maxCalls,
                limits,
                registrations,
                guarding,
                tls);
    }

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

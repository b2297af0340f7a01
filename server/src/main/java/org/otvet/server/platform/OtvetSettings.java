package org.otvet.server.platform;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator chose by flags and environment; fixed for the life of the process.
 *
 * @param home where everything is kept, absolute
 * @param httpPort 0 for any free port
 * @param sipPort 0 for any free port
 * @param listen the only address ports are opened on
 * @param dbUrl {@code jdbc:postgresql://...} of a server, null for the embedded database
 * @param adminPassword password of the first administrator, null to have one generated
 * @param demo whether the demo project and its simulated people are wanted
 * @param allow addresses or CIDR blocks SIP is taken from besides trunks, empty for no restriction
 * @param secured what is behind TLS
 */
public record OtvetSettings(
        Path home,
        int httpPort,
        int sipPort,
        RtpPorts rtpPorts,
        InetAddress listen,
        @Nullable String dbUrl,
        @Nullable String dbUser,
        @Nullable String dbPassword,
        @Nullable String adminPassword,
        boolean demo,
        List<String> allow,
        Secured secured) {

    public OtvetSettings {
        allow = List.copyOf(allow);
    }

    /** Both ends included. */
    public record RtpPorts(int first, int last) {}

    /**
     * What is behind TLS, and by which certificates.
     *
     * @param httpsPort 0 for any free port, {@link #NONE} for a page by plain HTTP
     * @param sipPort 0 for any free port, {@link #NONE} for no listener
     * @param certificate PEM file with the operator's own chain; null, as then {@code key}, for a self-made one
     * @param carrierAuthorities PEM file with who else may sign for carriers, besides those that Java knows; null for nobody
     */
    public record Secured(
            int httpsPort,
            int sipPort,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Path carrierAuthorities) {

        public static final int NONE = -1;
        public static final Secured NOTHING = new Secured(NONE, NONE, null, null, null);

        /** Whether the page is served by HTTPS, and by HTTP only to send people there. */
        public boolean page() {
            return httpsPort != NONE;
        }
    }

    /** Whether nobody outside this machine can reach Otvet. */
    public boolean loopbackOnly() {
        return listen.isLoopbackAddress();
    }

    @Override
    public String toString() {
        return "OtvetSettings[home=" + home + ", http=" + httpPort + ", sip=" + sipPort + ", rtp=" + rtpPorts.first()
                + "-" + rtpPorts.last() + ", listen=" + listen.getHostAddress() + ", demo=" + demo + "]";
    }
}

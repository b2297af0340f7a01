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
        List<String> allow) {

    public OtvetSettings {
        allow = List.copyOf(allow);
    }

    /** Both ends included. */
    public record RtpPorts(int first, int last) {}

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

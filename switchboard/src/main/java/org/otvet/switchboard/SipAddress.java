package org.otvet.switchboard;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.Transport;

/**
 * {@code [sip:|sips:][user@]host[:port][;transport=udp|tcp|tls]} as administrators write it.
 *
 * @param sips whether the whole way must be secured (RFC 5630)
 */
record SipAddress(String user, String host, int port, Transport transport, boolean sips) {

    /** Null when it makes no sense. */
    static @Nullable SipAddress parse(String text, String defaultTransport) {
        var rest = text.strip();
        var sips = rest.toLowerCase(Locale.ROOT).startsWith("sips:");
        if (sips || rest.toLowerCase(Locale.ROOT).startsWith("sip:")) {
            rest = rest.substring(sips ? 5 : 4);
        }
        var transport = sips ? Transport.TLS : transport(defaultTransport);
        int semicolon = rest.indexOf(';');
        if (semicolon >= 0) {
            var parameters = rest.substring(semicolon).toLowerCase(Locale.ROOT);
            int named = parameters.indexOf(";transport=");
            transport = named < 0 || sips
                    ? transport
                    : transport(parameters.substring(named + 11).split(";", 2)[0]);
            rest = rest.substring(0, semicolon);
        }
        int at = rest.indexOf('@');
        var user = at < 0 ? "" : rest.substring(0, at);
        var hostPort = rest.substring(at + 1);
        int bracket = hostPort.indexOf(']');
        int colon = hostPort.indexOf(':', Math.max(0, bracket));
        var host = colon < 0 ? hostPort : hostPort.substring(0, colon);
        try {
            int port = colon < 0 ? transport.defaultPort() : Integer.parseInt(hostPort.substring(colon + 1));
            host = bracket < 0 ? host : host.substring(1, bracket);
            return host.isBlank() || port < 1 || port > 65535
                    ? null
                    : new SipAddress(user, host, port, transport, sips);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether a port is named in the text. */
    static boolean saysPort(String text) {
        var rest = text.substring(text.indexOf('@') + 1);
        int semicolon = rest.indexOf(';');
        rest = semicolon < 0 ? rest : rest.substring(0, semicolon);
        var scheme = rest.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("sip:") || scheme.startsWith("sips:")) {
            rest = rest.substring(rest.indexOf(':') + 1);
        }
        return rest.indexOf(':', Math.max(0, rest.indexOf(']'))) >= 0;
    }

    /** Whether the host is an address and no name. */
    boolean isLiteral() {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Transport transport(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "tls" -> Transport.TLS;
            case "tcp" -> Transport.TCP;
            default -> Transport.UDP;
        };
    }
}

package org.otvet.switchboard;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.Transport;

/** {@code [sip:][user@]host[:port][;transport=tcp]} as administrators write it. */
record SipAddress(String user, String host, int port, Transport transport) {

    private static final int DEFAULT_PORT = 5060;

    /** Null when it makes no sense. */
    static @Nullable SipAddress parse(String text, String defaultTransport) {
        var rest = text.strip();
        if (rest.toLowerCase(Locale.ROOT).startsWith("sip:")) {
            rest = rest.substring(4);
        }
        var transport = transport(defaultTransport);
        int semicolon = rest.indexOf(';');
        if (semicolon >= 0) {
            var parameters = rest.substring(semicolon).toLowerCase(Locale.ROOT);
            transport = parameters.contains("transport=tcp") ? Transport.TCP : transport;
            rest = rest.substring(0, semicolon);
        }
        int at = rest.indexOf('@');
        var user = at < 0 ? "" : rest.substring(0, at);
        var hostPort = rest.substring(at + 1);
        int bracket = hostPort.indexOf(']');
        int colon = hostPort.indexOf(':', Math.max(0, bracket));
        var host = colon < 0 ? hostPort : hostPort.substring(0, colon);
        try {
            int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(hostPort.substring(colon + 1));
            host = bracket < 0 ? host : host.substring(1, bracket);
            return host.isBlank() || port < 1 || port > 65535 ? null : new SipAddress(user, host, port, transport);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether a port is named in the text. */
    static boolean saysPort(String text) {
        var rest = text.substring(text.indexOf('@') + 1);
        int semicolon = rest.indexOf(';');
        rest = semicolon < 0 ? rest : rest.substring(0, semicolon);
        if (rest.toLowerCase(Locale.ROOT).startsWith("sip:")) {
            rest = rest.substring(4);
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
        return name.equalsIgnoreCase("tcp") ? Transport.TCP : Transport.UDP;
    }
}

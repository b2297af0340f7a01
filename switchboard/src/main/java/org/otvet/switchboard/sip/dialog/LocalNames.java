package org.otvet.switchboard.sip.dialog;

import java.util.EnumMap;
import java.util.Map;
import org.otvet.switchboard.sip.Transport;

/** How we call ourselves in Via and Contact. */
public final class LocalNames {

    private final String host;
    private final String hostPort;
    private final Map<Transport, String> vias = new EnumMap<>(Transport.class);
    private final Map<Transport, String> contacts = new EnumMap<>(Transport.class);

    /** @param host name or literal, IPv6 without brackets */
    public LocalNames(String host, int port) {
        this.host = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        this.hostPort = this.host + ":" + port;
        for (Transport transport : Transport.values()) {
            vias.put(transport, "SIP/2.0/" + transport.viaName() + " " + hostPort + ";rport;branch=");
            String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.parameter();
            contacts.put(transport, "Contact: <sip:otvet@" + hostPort + parameter + ">\r\n");
        }
    }

    public String host() {
        return host;
    }

    public String hostPort() {
        return hostPort;
    }

    /** A Via value. */
    public String via(Transport transport, String branch) {
        return vias.get(transport) + branch;
    }

    /** A whole Contact line under a name of somebody else's choice. */
    String contactLine(Transport transport, String user) {
        return contactLine(transport).replace("<sip:otvet@", "<sip:" + user + "@");
    }

    /** A whole Contact line. */
    String contactLine(Transport transport) {
        String line = contacts.get(transport);
        return line == null ? "" : line;
    }
}

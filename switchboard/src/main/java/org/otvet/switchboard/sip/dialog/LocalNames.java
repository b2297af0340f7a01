package org.otvet.switchboard.sip.dialog;

import java.util.EnumMap;
import java.util.Map;
import org.otvet.switchboard.sip.Transport;

/** How we call ourselves in Via and Contact. */
public final class LocalNames {

    private final String host;
    private final int port;
    private final int tlsPort;
    private final String sipsContact;
    private final Map<Transport, String> vias = new EnumMap<>(Transport.class);
    private final Map<Transport, String> contacts = new EnumMap<>(Transport.class);

    /**
     * @param host name or literal, IPv6 without brackets
     * @param tlsPort where TLS is listened for; without a listener whatever a call out over TLS shall name
     */
    public LocalNames(String host, int port, int tlsPort) {
        this.host = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        this.port = port;
        this.tlsPort = tlsPort;
        this.sipsContact = "Contact: <sips:otvet@" + hostPort(Transport.TLS) + ">\r\n";
        for (Transport transport : Transport.values()) {
            // The other side may call us over a connection that we made (RFC 5923), which a router would not let it
            // make.
            String reuse = transport == Transport.TLS ? ";alias" : "";
            vias.put(
                    transport, "SIP/2.0/" + transport.viaName() + " " + hostPort(transport) + reuse + ";rport;branch=");
            String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.parameter();
            contacts.put(transport, "Contact: <sip:otvet@" + hostPort(transport) + parameter + ">\r\n");
        }
    }

    public String host() {
        return host;
    }

    public String hostPort(Transport transport) {
        return host + ":" + (transport == Transport.TLS ? tlsPort : port);
    }

    /** A Via value. */
    public String via(Transport transport, String branch) {
        return vias.get(transport) + branch;
    }

    /** A whole Contact line under a name of somebody else's choice. */
    String contactLine(Transport transport, boolean sips, String user) {
        return contactLine(transport, sips).replace(":otvet@", ":" + user + "@");
    }

    /**
     * A whole Contact line.
     *
     * @param sips whether the party's own URIs demand a secured way (RFC 3261 section 12.1.1)
     */
    String contactLine(Transport transport, boolean sips) {
        String line = sips && transport.isSecret() ? sipsContact : contacts.get(transport);
        return line == null ? "" : line;
    }
}

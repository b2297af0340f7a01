package org.otvet.switchboard.sip;

/** How SIP messages travel. */
public enum Transport {
    UDP("UDP", "udp"),
    TCP("TCP", "tcp"),
    /** TLS over TCP, RFC 3261 section 26.2. */
    TLS("TLS", "tls"),
    /** WebSocket, RFC 7118; whether it is encrypted is the web server's affair. */
    WS("WS", "ws");

    private final String viaName;
    private final String parameter;

    Transport(String viaName, String parameter) {
        this.viaName = viaName;
        this.parameter = parameter;
    }

    /** As it stands in a Via header. */
    public String viaName() {
        return viaName;
    }

    /** As it stands in a {@code transport=} URI parameter. */
    public String parameter() {
        return parameter;
    }

    /** Whether nobody on the way can read what is sent, keys to the sound among it. */
    public boolean isSecret() {
        return this == TLS;
    }

    /** The port where none is named. */
    public int defaultPort() {
        return this == TLS ? 5061 : 5060;
    }

    /** Streams deliver in order and by themselves, so nothing is sent again. */
    public boolean isReliable() {
        return this != UDP;
    }
}

package org.otvet.switchboard.sip;

/** How SIP messages travel. */
public enum Transport {
    UDP("UDP", "udp"),
    TCP("TCP", "tcp"),
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

    /** Streams deliver in order and by themselves, so nothing is sent again. */
    public boolean isReliable() {
        return this != UDP;
    }
}

package org.otvet.switchboard.names;

import java.io.IOException;
import java.util.List;

/** What the DNS knows of services. Blocking; any thread. */
public interface ServerRecords {

    /**
     * RFC 3403.
     *
     * @return empty when the domain has none
     * @throws IOException when nothing can be known now
     */
    List<Naptr> naptr(String domain) throws IOException;

    /**
     * RFC 2782.
     *
     * @param service such as {@code _sip._udp.example.net}
     * @return empty when there is no such service
     * @throws IOException when nothing can be known now
     */
    List<Srv> srv(String service) throws IOException;

    /** @param replacement the name of SRV records */
    record Naptr(int order, int preference, String flags, String service, String replacement) {}

    /** @param target a host name without its last dot, empty when the service is decidedly not there */
    record Srv(int priority, int weight, int port, String target) {}
}

package org.otvet.switchboard.registrar;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.otvet.switchboard.sip.Transport;

/**
 * One place where a telephone can be reached.
 *
 * @param contactUri the URI it registered, our Request-URI towards it
 * @param instance its {@code +sip.instance}, empty when it gave none
 * @param remote where its REGISTER came from; requests go there, whatever the contact says (NAT, {@code .invalid})
 * @param connection identity of the connection it came over, 0 for UDP
 * @param userAgent what it calls itself, may be empty
 */
public record Binding(
        String username,
        String contactUri,
        String instance,
        Transport transport,
        InetSocketAddress remote,
        long connection,
        String userAgent,
        Instant registeredAt,
        Instant expiresAt) {}

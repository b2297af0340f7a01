package org.otvet.switchboard;

import java.net.InetAddress;

/**
 * How the exchange is set up.
 *
 * @param listen the address all ports are opened on
 * @param sipPort UDP and TCP, 0 for a free one
 * @param rtpFirst first media port, inclusive
 * @param rtpLast last media port, inclusive
 */
public record ExchangeSettings(InetAddress listen, int sipPort, int rtpFirst, int rtpLast) {}

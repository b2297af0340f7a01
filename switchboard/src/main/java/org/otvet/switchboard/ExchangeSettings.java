package org.otvet.switchboard;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.SipSettings;

/**
 * How the exchange is set up.
 *
 * @param listen the address all ports are opened on
 * @param sipPort UDP and TCP, 0 for a free one
 * @param rtpFirst first media port, inclusive
 * @param rtpLast last media port, inclusive
 * @param tls null without TLS
 */
public record ExchangeSettings(
        InetAddress listen, int sipPort, int rtpFirst, int rtpLast, SipSettings.@Nullable Tls tls) {

    /** Without TLS. */
    public ExchangeSettings(InetAddress listen, int sipPort, int rtpFirst, int rtpLast) {
        this(listen, sipPort, rtpFirst, rtpLast, null);
    }

    SipSettings sip() {
        var usual = SipSettings.at(listen, sipPort);
        return tls == null ? usual : usual.with(tls);
    }
}

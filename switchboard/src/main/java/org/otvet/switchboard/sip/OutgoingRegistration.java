package org.otvet.switchboard.sip;

import org.otvet.switchboard.registrar.DigestAnswers;

/**
 * An order to register with somebody else's registrar and to stay registered.
 *
 * @param host name or IP literal (IPv6 without brackets); looked up off the loop before every REGISTER
 * @param expirySeconds asked for; the registrar's own choice counts
 * @param sips whether the whole way must be secured (RFC 5630)
 * @param fingerprint see {@link TlsTrust}
 */
public record OutgoingRegistration(
        String host,
        int port,
        Transport transport,
        int expirySeconds,
        DigestAnswers account,
        boolean sips,
        String fingerprint) {}

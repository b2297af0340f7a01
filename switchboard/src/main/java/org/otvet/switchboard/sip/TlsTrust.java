package org.otvet.switchboard.sip;

/**
 * Whom we take the far end of a TLS connection for that we make.
 *
 * @param host name or IP literal its certificate must be made out to
 * @param fingerprint SHA-256, 64 upper-case hex digits, of the one certificate that is taken whoever signed it; empty: one
 *     for {@code host} by a known authority
 */
public record TlsTrust(String host, String fingerprint) {

    /** Our own listener, which we ask whether it lives. */
    public static final TlsTrust OURSELVES = new TlsTrust("our own listener", "");
}

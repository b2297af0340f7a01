package org.otvet.switchboard.sip;

import org.otvet.switchboard.registrar.Binding;

/** Where an outgoing call goes. */
public sealed interface Destination {

    /**
     * A SIP address.
     *
     * @param user user part of the Request-URI
     * @param host name or IP literal (IPv6 without brackets); looked up off the loop
     * @param sips whether the whole way must be secured (RFC 5630)
     * @param fingerprint see {@link TlsTrust}
     */
    record Address(String user, String host, int port, Transport transport, boolean sips, String fingerprint)
            implements Destination {

        public Address(String user, String host, int port, Transport transport) {
            this(user, host, port, transport, false, "");
        }
    }

    /** The newest binding of a registered username; unreachable at once when there is none. */
    record Registered(String username) implements Destination {}

    /** One particular binding. */
    record Bound(Binding binding) implements Destination {}
}

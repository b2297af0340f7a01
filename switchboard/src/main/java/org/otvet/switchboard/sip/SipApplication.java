package org.otvet.switchboard.sip;

import java.net.InetAddress;

/** What an application of the stack decides. Called on loop threads: must not block. */
public interface SipApplication {

    /** Who sends from there? Called for each INVITE outside a dialog before any password is asked for. */
    Identity identify(SipSource source, String fromUser);

    /** True for addresses of trunks and fixed telephones: the guard does not limit them. Asked about once a second. */
    default boolean isKnownAddress(InetAddress address) {
        return false;
    }

    /**
     * A call. Answer it now or later through {@link IncomingInvite#call()}; 100 goes out by itself after 200 ms.
     *
     * @return who hears about the call from now on
     */
    SipCallListener onInvite(IncomingInvite invite);

    /** A transport stopped or started to answer our own OPTIONS. */
    default void onTransportHealth(Transport transport, boolean healthy) {}

    /**
     * A TLS connection of ours did not lead to whom it was made to, or does again.
     *
     * @param problem why, with the fingerprint of the certificate that was shown; empty when all is well again
     */
    default void onFarEnd(String host, String problem) {}

    /** The guard began or ceased to turn traffic away. */
    default void onFlood(String text, boolean raised) {}
}

package org.otvet.switchboard;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.Transport;

/** Tells a browser's session description from a telephone's. */
final class SessionKind {

    private SessionKind() {}

    static boolean isBrowser(@Nullable String sdp, Transport transport) {
        return sdp == null ? transport == Transport.WS : sdp.contains("a=fingerprint:") && sdp.contains("a=ice-ufrag:");
    }
}

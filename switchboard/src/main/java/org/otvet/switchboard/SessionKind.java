package org.otvet.switchboard;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.Transport;

/** Tells a browser's session description from a telephone's. */
final class SessionKind {

    private SessionKind() {}

    static boolean isSecure(@Nullable String sdp, Transport transport) {
        return sdp == null ? transport == Transport.WS : sdp.contains("a=fingerprint:");
    }
}

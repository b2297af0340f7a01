package org.otvet.switchboard.webrtc;

import java.net.UnknownHostException;

/** No bytes are signed with a password their maker does not know; none ends a reader. */
public final class FuzzStun {

    private FuzzStun() {}

    public static void fuzzerTestOneInput(byte[] data) throws UnknownHostException {
        new DtlsGuard().isAcceptable(data.clone(), data.length);
        StunMessage message = StunMessage.read(data.clone(), data.length);
        if (message == null) {
            return;
        }
        message.text(StunMessage.USERNAME);
        message.has(StunMessage.USE_CANDIDATE);
        message.isFingerprintRight();
        message.mappedAddress();
        if (message.isSignedWith("a password of twenty-two or more characters")) {
            throw new IllegalStateException("a forged signature");
        }
    }
}

package org.otvet.switchboard.sip.transaction;

import org.jspecify.annotations.Nullable;

/** The way out. */
public interface Wire {

    /** Told on the sender's own loop, later or at once. */
    interface Failure {
        void onSendFailed();
    }

    /**
     * Sends one message, without blocking.
     *
     * @param failure hears when it certainly did not go out; null when nobody cares
     */
    void send(Peer peer, byte[] message, @Nullable Failure failure);
}

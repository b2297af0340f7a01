package org.otvet.switchboard.registrar;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Credentials of the telephones that may register. Asked on loop threads, so it must answer from memory. */
public interface PhoneDirectory {

    /** Null when no such telephone may register; the sender cannot tell that from a wrong password. */
    @Nullable
    Account find(String username);

    /**
     * What a telephone must prove.
     *
     * @param digestHashes HA1 in lower-case hex by algorithm name ({@code MD5}, {@code SHA-256})
     * @param webSocketOnly a browser's account: only over a WebSocket that was opened for this username
     */
    record Account(String username, Map<String, String> digestHashes, boolean webSocketOnly) {

        public Account {
            digestHashes = Map.copyOf(digestHashes);
        }

        @Override
        public String toString() {
            return "Account[" + username + "]";
        }
    }
}

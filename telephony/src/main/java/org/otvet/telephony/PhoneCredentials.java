package org.otvet.telephony;

import java.time.Instant;

/** Short-lived credentials for a telephone that runs in a signed-in person's browser. */
public record PhoneCredentials(String username, String password, String realm, Instant expiresAt) {

    @Override
    public String toString() {
        return "PhoneCredentials[" + username + ", expires " + expiresAt + "]";
    }
}

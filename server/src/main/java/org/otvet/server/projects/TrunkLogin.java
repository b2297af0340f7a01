package org.otvet.server.projects;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Who we are to a carrier that wants a registration. The password is in no JSON and no text.
 *
 * @param registrar {@code host:port} that is registered with
 * @param expirySeconds how long a registration is asked for
 */
public record TrunkLogin(
        String registrar, String username, @JsonIgnore String password, int expirySeconds) {

    @Override
    public String toString() {
        return "TrunkLogin[" + username + " at " + registrar + "]";
    }
}

package org.otvet.telephony;

/**
 * Who we are to a carrier that wants a registration and a password. Never shows the password.
 *
 * @param registrar {@code host:port} that REGISTER goes to
 * @param password proves us to the registrar and to its proxies, by digest only
 * @param expirySeconds how long a registration is asked for
 */
public record TrunkAccount(String registrar, String username, String password, int expirySeconds) {

    @Override
    public String toString() {
        return "TrunkAccount[" + username + " at " + registrar + "]";
    }
}

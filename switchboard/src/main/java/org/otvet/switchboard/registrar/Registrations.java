package org.otvet.switchboard.registrar;

import java.util.List;

/** What the registrar knows. Methods may be called from any thread. */
public interface Registrations {

    /** Live bindings, newest first; empty when the telephone cannot be reached. */
    List<Binding> bindings(String username);

    /** Withdraws every binding (sign-out, credentials revoked). */
    void remove(String username, String reason);
}

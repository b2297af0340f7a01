package org.otvet.switchboard.registrar;

/** Hears which telephones can be reached; on loop threads, must not block. */
public interface RegistrarListener {

    /** The telephone's first binding came into being, or a newer one took over. Refreshes are not reported. */
    void onReachable(String username, Binding binding);

    /** Its last binding is gone. */
    void onUnreachable(String username, String reason);
}

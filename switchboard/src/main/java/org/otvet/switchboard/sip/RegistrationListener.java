package org.otvet.switchboard.sip;

import java.net.InetAddress;

/** Hears about a registration of ours, on a loop thread: must not block. */
public interface RegistrationListener {

    /** The registrar at this address has us for so long. */
    void onRegistered(InetAddress registrar, int seconds);

    /** It has us no longer, or not yet; it is tried again. Status 0 when nothing answered. */
    void onFailed(int status, String phrase);
}

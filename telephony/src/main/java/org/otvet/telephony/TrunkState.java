package org.otvet.telephony;

/** What an exchange knows of a line to a carrier. */
public enum TrunkState {
    /** Nothing watches it: it is known by address only. */
    UNKNOWN,
    /** Its registrar has taken our registration. */
    UP,
    /** Its registrar refuses us or does not answer. */
    DOWN
}

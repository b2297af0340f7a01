package org.otvet.telephony;

/** Which side ended a leg. */
public enum EndedBy {
    /** The party on the leg. */
    PEER,
    /** Otvet, by a command. */
    OTVET,
    /** Nobody: a timer, a lost network. */
    NETWORK
}

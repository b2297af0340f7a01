package org.otvet.telephony;

/** Where an offered leg comes from, already verified by the exchange. */
public sealed interface Origin {

    /** From a trunk whose identity was checked. */
    record FromTrunk(TrunkId trunk) implements Origin {}

    /** From an authenticated telephone. */
    record FromPhone(PhoneId phone) implements Origin {}
}

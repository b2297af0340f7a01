package org.otvet.telephony;

/** Whom to dial. */
public sealed interface DialTarget {

    /** A telephone of the exchange. */
    record Phone(PhoneId phone) implements DialTarget {}

    /** A number over a trunk. {@code number} is what the trunk shall dial, as it shall be dialled. */
    record Number(TrunkId trunk, String number) implements DialTarget {}
}

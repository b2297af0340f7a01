package org.otvet.telephony;

/** Whether the sound of a line or telephone is encrypted (SRTP). */
public enum MediaEncryption {
    /** Never; a party that demands it is refused. */
    OFF,
    /** Where the party takes part and its keys cannot be read on the way: SDES over TLS only, DTLS-SRTP over anything. */
    OPTIONAL,
    /** Always; a party that does not is refused. */
    REQUIRED
}

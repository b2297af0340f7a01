package org.otvet.telephony;

import java.util.Map;

/**
 * A telephone the exchange shall know.
 *
 * @param username the user part of its address of record
 * @param kind how it is reached
 * @param digestHashes HA1 in lower-case hex by algorithm name ({@code MD5}, {@code SHA-256}); empty when it cannot
 *     register with a lasting password
 * @param address for {@link Kind#FIXED}: {@code sip:user@host:port[;transport=tcp|tls]}; otherwise empty
 * @param media encryption of its sound; a browser's is always encrypted
 */
public record PhoneAccount(
        PhoneId id,
        String username,
        Kind kind,
        Map<String, String> digestHashes,
        String address,
        MediaEncryption media) {

    /** A telephone whose sound is encrypted where that is possible. */
    public PhoneAccount(PhoneId id, String username, Kind kind, Map<String, String> digestHashes, String address) {
        this(id, username, kind, digestHashes, address, MediaEncryption.OPTIONAL);
    }

    /** How a telephone is reached. */
    public enum Kind {
        /** SIP over WebSocket with minted, short-lived credentials; WebRTC media. */
        BROWSER,
        /** A SIP phone that registers. */
        REGISTERED,
        /** A SIP address that is called without registration, accepted from that host only. */
        FIXED
    }

    public PhoneAccount {
        digestHashes = Map.copyOf(digestHashes);
    }
}

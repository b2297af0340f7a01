package org.otvet.switchboard.sip;

/**
 * How a leg ended.
 *
 * @param status final SIP status where there was one; 0 for BYE
 * @param phrase the reason phrase of that status, may be empty
 * @param reasonHeader value of a Reason header (RFC 3326) that came along, may be empty
 */
public record CallEnd(Kind kind, By by, int status, String phrase, String reasonHeader) {

    /** In which way. */
    public enum Kind {
        /** A final response of 300 or above. */
        REFUSED,
        /** Given up before the answer. */
        CANCELLED,
        /** Hung up after the answer. */
        BYE,
        /** Rang for its whole time. */
        NO_ANSWER,
        /** Never answered at all, or the connection could not be made. */
        UNREACHABLE,
        /** Was up, and the party is gone: no ACK, no session refresh, or it no longer knows the call. */
        LOST
    }

    /** Who ended it. */
    public enum By {
        US,
        PEER,
        /** Nobody: a timer ran out or a connection broke. */
        NETWORK
    }
}

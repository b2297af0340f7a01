package org.otvet.telephony;

/** Why a leg ended, in the exchange's own words; protocols map to and from it at their edge. */
public enum HangUpCause {
    /** Somebody put the receiver down after the answer. */
    NORMAL,
    /** The caller gave up before the answer. */
    CANCELLED,
    /** Rang for its whole time without an answer. */
    NO_ANSWER,
    BUSY,
    /** Refused by the person or the far end's rules. */
    DECLINED,
    /** The number or destination does not exist. */
    NOT_FOUND,
    /** The telephone is not registered, does not answer at all, or its connection is gone. */
    UNREACHABLE,
    /** No common codec or unusable media description. */
    INCOMPATIBLE_MEDIA,
    /** Media or signalling stopped in the middle of a call. */
    CONNECTION_LOST,
    /** No line, port or capacity free. */
    CONGESTION,
    /** Not allowed: unknown source, missing permission, failed authentication. */
    FORBIDDEN,
    /** A rule of the centre ended it: maximum wait, closing time, maximum length. */
    POLICY,
    /** The same call was taken elsewhere. */
    ANSWERED_ELSEWHERE,
    /** The exchange is stopping. */
    SHUTDOWN,
    /** Anything else; the protocol's own status stands beside it. */
    FAILED
}

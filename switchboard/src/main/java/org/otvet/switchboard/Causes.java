package org.otvet.switchboard;

import org.otvet.switchboard.sip.CallEnd;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.HangUpCause;

/** SIP's statuses in the port's words and back (RFC 3261 section 21, RFC 3398 section 8.2.6). */
final class Causes {

    private Causes() {}

    /** The status that tells a party why we end its leg. */
    static int status(HangUpCause cause) {
        return switch (cause) {
            case NORMAL, NO_ANSWER, UNREACHABLE, POLICY, CONNECTION_LOST -> 480;
            case CANCELLED -> 487;
            case BUSY -> 486;
            case DECLINED -> 603;
            case NOT_FOUND -> 404;
            case INCOMPATIBLE_MEDIA -> 488;
            case CONGESTION, SHUTDOWN -> 503;
            case FORBIDDEN -> 403;
            case ANSWERED_ELSEWHERE -> 200;
            case FAILED -> 500;
        };
    }

    static HangUpCause of(CallEnd end) {
        return switch (end.kind()) {
            case REFUSED -> ofStatus(end.status());
            case CANCELLED ->
                end.reasonHeader().contains("cause=200") ? HangUpCause.ANSWERED_ELSEWHERE : HangUpCause.CANCELLED;
            case BYE -> HangUpCause.NORMAL;
            case NO_ANSWER -> HangUpCause.NO_ANSWER;
            case UNREACHABLE -> HangUpCause.UNREACHABLE;
            case LOST -> HangUpCause.CONNECTION_LOST;
        };
    }

    private static HangUpCause ofStatus(int status) {
        return switch (status) {
            case 486, 600 -> HangUpCause.BUSY;
            case 603, 607, 608 -> HangUpCause.DECLINED;
            case 404, 410, 484, 604 -> HangUpCause.NOT_FOUND;
            case 408 -> HangUpCause.NO_ANSWER;
            case 480, 430 -> HangUpCause.UNREACHABLE;
            case 487 -> HangUpCause.CANCELLED;
            case 406, 415, 488, 606 -> HangUpCause.INCOMPATIBLE_MEDIA;
            case 500, 502, 503, 504 -> HangUpCause.CONGESTION;
            case 401, 403, 407 -> HangUpCause.FORBIDDEN;
            default -> HangUpCause.FAILED;
        };
    }

    static EndedBy by(CallEnd end) {
        return switch (end.by()) {
            case US -> EndedBy.OTVET;
            case PEER -> EndedBy.PEER;
            case NETWORK -> EndedBy.NETWORK;
        };
    }
}

package org.otvet.phone;

/** Reason phrases of the statuses a telephone refuses with (RFC 3261 section 21). */
final class Reasons {

    private Reasons() {}

    static String of(int status) {
        return switch (status) {
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 480 -> "Temporarily Unavailable";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 488 -> "Not Acceptable Here";
            case 503 -> "Service Unavailable";
            case 600 -> "Busy Everywhere";
            case 603 -> "Decline";
            default -> "Refused";
        };
    }
}

package org.otvet.switchboard.sip.dialog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.sip.message.HeaderName;
import org.otvet.switchboard.sip.message.SipMessage;
import org.otvet.switchboard.sip.message.SipParseException;
import org.otvet.switchboard.sip.message.Texts;

/**
 * A negotiated session timer (RFC 4028).
 *
 * @param seconds interval, 0 for none
 * @param weRefresh true when refreshing is our part
 */
record SessionInterval(long seconds, boolean weRefresh) {

    static final SessionInterval NONE = new SessionInterval(0, false);
    private static final long MOST_SECONDS = 86_400;

    /** What a request for a session asks for, answered by us as UAS. */
    static SessionInterval asked(SipMessage request, long usualSeconds) {
        if (!request.lists(HeaderName.SUPPORTED, "timer")) {
            return NONE;
        }
        long asked = seconds(request.first(HeaderName.SESSION_EXPIRES));
        long interval = asked == 0 ? usualSeconds : asked;
        interval = Math.max(interval, seconds(request.first(HeaderName.MIN_SE)));
        return new SessionInterval(interval, "uas".equals(refresher(request.first(HeaderName.SESSION_EXPIRES))));
    }

    /** What a 2xx to our request settled. */
    static SessionInterval settled(SipMessage response) {
        long seconds = seconds(response.first(HeaderName.SESSION_EXPIRES));
        return seconds == 0
                ? NONE
                : new SessionInterval(seconds, !"uas".equals(refresher(response.first(HeaderName.SESSION_EXPIRES))));
    }

    /** True when the request asks for an interval shorter than allowed: 422. */
    static boolean isTooShort(SipMessage request, long leastSeconds) {
        long asked = seconds(request.first(HeaderName.SESSION_EXPIRES));
        return asked != 0 && asked < leastSeconds && request.lists(HeaderName.SUPPORTED, "timer");
    }

    static long seconds(@Nullable String value) {
        if (value == null) {
            return 0;
        }
        int semicolon = value.indexOf(';');
        try {
            return Texts.number((semicolon < 0 ? value : value.substring(0, semicolon)).strip(), MOST_SECONDS);
        } catch (SipParseException e) {
            return 0;
        }
    }

    private static String refresher(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String lower = value.toLowerCase(Locale.ROOT).replace(" ", "");
        int at = lower.indexOf(";refresher=");
        return at < 0 ? "" : lower.startsWith("uas", at + 11) ? "uas" : "uac";
    }

    /** Header lines for the 2xx we send as UAS. */
    String answerLines() {
        if (seconds == 0) {
            return "";
        }
        return weRefresh
                ? "Session-Expires: " + seconds + ";refresher=uas\r\n"
                : "Require: timer\r\nSession-Expires: " + seconds + ";refresher=uac\r\n";
    }

    /** When to refresh, or when to give up waiting for it (section 10). */
    long dueMillis() {
        return weRefresh ? seconds * 500 : (seconds - Math.min(32, seconds / 3)) * 1_000;
    }
}

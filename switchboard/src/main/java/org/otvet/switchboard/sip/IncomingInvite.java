package org.otvet.switchboard.sip;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new call that passed the guard, the parser and authentication. Valid on the loop thread during the callback. */
public interface IncomingInvite {

    SipCall call();

    SipSource source();

    Caller caller();

    /** User part of the Request-URI, unescaped. */
    String dialled();

    /** User part of P-Asserted-Identity when a known address sent it, otherwise of From; empty when absent. */
    String callerNumber();

    /** Display name beside {@link #callerNumber()}, empty when absent. */
    String callerName();

    /** The session description; null when the caller lets us make the offer. */
    @Nullable
    String sdp();

    /** First value of a header, any case, null when absent. */
    @Nullable
    String header(String name);

    /** The headers whose names start with {@code X-}, at most 32, each value at most 512 characters. */
    Map<String, String> extensionHeaders();
}

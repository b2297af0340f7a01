package org.otvet.switchboard.sip;

import org.otvet.switchboard.registrar.DigestAnswers;

/**
 * One call leg. All methods may be called from any thread and return at once; they take effect in order on the leg's
 * loop. What does not fit the leg's state is ignored: its listener learns the true state anyway.
 */
public interface SipCall {

    String callId();

    boolean isIncoming();

    /** What went over the wire for it so far. */
    Ladder ladder();

    /** Answers challenges to our requests within the call with this account; those of a call by us use its order's. */
    void proveWith(DigestAnswers account);

    /** Incoming, unanswered: 180. */
    void ring();

    /** Incoming, unanswered: 183 with early media. */
    void progress(String sdp);

    /** Incoming: 200 with the answer, or with our offer when the INVITE had none. */
    void accept(String sdp);

    /** Incoming, unanswered: a final refusal, status 300 to 699. */
    void reject(int status, String reason);

    /**
     * Ends the leg in whatever state it is: refuses an unanswered incoming one with {@code status} (480 when that is no
     * refusal), cancels an unanswered outgoing one, hangs up one that is up.
     *
     * @param status goes into {@code Reason: SIP;cause=} of CANCEL or BYE; 200 says "taken elsewhere"; 0 sends none
     * @param text goes beside it, may be empty
     */
    void end(int status, String text);

    /** Up: offers a changed session. Glare (491) is tried again by itself; the outcome comes to the listener. */
    void reinvite(String sdp);

    /** Up: INFO with a body. */
    void info(String contentType, String body);
}

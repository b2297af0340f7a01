package org.otvet.switchboard.sip;

import org.jspecify.annotations.Nullable;

/** Hears about one leg, on its loop thread: must not block. {@link #onEnded} comes exactly once and last. */
public interface SipCallListener {

    /** Outgoing: a provisional response above 100. {@code sdp} is early media. */
    default void onRinging(int status, @Nullable String sdp) {}

    /** Outgoing: 200 came, ACK is on its way. */
    default void onAnswered(@Nullable String sdp) {}

    /** Incoming: our 200 was acknowledged. {@code sdp} is the answer to an offer we made in it, else null. */
    default void onEstablished(@Nullable String sdp) {}

    /** The party offers a changed session, or asks for our offer with null. Must be answered within 30 s. */
    default void onReinvite(@Nullable String sdp, ReinviteAnswer answer) {
        answer.refuse(488, "Not Acceptable Here");
    }

    /** The party took our {@link SipCall#reinvite} (status 200, its answer) or refused it (status, null). */
    default void onReinviteDone(int status, @Nullable String sdp) {}

    /** INFO in the call; 200 is sent by itself. */
    default void onInfo(String contentType, String body) {}

    void onEnded(CallEnd end);
}

package org.otvet.switchboard;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.switchboard.sdp.SdpException;
import org.otvet.switchboard.sip.ReinviteAnswer;

/** A party's changed session: what its media makes of it. */
final class Reoffer {

    private Reoffer() {}

    /** @param sdp the party's offer, null when it asks for ours */
    static void answer(MediaLeg media, @Nullable String sdp, @Nullable InetAddress source, ReinviteAnswer answer) {
        if (sdp == null) {
            answer.accept(media.offer());
            return;
        }
        try {
            answer.accept(media.answer(sdp, source));
        } catch (IncompatibleMediaException e) {
            answer.refuse(488, "Not Acceptable Here");
        } catch (SdpException e) {
            answer.refuse(400, "Bad Session Description");
        }
    }
}

package org.otvet.switchboard;

import org.otvet.switchboard.media.MediaLegListener;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.PlaybackId;

/** Reports what happens to a leg's media as events of the leg. */
record LegMedia(Leg leg) implements MediaLegListener {

    @Override
    public void onMediaStarted() {
        leg.tell(at -> new ExchangeEvent.MediaStarted(at, leg.id));
    }

    @Override
    public void onMediaLost(long silentMs) {
        leg.tellWhileUp(at -> new ExchangeEvent.MediaLost(at, leg.id, silentMs));
    }

    @Override
    public void onMeasured(MediaStats recent) {
        leg.tellWhileUp(at -> new ExchangeEvent.MediaMeasured(at, leg.id, recent));
    }

    @Override
    public void onDigit(char digit, int lengthMs) {
        leg.tell(at -> new ExchangeEvent.DigitPressed(at, leg.id, digit, lengthMs));
    }

    @Override
    public void onPlaybackEnded(PlaybackId playback, boolean completed, String problem) {
        leg.tell(at -> new ExchangeEvent.PlaybackEnded(at, leg.id, playback, completed, problem));
    }

    @Override
    public void onPeerHold(boolean held) {
        leg.tellWhileUp(at -> new ExchangeEvent.PeerHold(at, leg.id, held));
    }

    @Override
    public void onPeerGone(String reason) {
        leg.mediaGone(reason);
    }
}

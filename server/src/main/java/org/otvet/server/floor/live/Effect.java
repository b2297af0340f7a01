package org.otvet.server.floor.live;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.Dial;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Playback;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;

/** What the floor wants done outside, in this order. */
public sealed interface Effect {

    record Ring(LegId leg) implements Effect {}

    record Answer(LegId leg) implements Effect {}

    record HangUp(LegId leg, HangUpCause cause) implements Effect {}

    record Call(Dial dial) implements Effect {}

    record Play(LegId leg, Playback playback) implements Effect {}

    record StopPlaying(LegId leg) implements Effect {}

    record Connect(LegId customer, LegId agent) implements Effect {}

    record Mix(org.otvet.telephony.Mix mix) implements Effect {}

    record Disconnect(LegId leg) implements Effect {}

    record Mute(LegId leg, boolean muted) implements Effect {}

    record SendDigits(LegId leg, String digits) implements Effect {}

    record Record(RecordingOrder order) implements Effect {}

    record PauseRecording(RecordingId recording, boolean paused) implements Effect {}

    record StopRecording(RecordingId recording) implements Effect {}

    /** A fact. */
    record Note(
            long atMs,
            String type,
            @Nullable UUID interactionId,
            @Nullable UUID agentId,
            @Nullable UUID projectId,
            Map<String, Object> data)
            implements Effect {}

    /** Something a person must look at. */
    record Alarm(
            String code,
            String text,
            boolean raised,
            @Nullable UUID projectId) implements Effect {}
}

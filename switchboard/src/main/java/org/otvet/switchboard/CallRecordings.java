package org.otvet.switchboard;

import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.telephony.ExchangeEvent.RecordingClosed;
import org.otvet.telephony.RecordingOrder;

/** Begins recordings of an exchange's legs and reports how they end. */
final class CallRecordings {

    private CallRecordings() {}

    static void begin(
            EmbeddedExchange exchange,
            MediaEngine media,
            RecordingOrder order,
            @Nullable Leg left,
            @Nullable Leg right) {
        var leftMedia = left == null ? null : left.mediaForRecording();
        var rightMedia = right == null ? null : right.mediaForRecording();
        if (leftMedia == null || rightMedia == null) {
            exchange.report(new RecordingClosed(exchange.now(), order.id(), 0, 0, "a party was gone before it began"));
            return;
        }
        media.record(
                order,
                leftMedia,
                rightMedia,
                (id, lengthMs, bytes, problem) ->
                        exchange.report(new RecordingClosed(exchange.now(), id, lengthMs, bytes, problem)));
    }
}

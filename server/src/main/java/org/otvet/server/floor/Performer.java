package org.otvet.server.floor;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.otvet.server.floor.live.Effect;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.telephony.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the floor decided: orders to the exchange, facts to the ledger, alarms. One failing is one failing. */
final class Performer {

    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    private final Exchange exchange;
    private final Ledger ledger;
    private final Consumer<Effect.Alarm> alarms;

    Performer(Exchange exchange, Ledger ledger, Consumer<Effect.Alarm> alarms) {
        this.exchange = exchange;
        this.ledger = ledger;
        this.alarms = alarms;
    }

    void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            try {
                perform(effect);
            } catch (RuntimeException e) {
                LOG.error("Could not carry out {}", effect.getClass().getSimpleName(), e);
            }
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Ring e -> exchange.ring(e.leg());
            case Effect.Answer e -> exchange.answer(e.leg());
            case Effect.HangUp e -> exchange.hangUp(e.leg(), e.cause());
            case Effect.Call e -> exchange.dial(e.dial());
            case Effect.Play e -> exchange.play(e.leg(), e.playback());
            case Effect.StopPlaying e -> exchange.stopPlaying(e.leg());
            case Effect.Connect e -> exchange.connect(e.customer(), e.agent());
            case Effect.Mix e -> exchange.mix(e.mix());
            case Effect.Disconnect e -> exchange.disconnect(e.leg());
            case Effect.Mute e -> exchange.mute(e.leg(), e.muted());
            case Effect.SendDigits e -> exchange.sendDigits(e.leg(), e.digits());
            case Effect.Record e -> exchange.record(e.order());
            case Effect.PauseRecording e -> exchange.pauseRecording(e.recording(), e.paused());
            case Effect.StopRecording e -> exchange.stopRecording(e.recording());
            case Effect.Note e ->
                ledger.record(Fact.of(
                        e.interactionId(),
                        e.agentId(),
                        e.projectId(),
                        Instant.ofEpochMilli(e.atMs()),
                        e.type(),
                        e.data()));
            case Effect.Alarm e -> alarms.accept(e);
        }
    }
}

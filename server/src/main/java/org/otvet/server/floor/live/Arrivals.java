package org.otvet.server.floor.live;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.otvet.routing.Command;
import org.otvet.server.outbound.Numbering;
import org.otvet.telephony.ExchangeEvent.LegOffered;
import org.otvet.telephony.ExchangeEvent.PlaybackEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Origin;
import org.otvet.telephony.Playback;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.Sound;

/** Callers from their first ring to their place in a queue. */
final class Arrivals {

    /** What a caller hears where a queue has no music: the Russian ring-back tone. */
    private static final List<Sound> RING_BACK =
            List.of(new Sound.Tone(425, Duration.ofSeconds(1)), new Sound.Silence(Duration.ofSeconds(4)));

    private final Ground ground;
    private final Offers offers;
    private final Endings endings;
    private final CallRecorder recorder;

    Arrivals(Ground ground, Offers offers, Endings endings, CallRecorder recorder) {
        this.recorder = recorder;
        this.ground = ground;
        this.offers = offers;
        this.endings = endings;
    }

    void offered(LegOffered event) {
        if (!(event.origin() instanceof Origin.FromTrunk from)) {
            ground.effect(new Effect.HangUp(event.leg(), HangUpCause.FORBIDDEN));
            return;
        }
        FloorPlan.Number number = ground.numberFor(from.trunk(), event.dialled());
        QueueLive queue = number == null ? null : ground.queues.get(number.queueId());
        if (number == null || queue == null) {
            turnAway(event, from);
            return;
        }
        CallLive call = new CallLive(
                ground.ids.get(),
                true,
                number.projectId(),
                Numbering.delivered(event.callerNumber(), ground.country(number.projectId())),
                event.callerName().isEmpty() ? null : event.callerName(),
                event.dialled(),
                from.trunk(),
                event.leg(),
                queue.plan.answerAtOnce() ? Stage.ANSWERING : Stage.WAITING,
                ground.now);
        call.queue = queue;
        call.numberGreeting = number.greeting();
        call.recorded.number = number.scope();
        ground.calls.put(call.id, call);
        ground.legs.put(event.leg(), new Ground.Role(call, Ground.Side.CUSTOMER, null));
        ground.note(
                call,
                "interaction.started",
                "direction",
                "in",
                "number",
                call.number,
                "name",
                call.name,
                "dialled",
                call.dialled,
                "trunkId",
                from.trunk().value(),
                "queueId",
                queue.id,
                "protocolCallId",
                event.protocolCallId(),
                "legId",
                event.leg().toString());
        queue.offered++;
        if (queue.plan.answerAtOnce()) {
            queue.line.add(call);
            ground.effect(new Effect.Answer(event.leg()));
        } else {
            ground.effect(new Effect.Ring(event.leg()));
            enqueue(call, queue, ground.now);
        }
        ground.changes.call(call);
    }

    private void turnAway(LegOffered event, Origin.FromTrunk from) {
        var id = ground.ids.get();
        ground.effect(new Effect.HangUp(event.leg(), HangUpCause.NOT_FOUND));
        ground.effect(new Effect.Note(
                ground.now,
                "interaction.started",
                id,
                null,
                null,
                Ground.data(
                        "direction",
                        "in",
                        "number",
                        event.callerNumber(),
                        "name",
                        event.callerName().isEmpty() ? null : event.callerName(),
                        "dialled",
                        event.dialled(),
                        "trunkId",
                        from.trunk().value(),
                        "protocolCallId",
                        event.protocolCallId(),
                        "legId",
                        event.leg().toString())));
        ground.effect(new Effect.Note(
                ground.now,
                "interaction.ended",
                id,
                null,
                null,
                Ground.data(
                        "endedBy",
                        "otvet",
                        "cause",
                        HangUpCause.NOT_FOUND.name(),
                        "protocolStatus",
                        404,
                        "result",
                        "failed")));
    }

    /** The caller's side confirmed our answer. */
    void answered(CallLive call) {
        call.customerUp = true;
        ground.note(call, "interaction.answered");
        if (call.stage == Stage.ANSWERING) {
            greet(call);
        }
    }

    private void greet(CallLive call) {
        QueueLive queue = call.queue;
        if (queue == null) {
            return;
        }
        List<FloorPlan.Prompt> prompts = Stream.of(call.numberGreeting, recorder.unheardAnnouncement(call))
                .filter(Objects::nonNull)
                .toList();
        if (prompts.isEmpty()) {
            enqueue(call, queue, ground.now);
            return;
        }
        ground.enter(call, Stage.GREETING);
        PlaybackId playback = new PlaybackId(ground.ids.get());
        call.greeting = playback;
        ground.note(call, "greeting.started", "promptId", prompts.getFirst().id());
        List<Sound> sounds =
                prompts.stream().<Sound>map(p -> new Sound.File(p.file())).toList();
        ground.effect(new Effect.Play(call.customerLeg, new Playback(playback, sounds, false)));
    }

    void playbackEnded(CallLive call, PlaybackEnded event) {
        if (call.stage != Stage.GREETING || !event.playback().equals(call.greeting) || call.queue == null) {
            return;
        }
        call.greeting = null;
        ground.note(call, "greeting.ended", "completed", event.completed());
        ground.alarm(
                "greeting-unplayable",
                call.projectId,
                !event.problem().isEmpty(),
                () -> "The greeting of " + call.dialled + " cannot be played: " + event.problem());
        FloorPlan.Prompt announcement = recorder.unheardAnnouncement(call);
        if (announcement != null && event.completed()) {
            recorder.announced(call, announcement);
        }
        enqueue(call, call.queue, ground.now);
    }

    /** @param sinceMs gives the place in line */
    void enqueue(CallLive call, QueueLive queue, long sinceMs) {
        queue.line.remove(call);
        call.waitingSinceMs = sinceMs;
        call.inLineSinceMs = ground.now;
        queue.line.add(call);
        ground.enter(call, Stage.WAITING);
        ground.note(call, "queue.entered", "queueId", queue.id);
        if (call.customerUp) {
            playMusic(call);
        }
        if (queue.plan.maxWaitMs() > 0) {
            call.maxWaitTimer = ground.after(queue.plan.maxWaitMs(), () -> waitedTooLong(call));
        }
        call.inRouter = true;
        offers.route(new Command.Enqueue(call.routingId, queue.routingId, call.waitingSinceMs));
    }

    void playMusic(CallLive call) {
        playMusic(call, call.customerLeg);
    }

    void playMusic(CallLive call, LegId leg) {
        FloorPlan.Prompt music = call.queue == null ? null : call.queue.plan.music();
        List<Sound> sounds = music == null ? RING_BACK : List.of(new Sound.File(music.file()));
        ground.effect(new Effect.Play(leg, new Playback(new PlaybackId(ground.ids.get()), sounds, true)));
    }

    private void waitedTooLong(CallLive call) {
        if (call.stage.inLine()) {
            endings.leaveLine(call, "max-wait");
            endings.end(call, "otvet", HangUpCause.POLICY, 0, call.talked ? "answered" : "missed");
        }
    }

    static List<Sound> ringBack() {
        return RING_BACK;
    }
}

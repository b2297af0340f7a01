package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.ExchangeEvent.RecordingClosed;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;
import org.otvet.telephony.RecordingPlace;

/** Records talks by the rules or by hand, and keeps out of them what must not be kept. */
final class CallRecorder {

    private final Ground ground;

    CallRecorder(Ground ground) {
        this.ground = ground;
    }

    /** What the rules say of a call as it is now. */
    RecordingRules.Decision decide(CallLive call) {
        QueueLive queue = call.queue;
        FloorPlan.Project project = ground.projects.get(call.projectId);
        boolean usual = queue == null ? project != null && project.recordOutbound() : queue.plan.record();
        return ground.plan
                .recording()
                .decide(new RecordingRules.Question(
                        call.id,
                        call.inbound,
                        call.servedProject(),
                        queue == null ? null : queue.id,
                        call.recorded.number,
                        usual));
    }

    /** The prompt the customer must hear before they are connected; null when there is none, or they have heard it. */
    FloorPlan.@Nullable Prompt unheardAnnouncement(CallLive call) {
        return call.recorded.announced ? null : decide(call).announcement();
    }

    void announced(CallLive call, FloorPlan.Prompt prompt) {
        call.recorded.announced = true;
        ground.note(call, "recording.announced", "promptId", prompt.id());
    }

    /** Customer and agent talk from now on. */
    void talkBegins(CallLive call) {
        RecordingState state = call.recorded;
        RecordingRules.Decision decision = decide(call);
        state.decision = decision;
        if (state.running != null) {
            return;
        }
        switch (decision.answer()) {
            case RECORDED -> open(call, decision.why());
            case BY_HAND -> {
                if (state.wantedByHand) {
                    open(call, "by-hand");
                }
            }
            case NOT_RECORDED -> {
                if (decision.why().equals("share")) {
                    ground.note(call, "recording.skipped", "why", decision.why());
                }
            }
        }
    }

    private boolean open(CallLive call, String why) {
        if (call.agentLeg == null) {
            return false;
        }
        RecordingId id = new RecordingId(ground.ids.get());
        RecordingPlace place;
        try {
            place = ground.places.apply(id, Instant.ofEpochMilli(ground.now));
        } catch (RuntimeException e) {
            ground.alarm("recording-impossible", null, true, () -> "Calls are not recorded: " + e.getMessage());
            return false;
        }
        ground.alarm("recording-impossible", null, false, () -> "");
        call.recorded.running = id;
        call.recorded.sinceMs = ground.now;
        ground.recordings.put(
                id, new Ground.Recorded(call.id, call.agent == null ? null : call.agent.id, call.projectId));
        ground.note(
                call,
                "recording.started",
                "recordingId",
                id.toString(),
                "file",
                place.file().toString(),
                "left",
                "customer",
                "right",
                "agent",
                "why",
                why,
                "paused",
                call.recorded.paused ? Boolean.TRUE : null);
        ground.effect(new Effect.Record(
                new RecordingOrder(id, call.customerLeg, call.agentLeg, place, call.recorded.paused)));
        return true;
    }

    /** A file is closed, whoever wanted it. */
    void closed(RecordingClosed event) {
        Ground.Recorded of = ground.recordings.remove(event.recording());
        if (of == null) {
            return;
        }
        CallLive call = ground.calls.get(of.interactionId());
        if (call != null && event.recording().equals(call.recorded.running)) {
            call.recorded.running = null;
            ground.changes.call(call);
        }
        ground.effect(new Effect.Note(
                ground.now,
                "recording.ended",
                of.interactionId(),
                of.agentId(),
                of.projectId(),
                Ground.data(
                        "recordingId",
                        event.recording().toString(),
                        "lengthMs",
                        event.lengthMs(),
                        "bytes",
                        event.bytes(),
                        "problem",
                        event.problem().isEmpty() ? null : event.problem())));
    }

    Outcome order(CallLive call, Order.OnRecording order) {
        return switch (order.action()) {
            case PAUSE -> pause(call, order.via(), order.by());
            case RESUME -> resume(call, order.via(), order.by());
            case START -> start(call);
            case STOP -> stop(call);
        };
    }

    private Outcome pause(CallLive call, String via, UUID by) {
        RecordingState state = call.recorded;
        if (state.running == null) {
            return Outcome.conflict("not-recording");
        }
        if (state.paused) {
            return Outcome.DONE;
        }
        RecordingRules.Decision decision = state.decision;
        long limitMs = decision == null ? RecordingRules.PAUSE_LIMIT_MS : decision.pauseLimitMs();
        state.paused = true;
        state.pauseRanOut = false;
        state.pausedSinceMs = ground.now;
        state.pausedUntilMs = ground.now + limitMs;
        state.pauseLimit = ground.after(limitMs, () -> {
            resume(call, "limit", null);
            state.pauseRanOut = true;
            ground.changes.call(call);
        });
        ground.effect(new Effect.PauseRecording(state.running, true));
        ground.note(call, "recording.paused", "recordingId", state.running.toString(), "via", via, "by", by);
        ground.changes.call(call);
        return Outcome.DONE;
    }

    private Outcome resume(CallLive call, String via, @Nullable UUID by) {
        RecordingState state = call.recorded;
        if (!state.paused) {
            return state.running == null ? Outcome.conflict("not-recording") : Outcome.DONE;
        }
        state.paused = false;
        state.pauseLimit = Timers.cancel(state.pauseLimit);
        RecordingId running = state.running;
        if (running != null) {
            ground.effect(new Effect.PauseRecording(running, false));
        }
        ground.note(
                call,
                "recording.resumed",
                "recordingId",
                running == null ? null : running.toString(),
                "via",
                via,
                "by",
                by,
                "pausedMs",
                ground.now - state.pausedSinceMs);
        ground.changes.call(call);
        return Outcome.DONE;
    }

    private Outcome start(CallLive call) {
        RecordingState state = call.recorded;
        if (!byHand(call)) {
            return Outcome.conflict("not-by-hand");
        }
        if (call.stage != Stage.TALKING && call.stage != Stage.HOLD) {
            return Outcome.conflict("not-talking");
        }
        if (state.running == null) {
            state.wantedByHand = true;
            if (!open(call, "by-hand")) {
                return Outcome.conflict("recording-impossible");
            }
            ground.changes.call(call);
        }
        return Outcome.DONE;
    }

    private Outcome stop(CallLive call) {
        if (!byHand(call)) {
            return Outcome.conflict("not-by-hand");
        }
        if (call.recorded.running == null) {
            return Outcome.conflict("not-recording");
        }
        agentLeaves(call, "agent");
        return Outcome.DONE;
    }

    private static boolean byHand(CallLive call) {
        RecordingRules.Decision decision = call.recorded.decision;
        return decision != null && decision.answer() == RecordingRules.Answer.BY_HAND;
    }

    /** The agent's part of the call is over: neither their pause nor what they began by hand outlives it. */
    void agentLeaves(CallLive call, String via) {
        RecordingState state = call.recorded;
        RecordingId running = state.running;
        if (running != null) {
            // first the end, so that nothing is heard between the pause and it
            ground.effect(new Effect.StopRecording(running));
        }
        if (state.paused) {
            resume(call, via, null);
        }
        state.running = null;
        state.wantedByHand = false;
        ground.changes.call(call);
    }

    /** The agent's telephone is lost: the exchange closes the file with the leg, a pause goes on. */
    void telephoneLost(CallLive call) {
        call.recorded.running = null;
    }

    /** The call ends; its legs close the file. */
    void callEnds(CallLive call) {
        if (call.recorded.paused) {
            RecordingId running = call.recorded.running;
            if (running != null) {
                ground.effect(new Effect.StopRecording(running));
            }
            resume(call, "end", null);
        }
    }
}

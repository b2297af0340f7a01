package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.HangUpCause;

/** Draws {@link Views} from the floor as it is now. */
final class Viewer {

    /** Places beyond this are said once, on arrival, and not corrected while others leave. */
    private static final int PLACES_KEPT = 200;

    private final Ground ground;
    private final CompanyViews company;

    Viewer(Ground ground) {
        this.ground = ground;
        this.company = new CompanyViews(ground);
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }

    Views.Desk desk(AgentLive agent) {
        Map<UUID, List<Views.Disposition>> dispositions = new LinkedHashMap<>();
        for (FloorPlan.Disposition d : ground.plan.dispositions()) {
            if (agent.plan.projectIds().contains(d.projectId())) {
                dispositions
                        .computeIfAbsent(d.projectId(), p -> new ArrayList<>())
                        .add(new Views.Disposition(d.id(), d.parentId(), d.name(), d.code()));
            }
        }
        FloorPlan.Phone phone = agent.plan.phone();
        Long average = agent.callsToday == 0 ? null : agent.handleMsToday / agent.callsToday / 1000;
        return new Views.Desk(
                agent.id,
                agent.state,
                at(agent.stateSinceMs),
                agent.ask == null ? null : agent.ask.state(),
                pauseReason(agent.pauseReasonId),
                new Views.Phone(kind(phone), agent.reachable, phone == null ? "no-phone" : agent.problem),
                agent.call == null ? null : deskCall(agent, agent.call),
                agent.wrapUp == null ? null : wrapUp(agent.wrapUp),
                agent.missed.stream().map(this::missed).toList(),
                new Views.Today(agent.callsToday, talkMs(agent) / 1000, average, agent.missedToday),
                agent.queues.stream()
                        .map(q -> new Views.QueueLine(q.id, q.plan.name(), q.line.size()))
                        .toList(),
                ground.plan.pauseReasons().stream()
                        .map(r -> new Views.PauseReason(r.id(), r.name(), r.paid()))
                        .toList(),
                dispositions,
                company.supervising(agent),
                at(ground.now));
    }

    private static String kind(FloorPlan.@Nullable Phone phone) {
        if (phone == null) {
            return "none";
        }
        return switch (phone.kind()) {
            case BROWSER -> "browser";
            case REGISTERED -> "sip";
            case FIXED -> "fixed";
        };
    }

    private long talkMs(AgentLive agent) {
        CallLive call = agent.call;
        long running =
                call != null && call.agent == agent && call.stage == Stage.TALKING ? ground.now - call.stageSinceMs : 0;
        return agent.talkMsToday + running;
    }

    private Views.@Nullable Named pauseReason(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        return ground.plan.pauseReasons().stream()
                .filter(r -> r.id().equals(id))
                .map(r -> new Views.Named(r.id(), r.name()))
                .findFirst()
                .orElse(null);
    }

    private static Views.@Nullable Named named(@Nullable QueueLive queue) {
        return queue == null ? null : new Views.Named(queue.id, queue.plan.name());
    }

    private Views.DeskCall deskCall(AgentLive agent, CallLive call) {
        Consult consult = call.consult;
        Consult asked = consult != null && consult.agent == agent ? consult : null;
        Member member = call.conference.stream()
                .filter(m -> m.agent == agent)
                .findFirst()
                .orElse(null);
        boolean ringing = asked != null ? !asked.up : call.stage == Stage.OFFERING || call.stage == Stage.TRANSFERRING;
        long sinceMs = asked != null ? asked.sinceMs : member != null ? member.sinceMs : call.stageSinceMs;
        long untilMs = asked != null ? asked.offeredUntilMs : call.offeredUntilMs;
        return new Views.DeskCall(
                call.id,
                direction(call),
                ringing ? "ringing" : asked != null || member != null ? "talking" : call.stage.code(),
                at(sinceMs),
                at(call.startedMs),
                ringing ? at(untilMs) : null,
                call.number,
                call.name,
                call.dialled,
                call.servedProject(),
                projectName(call.servedProject()),
                named(call.queue),
                (call.stage == Stage.OFFERING ? ground.now - call.inLineSinceMs : call.waitedMs) / 1000,
                member != null ? member.muted : call.muted && asked == null,
                call.recorded.running != null && call.agent == agent,
                asked != null || member != null ? "consult" : call.why,
                call.stage == Stage.CALLING_CUSTOMER ? call.progress : null,
                call.outsideEndsMs == 0 ? null : at(call.outsideEndsMs),
                consult == null || member != null ? null : consult(call, consult, asked != null),
                asked != null ? null : company.conference(call, agent),
                company.supervised(call, agent),
                call.agent == agent ? recorder(call.recorded) : null);
    }

    private static Views.Recorder recorder(RecordingState state) {
        RecordingRules.Decision decision = state.decision;
        return new Views.Recorder(
                state.running == null ? "off" : state.paused ? "paused" : "on",
                state.running == null ? null : at(state.paused ? state.pausedSinceMs : state.sinceMs),
                state.running != null && state.paused ? at(state.pausedUntilMs) : null,
                state.pauseRanOut,
                decision != null && decision.answer() == RecordingRules.Answer.BY_HAND);
    }

    private static Views.Consult consult(CallLive call, Consult consult, boolean asked) {
        AgentLive other = asked ? call.agent : consult.agent;
        boolean withAgent = consult.up && call.stage == Stage.HOLD;
        return new Views.Consult(
                asked ? "asked" : "asking",
                !consult.up ? "ringing" : withAgent ? "talking" : "waiting",
                at(consult.sinceMs),
                other == null ? null : other.id,
                other == null ? null : other.plan.name(),
                asked || consult.number.isEmpty() ? null : consult.number);
    }

    private static String direction(CallLive call) {
        return call.inbound ? "in" : "out";
    }

    private String projectName(UUID id) {
        FloorPlan.Project project = ground.projects.get(id);
        return project == null ? "" : project.name();
    }

    private static Views.WrapUp wrapUp(AgentLive.WrapUp w) {
        return new Views.WrapUp(
                w.interactionId, at(w.untilMs), w.number, w.name, w.projectId, named(w.queue), w.extended, failure(w));
    }

    private static Views.@Nullable Failure failure(AgentLive.WrapUp w) {
        if (w.failure == null) {
            return null;
        }
        // a carrier that answers nothing is another matter than a subscriber who cannot be reached
        boolean carrier = w.failure == HangUpCause.UNREACHABLE && (w.status == 0 || w.status == 408 || w.status == 503);
        return new Views.Failure(
                carrier
                        ? "carrier-unreachable"
                        : w.failure.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                w.status);
    }

    private Views.Missed missed(AgentLive.Missed m) {
        QueueLive queue = m.queueId() == null ? null : ground.queues.get(m.queueId());
        return new Views.Missed(
                m.interactionId(),
                m.number(),
                m.name(),
                queue == null ? null : queue.plan.projectId(),
                queue == null ? null : queue.plan.name(),
                at(m.atMs()),
                m.kind());
    }

    Views.Queue queue(QueueLive queue) {
        int[] by = queue.agents;
        int ended = queue.answered + queue.abandoned + queue.leftOtherwise;
        Double level = ended == 0 ? null : Math.round(queue.withinTarget * 1000.0 / ended) / 10.0;
        Long asa = queue.answered == 0 ? null : queue.answeredWaitMs / queue.answered / 1000;
        return new Views.Queue(
                queue.id,
                queue.plan.projectId(),
                projectName(queue.plan.projectId()),
                queue.plan.name(),
                queue.line.size(),
                queue.line.isEmpty() ? null : at(queue.line.first().waitingSinceMs),
                queue.talking,
                new Views.AgentCounts(
                        by[AgentState.READY.ordinal()],
                        by[AgentState.RINGING.ordinal()],
                        by[AgentState.TALKING.ordinal()] + by[AgentState.HOLD.ordinal()],
                        by[AgentState.WRAP_UP.ordinal()],
                        by[AgentState.PAUSE.ordinal()],
                        by[AgentState.MISSED.ordinal()],
                        by[AgentState.OFFLINE.ordinal()]),
                new Views.QueueToday(queue.offered, queue.answered, queue.abandoned, queue.withinTarget, level, asa),
                new Views.Target(queue.plan.targetPercent(), queue.plan.targetMs() / 1000));
    }

    Views.Agent agent(AgentLive agent) {
        CallLive call = agent.call;
        FloorPlan.Phone phone = agent.plan.phone();
        return new Views.Agent(
                agent.id,
                agent.plan.name(),
                agent.plan.login(),
                agent.state,
                at(agent.stateSinceMs),
                pauseReason(agent.pauseReasonId),
                agent.ask == null ? null : agent.ask.state(),
                agent.plan.projectIds(),
                agent.plan.queueIds(),
                new Views.AgentPhone(phone == null ? null : kind(phone), agent.reachable),
                call == null ? null : call.id,
                call == null ? null : call.number,
                call == null || call.queue == null ? null : call.queue.plan.name(),
                new Views.AgentToday(agent.callsToday, talkMs(agent) / 1000, agent.missedToday),
                CompanyViews.supervisors(call, agent),
                call == null || call.agent != agent ? null : call.quality.view(),
                call == null ? null : call.servedProject());
    }

    private static Views.Waiting waiting(CallLive call, QueueLive queue, int place) {
        call.shownPlace = place;
        AgentLive offeredTo = call.stage == Stage.OFFERING ? call.agent : null;
        return new Views.Waiting(
                call.id,
                queue.id,
                queue.plan.projectId(),
                call.number,
                call.name,
                at(call.waitingSinceMs),
                place,
                call.stage.code(),
                offeredTo == null ? null : offeredTo.id);
    }

    private static Views.LiveCall live(CallLive call) {
        return new Views.LiveCall(
                call.id,
                call.servedProject(),
                direction(call),
                call.stage.code(),
                call.number,
                call.dialled,
                call.queue == null ? null : call.queue.id,
                call.agent == null ? null : call.agent.id,
                at(call.startedMs),
                at(call.stageSinceMs));
    }

    Views.Floor floor() {
        List<Views.Waiting> waiting = new ArrayList<>();
        for (QueueLive queue : ground.queues.values()) {
            int place = 0;
            for (CallLive call : queue.line) {
                waiting.add(waiting(call, queue, ++place));
            }
        }
        return new Views.Floor(
                ground.queues.values().stream().map(this::queue).toList(),
                ground.agents.values().stream().map(this::agent).toList(),
                waiting,
                ground.calls.values().stream()
                        .filter(c -> !c.stage.inLine() && c.stage != Stage.ENDING)
                        .map(Viewer::live)
                        .toList(),
                at(ground.now));
    }

    /** Draws what changed and forgets it. */
    Views.Change change() {
        Changes changes = ground.changes;
        Set<Views.Waiting> waiting = new LinkedHashSet<>();
        Set<CallLive> placed = new LinkedHashSet<>();
        for (QueueLive queue : changes.queues) {
            int place = 0;
            for (CallLive call : queue.line) {
                if (++place > PLACES_KEPT) {
                    break;
                }
                boolean changed = changes.calls.contains(call);
                if (changed || call.shownPlace != place) {
                    waiting.add(waiting(call, queue, place));
                }
                placed.add(call);
            }
        }
        List<Views.LiveCall> calls = new ArrayList<>();
        List<Views.Gone> goneWaiting = new ArrayList<>();
        List<Views.Gone> goneCalls = new ArrayList<>();
        for (CallLive call : changes.calls) {
            Views.Gone gone = new Views.Gone(call.id, Set.copyOf(call.seenIn));
            if (call.stage.inLine()) {
                if (call.talked) {
                    goneCalls.add(gone);
                }
                if (!placed.contains(call) && call.queue != null && call.queue.line.contains(call)) {
                    waiting.add(waiting(call, call.queue, call.queue.line.size()));
                }
            } else {
                if (call.inbound || call.queue != null) {
                    goneWaiting.add(gone);
                }
                if (call.stage == Stage.ENDING) {
                    goneCalls.add(gone);
                } else {
                    calls.add(live(call));
                }
            }
        }
        Views.Change change = new Views.Change(
                changes.queues.stream()
                        .filter(q -> ground.queues.get(q.id) == q)
                        .map(this::queue)
                        .toList(),
                changes.agents.stream()
                        .filter(a -> ground.agents.containsKey(a.id))
                        .map(this::agent)
                        .toList(),
                List.copyOf(waiting),
                calls,
                changes.goneAgents.stream()
                        .map(id -> new Views.Gone(id, Set.of()))
                        .toList(),
                goneWaiting,
                goneCalls,
                at(ground.now));
        changes.clear();
        return change;
    }
}

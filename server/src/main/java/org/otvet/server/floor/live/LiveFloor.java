package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otvet.telephony.EndedBy;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;
import org.otvet.telephony.MediaStats;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;

/**
 * Everything that is live: agents, queues, interactions and who is reserved for whom. Give it what happened with the
 * time it is, then carry out {@link #takeEffects()} in order. Owned by one thread; never blocks, reads no clock.
 */
public final class LiveFloor {

    private final Ground ground;
    private final Offers offers;
    private final Shifts shifts;
    private final Endings endings;
    private final Arrivals arrivals;
    private final Talks talks;
    private final OutboundCalls outbound;
    private final Tolls tolls;
    private final Targets targets;
    private final LegEvents legEvents;
    private final CallOrders callOrders;
    private final Supervisions supervisions;
    private final CallRecorder recorder;
    private final Planning planning;
    private final Viewer viewer;

    /**
     * @param ids gives new ids, UUIDv7 where they shall sort by time
     * @param recordingPlaces names the place of a new recording; may throw when there is no place for one
     */
    public LiveFloor(Supplier<UUID> ids, BiFunction<RecordingId, Instant, RecordingPlace> recordingPlaces) {
        this.ground = new Ground(ids, recordingPlaces);
        this.offers = new Offers(ground);
        this.shifts = new Shifts(ground, offers);
        this.endings = new Endings(ground, offers);
        this.recorder = new CallRecorder(ground);
        this.arrivals = new Arrivals(ground, offers, endings, recorder);
        Bridges bridges = new Bridges(ground);
        this.talks = new Talks(ground, offers, endings, arrivals, shifts, bridges, recorder);
        this.tolls = new Tolls(ground);
        Exits exits = new Exits(ground, tolls);
        this.outbound = new OutboundCalls(ground, endings, talks, shifts, exits);
        this.planning = new Planning(ground, offers, shifts, endings);
        this.viewer = new Viewer(ground);
        this.targets = new Targets(ground, exits);
        Transfers transfers =
                new Transfers(ground, offers, endings, arrivals, talks, shifts, targets, bridges, recorder);
        Consults consults = new Consults(ground, offers, endings, arrivals, talks, shifts, targets, transfers, bridges);
        Conferences conferences = new Conferences(ground, offers, arrivals, talks, shifts, transfers, bridges);
        this.supervisions = new Supervisions(ground, offers, shifts, bridges, consults, transfers);
        this.legEvents = new LegEvents(
                ground,
                offers,
                endings,
                arrivals,
                talks,
                outbound,
                transfers,
                consults,
                conferences,
                supervisions,
                tolls);
        this.callOrders = new CallOrders(offers, endings, talks, transfers, consults, conferences);
        offers.meet(shifts, talks);
        talks.meet(consults);
        consults.meet(conferences);
        transfers.meet(conferences, supervisions);
        endings.meet(shifts, talks, transfers, consults, conferences, supervisions, recorder);
    }

    /** Replaces what was set up. Calls under way go on; callers of a queue that is gone are sent away. */
    public void plan(FloorPlan plan, long nowMs) {
        ground.now = nowMs;
        planning.apply(plan);
    }

    /** Says whether a telephone can be called, where no event has said so yet. */
    public void reachable(PhoneId phone, boolean reachable, String reason, long nowMs) {
        ground.now = nowMs;
        AgentLive agent = ground.agentsByPhone.get(phone.value());
        if (agent != null && agent.reachable != reachable) {
            shifts.reachable(agent, reachable, reason);
        }
    }

    /** Something happened in the exchange. An event of an unknown leg is ignored. */
    public void on(ExchangeEvent event, long nowMs) {
        ground.now = nowMs;
        switch (event) {
            case ExchangeEvent.LegOffered e -> arrivals.offered(e);
            case ExchangeEvent.LegRouted e -> tolls.routed(e);
            case ExchangeEvent.LegRinging e -> legEvents.rang(e);
            case ExchangeEvent.LegAnswered e -> legEvents.answered(e.leg());
            case LegEnded e -> legEvents.ended(e);
            case ExchangeEvent.MediaStarted e -> legEvents.media(e.leg(), "media.started");
            case ExchangeEvent.MediaLost e -> legEvents.mediaLost(e);
            case ExchangeEvent.MediaMeasured e -> legEvents.measured(e);
            case ExchangeEvent.DigitPressed e -> legEvents.digit(e);
            case ExchangeEvent.PlaybackEnded e -> {
                Ground.Role role = ground.legs.get(e.leg());
                if (role != null && role.call() != null && role.side() == Ground.Side.CUSTOMER) {
                    arrivals.playbackEnded(role.call(), e);
                    talks.playbackEnded(role.call(), e);
                }
            }
            case ExchangeEvent.PeerHold e -> {
                Ground.Role role = ground.legs.get(e.leg());
                if (role != null && role.call() != null && role.side() == Ground.Side.AGENT) {
                    talks.peerHold(role.call(), e.held());
                }
            }
            case ExchangeEvent.RecordingClosed e -> recorder.closed(e);
            case ExchangeEvent.PhoneReachable e -> reachable(e.phone(), true, "", nowMs);
            case ExchangeEvent.PhoneUnreachable e -> reachable(e.phone(), false, e.reason(), nowMs);
            case ExchangeEvent.Alarm e -> ground.alarm(e.code(), null, e.raised(), e::text);
        }
    }

    /** Somebody asks for something. */
    public Outcome order(Order order, long nowMs) {
        ground.now = nowMs;
        return switch (order) {
            case Order.HangUpCall o -> hangUp(ground.calls.get(o.interactionId()));
            case Order.ChangeState o -> with(o.agentId(), a -> shifts.ask(a, o.state(), o.pauseReasonId(), o.by()));
            case Order.DialOut o -> with(o.agentId(), a -> outbound.dial(a, o.number(), o.projectId()));
            case Order.OnCall o -> with(o.agentId(), a -> callOrders.onCall(a, o));
            case Order.OnRecording o -> {
                CallLive call = ground.calls.get(o.interactionId());
                boolean foreign = call != null
                        && o.agentId() != null
                        && (call.agent == null || !call.agent.id.equals(o.agentId()));
                yield call == null || foreign ? Outcome.unknown() : recorder.order(call, o);
            }
            case Order.Digits o -> with(o.agentId(), a -> callOrders.digits(a, o));
            case Order.Transfer o -> with(o.agentId(), a -> callOrders.transfer(a, o));
            case Order.Consult o -> with(o.agentId(), a -> callOrders.consult(a, o));
            case Order.MuteParty o -> with(o.agentId(), a -> callOrders.muteParty(a, o));
            case Order.RemoveParty o -> with(o.agentId(), a -> callOrders.removeParty(a, o));
            case Order.Supervise o ->
                onCall(o.supervisorId(), o.interactionId(), (s, call) -> supervisions.supervise(s, call, o.mode()));
            case Order.TakeOver o -> onCall(o.supervisorId(), o.interactionId(), supervisions::takeOver);
            case Order.LeaveSupervision o -> with(o.supervisorId(), supervisions::leave);
            case Order.SaveWrapUp o -> with(o.agentId(), a -> saveWrapUp(a, o));
            case Order.ExtendWrapUp o -> with(o.agentId(), shifts::extendWrapUp);
            case Order.MissedHandled o -> with(o.agentId(), a -> missedHandled(a, o.interactionId()));
            case Order.PageOpened o ->
                with(o.agentId(), a -> {
                    shifts.pageOpened(a);
                    return Outcome.DONE;
                });
            case Order.PageClosed o ->
                with(o.agentId(), a -> {
                    shifts.pageClosed(a);
                    return Outcome.DONE;
                });
            case Order.SignedOut o ->
                with(o.agentId(), a -> {
                    shifts.signedOut(a);
                    return Outcome.DONE;
                });
        };
    }

    private interface AgentOrder {
        Outcome on(AgentLive agent);
    }

    private Outcome with(UUID agentId, AgentOrder order) {
        AgentLive agent = ground.agents.get(agentId);
        return agent == null ? Outcome.unknown() : order.on(agent);
    }

    private interface SupervisorOrder {
        Outcome on(AgentLive supervisor, CallLive call);
    }

    private Outcome onCall(UUID supervisorId, UUID interactionId, SupervisorOrder order) {
        CallLive call = ground.calls.get(interactionId);
        if (call == null || call.stage == Stage.ENDING) {
            return Outcome.unknown();
        }
        AgentLive supervisor = ground.agents.get(supervisorId);
        return supervisor == null ? Outcome.conflict("no-phone") : order.on(supervisor, call);
    }

    private Outcome hangUp(@Nullable CallLive call) {
        if (call == null || call.stage == Stage.ENDING) {
            return Outcome.unknown();
        }
        endings.sendAway(call);
        return Outcome.DONE;
    }

    private Outcome saveWrapUp(AgentLive agent, Order.SaveWrapUp order) {
        AgentLive.WrapUp wrapUp = agent.wrapUp;
        if (wrapUp == null || !wrapUp.interactionId.equals(order.interactionId())) {
            return Outcome.conflict("no-wrap-up");
        }
        UUID disposition = order.dispositionId();
        if (disposition != null
                && ground.plan.dispositions().stream()
                        .noneMatch(
                                d -> d.id().equals(disposition) && d.projectId().equals(wrapUp.projectId))) {
            return Outcome.invalid("disposition");
        }
        shifts.endWrapUp(agent, disposition, order.notes().isBlank() ? null : order.notes(), "saved");
        return Outcome.DONE;
    }

    private Outcome missedHandled(AgentLive agent, UUID interactionId) {
        AgentLive.Missed missed = agent.missed.stream()
                .filter(m -> m.interactionId().equals(interactionId))
                .findFirst()
                .orElse(null);
        if (missed == null) {
            return Outcome.unknown();
        }
        agent.forgetMissed(interactionId);
        QueueLive queue = missed.queueId() == null ? null : ground.queues.get(missed.queueId());
        ground.effect(new Effect.Note(
                ground.now,
                "missed.handled",
                interactionId,
                agent.id,
                queue == null ? null : queue.plan.projectId(),
                Ground.data("by", agent.id)));
        ground.changes.agent(agent);
        return Outcome.DONE;
    }

    /** Does what is due. */
    public void tick(long nowMs) {
        ground.now = nowMs;
        for (Runnable due = ground.timers.next(nowMs); due != null; due = ground.timers.next(nowMs)) {
            due.run();
        }
    }

    /** When {@link #tick} has something to do, {@link Long#MAX_VALUE} for never. */
    public long nextDueMs() {
        return ground.timers.nextDueMs();
    }

    public List<Effect> takeEffects() {
        return ground.takeEffects();
    }

    /** The exchange is gone: every leg with it. */
    public void exchangeLost(long nowMs) {
        ground.now = nowMs;
        for (LegId leg : List.copyOf(ground.legs.keySet())) {
            legEvents.ended(new LegEnded(
                    Instant.ofEpochMilli(nowMs),
                    leg,
                    HangUpCause.SHUTDOWN,
                    EndedBy.OTVET,
                    0,
                    "exchange stopped",
                    MediaStats.NONE));
        }
    }

    /** Figures of the part of today before the start. */
    public FiguresToday figures() {
        return new FiguresToday(ground, tolls);
    }

    /** A new day begins. */
    public void forgetToday(long nowMs) {
        ground.now = nowMs;
        figures().forget();
    }

    /** Does something of the owner's at its time. */
    public void at(long dueMs, Runnable action) {
        ground.timers.at(dueMs, action);
    }

    public Views.@Nullable Desk desk(UUID agentId, long nowMs) {
        ground.now = nowMs;
        AgentLive agent = ground.agents.get(agentId);
        return agent == null ? null : viewer.desk(agent);
    }

    /** To whom the agent can hand a call on; null for somebody unknown. */
    public Views.@Nullable Targets targets(UUID agentId, long nowMs) {
        ground.now = nowMs;
        AgentLive agent = ground.agents.get(agentId);
        return agent == null ? null : targets.view(agent);
    }

    public Views.Floor floor(long nowMs) {
        ground.now = nowMs;
        return viewer.floor();
    }

    /** Switches the gathering of changes on or off; nothing is gathered while nobody looks. */
    public void watch(boolean wanted) {
        if (!wanted) {
            ground.changes.clear();
        }
        ground.changes.wanted = wanted;
    }

    public boolean changed() {
        return !ground.changes.isEmpty();
    }

    /** The agents among {@code looking} who changed; ask before {@link #takeChange()}. */
    public List<UUID> changedDesks(Collection<UUID> looking) {
        return looking.stream()
                .filter(id -> {
                    AgentLive agent = ground.agents.get(id);
                    return agent != null && ground.changes.agents.contains(agent);
                })
                .toList();
    }

    /** The agents among {@code looking} in whose queues something changed; ask before {@link #takeChange()}. */
    public List<UUID> desksOfChangedQueues(Collection<UUID> looking) {
        return looking.stream()
                .filter(id -> {
                    AgentLive agent = ground.agents.get(id);
                    return agent != null && agent.queues.stream().anyMatch(ground.changes.queues::contains);
                })
                .toList();
    }

    public Views.Change takeChange() {
        return viewer.change();
    }

    /** The projects an agent works for; null for somebody unknown. */
    public @Nullable Set<UUID> projectsOf(UUID agentId) {
        AgentLive agent = ground.agents.get(agentId);
        return agent == null ? null : agent.plan.projectIds();
    }

    /** Whose call it is, for the wall around projects; null for an unknown one. */
    public @Nullable UUID projectOf(UUID interactionId) {
        CallLive call = ground.calls.get(interactionId);
        return call == null ? null : call.projectId;
    }

    /** A live call with everything that the floor knows of it; null for an unknown one. */
    public @Nullable Map<String, @Nullable Object> inside(UUID interactionId) {
        CallLive call = ground.calls.get(interactionId);
        return call == null ? null : Inside.of(ground, call);
    }

    /** Who has a call, and for which project it is answered now; null for an unknown one. */
    public Views.@Nullable Talk talk(UUID interactionId) {
        CallLive call = ground.calls.get(interactionId);
        return call == null ? null : new Views.Talk(call.servedProject(), call.agent == null ? null : call.agent.id);
    }

    public int callsUp() {
        return ground.calls.size();
    }

    /** Legs not yet known to be gone. */
    public int legsUp() {
        return ground.legs.size();
    }
}

package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.Command;

/** Agents' states: what they ask for, what calls make of them, wrap-up, and whether they can be reached. */
final class Shifts {

    private final Ground ground;
    private final Offers offers;

    Shifts(Ground ground, Offers offers) {
        this.ground = ground;
        this.offers = offers;
    }

    /** Sets the visible state; routing follows with {@link #settle}. */
    void become(AgentLive agent, AgentState state, @Nullable String reason, @Nullable UUID by) {
        if (agent.state == state && reason == null && by == null) {
            ground.changes.agent(agent);
            return;
        }
        for (QueueLive queue : agent.queues) {
            queue.agents[agent.state.ordinal()]--;
            queue.agents[state.ordinal()]++;
            ground.changes.queue(queue);
        }
        agent.state = state;
        agent.stateSinceMs = ground.now;
        if (state != AgentState.PAUSE) {
            agent.pauseReasonId = null;
        }
        if (state == AgentState.READY || state == AgentState.OFFLINE) {
            agent.problem = null;
        }
        ground.note(agent, "agent.state", "state", state.code(), "reason", reason, "by", by);
        ground.changes.agent(agent);
    }

    /** Makes routing agree with what the agent can do now. Call it after whatever may have changed that. */
    void settle(AgentLive agent) {
        boolean may = agent.state == AgentState.READY
                && agent.free()
                && agent.reachable
                && agent.legs.isEmpty()
                && ground.now >= agent.restUntilMs;
        boolean is = ground.router.isReady(agent.routingId);
        if (may && !is) {
            offers.route(new Command.Ready(agent.routingId, agent.idleSinceMs));
        } else if (!may && is) {
            offers.route(new Command.Unready(agent.routingId));
        }
        if (agent.state == AgentState.OFFLINE && ground.router.isSignedIn(agent.routingId)) {
            offers.route(new Command.SignOut(agent.routingId));
        }
    }

    Outcome ask(AgentLive agent, AgentState state, @Nullable UUID pauseReasonId, @Nullable UUID by) {
        if (state != AgentState.READY && state != AgentState.PAUSE && state != AgentState.OFFLINE) {
            return Outcome.invalid("state");
        }
        if (pauseReasonId != null && ground.plan.pauseReasons().stream().noneMatch(r -> r.id().equals(pauseReasonId))) {
            return Outcome.invalid("pause-reason");
        }
        AgentLive.Ask ask = new AgentLive.Ask(state, state == AgentState.PAUSE ? pauseReasonId : null);
        if (agent.state.bound()) {
            agent.ask = ask;
            ground.changes.agent(agent);
            return Outcome.DONE;
        }
        if (state == AgentState.READY && agent.plan.phone() == null) {
            return Outcome.conflict("no-phone");
        }
        take(agent, ask, by);
        return Outcome.DONE;
    }

    private void take(AgentLive agent, AgentLive.Ask ask, @Nullable UUID by) {
        boolean wasReady = agent.state == AgentState.READY;
        agent.pauseReasonId = ask.pauseReasonId();
        if (ask.state() == AgentState.READY) {
            if (!wasReady) {
                agent.idleSinceMs = ground.now;
                agent.restUntilMs = 0;
            }
            become(agent, AgentState.READY, null, by);
            watchPhone(agent);
        } else {
            UUID reason = ask.pauseReasonId();
            become(agent, ask.state(), reason == null ? ask.state().code() : reason.toString(), by);
            agent.pauseReasonId = reason;
        }
        settle(agent);
        watchPage(agent);
    }

    /** The agent is free again after an offer that led to nothing. */
    void backFromOffer(AgentLive agent, long idleSinceMs) {
        agent.call = null;
        AgentLive.Ask ask = agent.ask;
        agent.ask = null;
        agent.idleSinceMs = idleSinceMs;
        if (ask != null && ask.state() != AgentState.READY) {
            take(agent, ask, null);
            return;
        }
        become(agent, AgentState.READY, null, null);
        watchPhone(agent);
        settle(agent);
        watchPage(agent);
    }

    /** Too many offers missed, or the telephone cannot be called: out until they come back themselves. */
    void out(AgentLive agent, String reason, @Nullable String problem) {
        agent.call = null;
        AgentLive.Ask ask = agent.ask;
        agent.ask = null;
        if (ask != null && ask.state() != AgentState.READY) {
            take(agent, ask, null);
            return;
        }
        become(agent, AgentState.MISSED, reason, null);
        agent.problem = problem;
        settle(agent);
        watchPage(agent);
    }

    void rest(AgentLive agent) {
        agent.restUntilMs = ground.now + Rules.REST_AFTER_DECLINE;
        agent.restTimer = Timers.cancel(agent.restTimer);
        agent.restTimer = ground.after(Rules.REST_AFTER_DECLINE, () -> settle(agent));
    }

    void wrapUp(AgentLive agent, CallLive call) {
        long lasts = call.queue == null ? Rules.WRAP_UP_OUTBOUND : call.queue.plan.wrapUpMs();
        agent.call = null;
        if (lasts <= 0) {
            comeBack(agent, call.before);
            return;
        }
        AgentLive.WrapUp wrapUp = new AgentLive.WrapUp(call, call.servedProject(), ground.now, ground.now + lasts);
        agent.wrapUp = wrapUp;
        if (agent.ask == null) {
            agent.ask = call.before;
        }
        ground.note(
                call,
                "wrapup.started",
                "agentId",
                agent.id,
                "untilAt",
                Instant.ofEpochMilli(wrapUp.untilMs).toString());
        become(agent, AgentState.WRAP_UP, null, null);
        wrapUp.timer = ground.after(lasts, () -> endWrapUp(agent, null, null, "timer"));
        settle(agent);
        if (agent.pages == 0) {
            watchPage(agent);
        }
    }

    /** Whether an agent who handed a call on does nothing else since; ends their wrap-up of it. */
    boolean takesBack(AgentLive agent, CallLive call) {
        boolean here = ground.agents.get(agent.id) == agent
                && agent.reachable
                && agent.plan.phone() != null
                && agent.call == null
                && agent.supervision == null
                && agent.ask == null;
        AgentLive.WrapUp wrapUp = agent.wrapUp;
        if (!here || wrapUp == null) {
            return here && agent.state == AgentState.READY;
        }
        if (!wrapUp.interactionId.equals(call.id)) {
            return false;
        }
        closeWrapUp(agent, wrapUp, null, null, "call-returned");
        return true;
    }

    void endWrapUp(AgentLive agent, @Nullable UUID dispositionId, @Nullable String notes, String how) {
        AgentLive.WrapUp wrapUp = agent.wrapUp;
        if (wrapUp == null) {
            return;
        }
        closeWrapUp(agent, wrapUp, dispositionId, notes, how);
        comeBack(agent, null);
    }

    private void closeWrapUp(
            AgentLive agent,
            AgentLive.WrapUp wrapUp,
            @Nullable UUID dispositionId,
            @Nullable String notes,
            String how) {
        wrapUp.timer = Timers.cancel(wrapUp.timer);
        agent.wrapUp = null;
        agent.handleMsToday += ground.now - wrapUp.startedMs;
        ground.effect(new Effect.Note(
                ground.now,
                "wrapup.ended",
                wrapUp.interactionId,
                agent.id,
                wrapUp.projectId,
                Ground.data("agentId", agent.id, "dispositionId", dispositionId, "notes", notes, "how", how)));
    }

    Outcome extendWrapUp(AgentLive agent) {
        AgentLive.WrapUp wrapUp = agent.wrapUp;
        if (wrapUp == null) {
            return Outcome.conflict("no-wrap-up");
        }
        if (wrapUp.extended) {
            return Outcome.conflict("already-extended");
        }
        wrapUp.extended = true;
        wrapUp.untilMs += Rules.WRAP_UP_EXTENSION;
        wrapUp.timer = Timers.cancel(wrapUp.timer);
        wrapUp.timer = timerAt(wrapUp.untilMs, () -> endWrapUp(agent, null, null, "timer"));
        ground.changes.agent(agent);
        return Outcome.DONE;
    }

    private Timers.Timer timerAt(long dueMs, Runnable action) {
        return ground.timers.at(dueMs, action);
    }

    /** A call and its wrap-up are over: what was asked for comes true, otherwise the agent is ready. */
    void comeBack(AgentLive agent, AgentLive.@Nullable Ask before) {
        AgentLive.Ask ask = agent.ask != null ? agent.ask : before;
        agent.ask = null;
        agent.idleSinceMs = ground.now;
        if (ask != null && ask.state() == AgentState.MISSED) {
            become(agent, AgentState.MISSED, "missed", null);
            settle(agent);
            watchPage(agent);
            return;
        }
        take(agent, ask == null ? new AgentLive.Ask(AgentState.READY, null) : ask, null);
    }

    void reachable(AgentLive agent, boolean reachable, @Nullable String reason) {
        agent.reachable = reachable;
        if (reachable) {
            agent.awayTimer = Timers.cancel(agent.awayTimer);
            agent.problem = null;
        } else {
            agent.problem = reason == null || reason.isEmpty() ? "not-registered" : reason;
            watchPhone(agent);
        }
        ground.changes.agent(agent);
        settle(agent);
    }

    /** A ready agent whose telephone stays away gets no calls, and is told so by being set to missed. */
    private void watchPhone(AgentLive agent) {
        agent.awayTimer = Timers.cancel(agent.awayTimer);
        if (agent.reachable) {
            return;
        }
        if (agent.problem == null) {
            agent.problem = "not-registered";
        }
        agent.awayTimer = ground.after(Rules.PHONE_AWAY, () -> {
            if (agent.state == AgentState.READY && !agent.reachable) {
                String problem = agent.problem;
                become(agent, AgentState.MISSED, "phone-unreachable", null);
                agent.problem = problem;
                settle(agent);
            }
        });
    }

    void pageOpened(AgentLive agent) {
        agent.pages++;
        agent.pageTimer = Timers.cancel(agent.pageTimer);
    }

    void pageClosed(AgentLive agent) {
        agent.pages = Math.max(0, agent.pages - 1);
        watchPage(agent);
    }

    /** The page is the browser agent's telephone: without it nobody is there. */
    private void watchPage(AgentLive agent) {
        if (agent.pages > 0 || !agent.hasBrowserPhone() || agent.state == AgentState.OFFLINE) {
            return;
        }
        agent.pageTimer = Timers.cancel(agent.pageTimer);
        agent.pageTimer = ground.after(Rules.PAGE_AWAY, () -> {
            if (agent.pages == 0) {
                leave(agent, "page-closed");
            }
        });
    }

    void signedOut(AgentLive agent) {
        if (agent.hasBrowserPhone()) {
            leave(agent, "signed-out");
        }
    }

    private void leave(AgentLive agent, String reason) {
        if (agent.call != null) {
            agent.ask = new AgentLive.Ask(AgentState.OFFLINE, null);
            ground.changes.agent(agent);
        } else if (agent.wrapUp != null) {
            agent.ask = new AgentLive.Ask(AgentState.OFFLINE, null);
            endWrapUp(agent, null, null, "signed-out");
        } else if (agent.state != AgentState.OFFLINE) {
            become(agent, AgentState.OFFLINE, reason, null);
            settle(agent);
        }
    }

    void missed(AgentLive agent, CallLive call, String kind) {
        agent.forgetMissed(call.id);
        agent.missed.addFirst(new AgentLive.Missed(
                call.id, call.number, call.name, call.queue == null ? null : call.queue.id, ground.now, kind));
        if (agent.missed.size() > Rules.MISSED_LISTED) {
            agent.missed.removeLast();
        }
        agent.missedToday++;
        ground.changes.agent(agent);
    }
}

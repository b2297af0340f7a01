package org.otvet.server.floor.live;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otvet.server.outbound.Carrier;
import org.otvet.server.outbound.Outbound;
import org.otvet.server.outbound.OutboundRules;
import org.otvet.server.outbound.OutboundRules.Refusal;
import org.otvet.server.outbound.Reading;
import org.otvet.server.outbound.Spent;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.LegId;

/**
 * What calls out use up, and what may not be: every leg to a number outside passes here, is counted from its order to its
 * end and is ended when the day's limits or its own length are reached.
 */
final class Tolls {

    /** How long an attempt at a forbidden number stays an alarm. */
    private static final long ALARMED = 15 * 60_000;

    private static final long WATCH_EACH = 1_000;
    private static final long SHOWN_WITHIN = 2_000;

    private record Key(UUID projectId, UUID agentId) {}

    /** A leg that was let through. */
    static final class Tab {
        final LegId leg;
        final CallLive call;
        final Key key;
        final List<Carrier.Hop> hops;
        Carrier.Hop hop;
        long answeredMs;
        boolean cut;

        Tab(LegId leg, CallLive call, Key key, List<Carrier.Hop> hops) {
            this.leg = leg;
            this.call = call;
            this.key = key;
            this.hops = hops;
            this.hop = hops.getFirst();
        }

        Spent used(long now) {
            long ms = now - answeredMs;
            return new Spent(0, ms, Spent.cost(ms, hop.costMicros()));
        }
    }

    private final Ground ground;
    private final Map<Key, Spent> agents = new HashMap<>();
    private final Map<UUID, Spent> projects = new HashMap<>();
    private final Map<LegId, Tab> tabs = new HashMap<>();
    private Timers.@Nullable Timer watching;
    private boolean known = true;

    Tolls(Ground ground) {
        this.ground = ground;
    }

    /** Why this agent may not call this number for this project now, null when they may. */
    @Nullable
    Refusal refusal(FloorPlan.Project project, UUID agentId, Reading reading) {
        if (reading instanceof Reading.Short s && s.emergency()) {
            return null;
        }
        OutboundRules rules = project.dialling().rules();
        Refusal refusal = rules.destination(reading);
        if (refusal != null) {
            return refusal;
        }
        if (!known) {
            return Refusal.NOT_READY;
        }
        if (!rules.hours().open(Instant.ofEpochMilli(ground.now))) {
            return Refusal.HOURS;
        }
        Key key = new Key(project.id(), agentId);
        Refusal ofAgent = used(agents.get(key), tab -> tab.key.equals(key)).exhausted(rules.agent(), true);
        return ofAgent != null
                ? ofAgent
                : used(projects.get(project.id()), tab -> tab.key.projectId.equals(project.id()))
                        .exhausted(rules.project(), false);
    }

    /** A call was refused: a fact, and an alarm where a person must look. */
    void refused(FloorPlan.Project project, UUID agentId, String number, Refusal refusal, @Nullable CallLive call) {
        ground.effect(new Effect.Note(
                ground.now,
                "outbound.refused",
                call == null ? null : call.id,
                agentId,
                project.id(),
                Ground.data("number", number, "reason", refusal.code())));
        if (refusal.forbidden()) {
            AgentLive agent = ground.agents.get(agentId);
            String who = agent == null ? "somebody" : agent.plan.name();
            ground.alarm(
                    "outbound-forbidden",
                    project.id(),
                    true,
                    () -> project.name() + ": " + who + " tried to call " + number + " (" + refusal.code() + ")");
            ground.after(ALARMED, () -> ground.alarm("outbound-forbidden", project.id(), false, () -> ""));
        } else if (refusal.exhausted()) {
            exhausted(project, agentId, refusal);
        }
    }

    private void exhausted(FloorPlan.Project project, UUID agentId, Refusal refusal) {
        AgentLive agent = ground.agents.get(agentId);
        String whose = refusal.name().toLowerCase(Locale.ROOT).startsWith("agent") && agent != null
                ? " for " + agent.plan.name()
                : "";
        ground.alarm(
                "outbound-limit",
                project.id(),
                true,
                () -> project.name() + ": a limit of the day is reached" + whose + " (" + refusal.code() + ")");
    }

    /** Counts a leg that is about to be ordered. */
    void place(CallLive call, UUID agentId, LegId leg, String number, List<Carrier.Hop> hops, UUID projectId) {
        Key key = new Key(projectId, agentId);
        tabs.put(leg, new Tab(leg, call, key, hops));
        add(key, new Spent(1, 0, 0));
        ground.effect(new Effect.Note(
                ground.now,
                "outbound.placed",
                call.id,
                agentId,
                projectId,
                Ground.data("number", number, "legId", leg.toString())));
    }

    private void add(Key key, Spent spent) {
        agents.merge(key, spent, Spent::plus);
        projects.merge(key.projectId, spent, Spent::plus);
    }

    private Spent used(@Nullable Spent settled, Predicate<Tab> whose) {
        Spent sum = settled == null ? Spent.NOTHING : settled;
        for (Tab tab : tabs.values()) {
            if (tab.answeredMs > 0 && whose.test(tab)) {
                sum = sum.plus(tab.used(ground.now));
            }
        }
        return sum;
    }

    void routed(ExchangeEvent.LegRouted event) {
        Tab tab = tabs.get(event.leg());
        if (tab == null) {
            return;
        }
        String carrier = event.trunk().value();
        for (Carrier.Hop hop : tab.hops) {
            if (hop.carrier().trunk().equals(event.trunk())) {
                tab.hop = hop;
                carrier = hop.carrier().name();
            }
        }
        ground.effect(new Effect.Note(
                ground.now,
                "outbound.routed",
                tab.call.id,
                tab.key.agentId,
                tab.key.projectId,
                Ground.data(
                        "trunkId",
                        event.trunk().value(),
                        "trunk",
                        carrier,
                        "number",
                        event.number(),
                        "legId",
                        event.leg().toString(),
                        "statusBefore",
                        event.statusBefore() == 0 ? null : event.statusBefore())));
    }

    void answered(LegId leg) {
        Tab tab = tabs.get(leg);
        if (tab != null && tab.answeredMs == 0) {
            tab.answeredMs = ground.now;
            watch();
        }
    }

    void ended(LegId leg) {
        Tab tab = tabs.remove(leg);
        if (tab == null) {
            return;
        }
        tab.call.outsideEndsMs = 0;
        if (tab.answeredMs == 0) {
            return;
        }
        Spent used = tab.used(ground.now);
        add(tab.key, used);
        ground.effect(new Effect.Note(
                ground.now,
                "outbound.charged",
                tab.call.id,
                tab.key.agentId,
                tab.key.projectId,
                Ground.data(
                        "ms",
                        used.ms(),
                        "costMicros",
                        used.costMicros(),
                        "trunkId",
                        tab.hop.carrier().trunk().value(),
                        "legId",
                        leg.toString())));
    }

    /** Looks after the conversations that are going on, again each second while there are any. */
    private void watch() {
        watching = Timers.cancel(watching);
        Map<UUID, List<Tab>> running = tabs.values().stream()
                .filter(tab -> tab.answeredMs > 0 && !tab.cut)
                .collect(Collectors.groupingBy(tab -> tab.key.projectId));
        running.forEach((projectId, ofProject) -> {
            FloorPlan.Project project = ground.projects.get(projectId);
            watch(
                    project,
                    project == null ? OutboundRules.USUAL : project.dialling().rules(),
                    ofProject);
        });
        if (!running.isEmpty()) {
            watching = ground.after(WATCH_EACH, this::watch);
        }
    }

    /** Conversations of a project share what is left of its day, an agent's what is left of the agent's. */
    private void watch(FloorPlan.@Nullable Project project, OutboundRules rules, List<Tab> running) {
        UUID projectId = running.getFirst().key.projectId;
        Spent ofProject = sum(projects.get(projectId), running);
        long projectLeft = ofProject.leftMs(rules.project(), running.size(), rates(running));
        running.stream().collect(Collectors.groupingBy(tab -> tab.key)).forEach((key, tabs) -> {
            Spent ofAgent = sum(agents.get(key), tabs);
            long agentLeft = ofAgent.leftMs(rules.agent(), tabs.size(), rates(tabs));
            for (Tab tab : tabs) {
                long ownLeft = tab.answeredMs + rules.longestSeconds() * 1_000L - ground.now;
                long left = Math.min(ownLeft, Math.min(agentLeft, projectLeft));
                if (left > 0) {
                    show(tab, ground.now + left);
                } else if (ownLeft <= 0) {
                    cut(tab, Refusal.LENGTH);
                } else {
                    Refusal why = agentLeft <= 0
                            ? ofAgent.exhausted(withoutCalls(rules.agent()), true)
                            : ofProject.exhausted(withoutCalls(rules.project()), false);
                    Refusal said = why == null ? Refusal.PROJECT_MINUTES : why;
                    if (project != null) {
                        exhausted(project, key.agentId, said);
                    }
                    cut(tab, said);
                }
            }
        });
    }

    private Spent sum(@Nullable Spent settled, List<Tab> running) {
        Spent sum = settled == null ? Spent.NOTHING : settled;
        for (Tab tab : running) {
            sum = sum.plus(tab.used(ground.now));
        }
        return sum;
    }

    private static long rates(List<Tab> running) {
        return running.stream().mapToLong(tab -> tab.hop.costMicros()).sum();
    }

    /** Pages are told when the end has moved by more than the eye forgives. */
    private void show(Tab tab, long endsMs) {
        if (Math.abs(tab.call.outsideEndsMs - endsMs) > SHOWN_WITHIN) {
            tab.call.outsideEndsMs = endsMs;
            ground.changes.call(tab.call);
        }
    }

    private void cut(Tab tab, Refusal why) {
        tab.cut = true;
        ground.note(tab.call, "outbound.cut", "reason", why.code(), "legId", tab.leg.toString());
        ground.effect(new Effect.HangUp(tab.leg, HangUpCause.POLICY));
    }

    private static OutboundRules.Limits withoutCalls(OutboundRules.Limits limits) {
        return new OutboundRules.Limits(0, limits.minutes(), limits.costMicros());
    }

    // ---- the day

    /** Nobody calls out until {@link #loaded} has said what was used. */
    void await() {
        known = false;
    }

    void loaded(List<Outbound.Used> used) {
        used.forEach(one -> add(new Key(one.projectId(), one.agentId()), one.spent()));
        known = true;
    }

    void newDay() {
        agents.clear();
        projects.clear();
        for (UUID project : ground.projects.keySet()) {
            ground.alarm("outbound-limit", project, false, () -> "");
        }
    }
}

package org.otvet.server.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.otvet.server.calls.CallsToday;
import org.otvet.server.floor.live.FiguresToday;
import org.otvet.server.floor.live.FloorPlan;
import org.otvet.server.outbound.Outbound;
import org.otvet.server.outbound.OutboundChanged;
import org.otvet.server.people.People;
import org.otvet.server.people.PeopleChanged;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.ProjectsChanged;
import org.otvet.telephony.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Opens the floor before the lines and closes it after them; tells it what is set up, and how today went so far. */
@Component
class FloorStart implements SmartLifecycle {

    /** Lower than the lines' phase. */
    private static final int PHASE = 500;

    private static final long USED_AGAIN_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(FloorStart.class);

    private final FloorThread thread;
    private final People people;
    private final Projects projects;
    private final Exchange exchange;
    private final ObjectProvider<CallsToday> calls;
    private final Outbound outbound;
    private volatile boolean running;

    FloorStart(
            FloorThread thread,
            People people,
            Projects projects,
            Exchange exchange,
            ObjectProvider<CallsToday> calls,
            Outbound outbound) {
        this.thread = thread;
        this.people = people;
        this.projects = projects;
        this.exchange = exchange;
        this.calls = calls;
        this.outbound = outbound;
    }

    @Override
    public void start() {
        running = true;
        thread.start();
        plan();
        Instant now = Instant.ofEpochMilli(thread.now());
        thread.post(floor -> floor.figures().awaitUsed());
        Thread.ofVirtual().name("floor-used").start(() -> loadUsed(now));
        Thread.ofVirtual().name("floor-today").start(() -> loadToday(FloorConfiguration.startOfDay(now)));
        awaitMidnight(now);
    }

    @EventListener
    void on(PeopleChanged event) {
        plan();
    }

    @EventListener
    void on(ProjectsChanged event) {
        plan();
    }

    @EventListener
    void on(OutboundChanged event) {
        plan();
    }

    private synchronized void plan() {
        if (!running) {
            return;
        }
        FloorPlan plan = Plans.of(projects.centre(), outbound, people.agents());
        thread.post(floor -> {
            floor.plan(plan, thread.now());
            // a telephone may have registered before the floor knew whose it is
            for (FloorPlan.Agent agent : plan.agents()) {
                FloorPlan.Phone phone = agent.phone();
                if (phone != null) {
                    floor.reachable(phone.id(), exchange.isReachable(phone.id()), "", thread.now());
                }
            }
        });
    }

    private void loadToday(Instant since) {
        CallsToday today = calls.getIfAvailable();
        if (today == null) {
            return;
        }
        try {
            Map<UUID, Long> targets = projects.centre().queues().values().stream()
                    .collect(Collectors.toMap(q -> q.id(), q -> q.serviceTargetSeconds() * 1_000L));
            List<CallsToday.AgentFigures> agents = today.agents(since);
            List<CallsToday.QueueFigures> queues = today.queues(since, targets);
            List<CallsToday.MissedCall> missed = today.missed(since);
            thread.post(floor -> {
                FiguresToday figures = floor.figures();
                agents.forEach(a -> figures.addAgent(a.agentId(), a.calls(), a.talkMs(), a.handleMs(), a.missed()));
                queues.forEach(q -> figures.addQueue(
                        q.queueId(), q.offered(), q.answered(), q.abandoned(), q.withinTarget(), q.answeredWaitMs()));
                missed.forEach(m -> figures.addMissed(
                        m.agentId(),
                        m.interactionId(),
                        m.queueId(),
                        m.number(),
                        m.name(),
                        m.at().toEpochMilli(),
                        m.kind()));
            });
        } catch (RuntimeException e) {
            LOG.warn("Today's figures begin at zero: what was before could not be read: {}", e.toString());
        }
    }

    /** Nobody calls out before it is known what the day has used up: a restart must forgive nothing. */
    private void loadUsed(Instant now) {
        try {
            List<Outbound.Used> used = outbound.used(now);
            thread.post(floor -> floor.figures().used(used));
        } catch (RuntimeException e) {
            LOG.warn("No calls out yet: what today used up cannot be read: {}", e.toString());
            thread.post(floor -> floor.at(
                    thread.now() + USED_AGAIN_MS,
                    () -> Thread.ofVirtual().name("floor-used").start(() -> loadUsed(now))));
        }
    }

    private void awaitMidnight(Instant now) {
        Instant next = FloorConfiguration.startOfDay(now.plus(Duration.ofHours(26)));
        if (!next.isAfter(now)) {
            next = now.plus(Duration.ofHours(24));
        }
        long at = next.toEpochMilli();
        thread.post(floor -> floor.at(at, () -> {
            floor.forgetToday(thread.now());
            awaitMidnight(Instant.ofEpochMilli(thread.now()));
        }));
    }

    @Override
    public void stop() {
        running = false;
        thread.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

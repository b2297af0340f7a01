package org.otvet.server.outbound;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.lines.PhoneIds;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.projects.Centre;
import org.otvet.server.projects.DialledNumber;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.TrunkLine;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps rules and routes in memory as the database has them; one change at a time, audited, and none where nothing
 * differs.
 */
@Service
class DefaultOutbound implements Outbound {

    private static final TypeReference<LinkedHashMap<String, Object>> FACTS = new TypeReference<>() {};

    private final OutboundStore store;
    private final Projects projects;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private volatile Map<UUID, OutboundRules> rules;
    private volatile List<Route> routes;

    DefaultOutbound(
            OutboundStore store,
            Projects projects,
            Audit audit,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.store = store;
        this.projects = projects;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
        this.rules = store.rules();
        this.routes = store.routes();
    }

    @Override
    public DiallingPlan planOf(Centre centre, UUID projectId) {
        return new DiallingPlan(
                rulesOf(projectId),
                centre.trunks().values().stream()
                        .filter(t -> t.active()
                                && !t.peers().isEmpty()
                                && t.projectIds().contains(projectId))
                        .sorted(Comparator.comparing(TrunkLine::name))
                        .map(this::carrier)
                        .toList(),
                centre.numbers().values().stream()
                        .filter(n -> n.active() && n.projectId().equals(projectId))
                        .map(DialledNumber::number)
                        .sorted()
                        .toList());
    }

    private Carrier carrier(TrunkLine trunk) {
        String own = trunk.outgoing().callerNumber();
        return new Carrier(
                PhoneIds.ofTrunk(trunk.id()),
                trunk.name(),
                own.isEmpty() && trunk.login() != null ? trunk.login().username() : own,
                trunk.outgoing().assertedIdentity(),
                routes.stream()
                        .filter(route -> route.trunkId().equals(trunk.id()))
                        .toList());
    }

    OutboundRules rulesOf(UUID projectId) {
        return rules.getOrDefault(projectId, OutboundRules.USUAL);
    }

    /** Those of trunks that have any. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public List<Used> used(Instant at) {
        return store.used(SpentProjection.dayOf(at));
    }

    /** @throws org.otvet.server.platform.Problem 422 with what is wrong; so the next */
    synchronized void put(CurrentPerson actor, UUID projectId, OutboundRules wanted) {
        OutboundChecks.check(projects.centre(), projectId, wanted);
        OutboundRules before = rules.get(projectId);
        change(actor, "outbound-rules", "project " + projectId, before, wanted, () -> store.save(projectId, wanted));
    }

    synchronized void put(CurrentPerson actor, Route route) {
        OutboundChecks.check(projects.centre(), routes, route);
        Route before = routes.stream()
                .filter(r -> r.id().equals(route.id()))
                .findFirst()
                .orElse(null);
        change(actor, "trunk-route", "trunk-route " + route.id(), before, route, () -> store.save(route));
    }

    synchronized void remove(CurrentPerson actor, Route route) {
        change(actor, "trunk-route", "trunk-route " + route.id(), route, null, () -> store.remove(route));
    }

    private void change(
            CurrentPerson actor,
            String kind,
            String object,
            @Nullable Object before,
            @Nullable Object after,
            Runnable write) {
        if (Objects.equals(before, after)) {
            return;
        }
        String done = before == null ? "created" : after == null ? "removed" : "changed";
        transaction.executeWithoutResult(status -> {
            write.run();
            audit.record(
                    actor,
                    kind + "." + done,
                    object,
                    before == null ? null : json.convertValue(before, FACTS),
                    after == null ? null : json.convertValue(after, FACTS));
        });
        rules = store.rules();
        routes = store.routes();
        events.publishEvent(new OutboundChanged());
    }
}

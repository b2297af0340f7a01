package org.otvet.server.outbound;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.TrunkLine;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which numbers go over which trunk, and at what price. A trunk without any takes every number as it is. */
@RestController
@RequestMapping("/api/admin/trunk-routes")
@Requires(Permission.MANAGE_TELEPHONY)
class RouteController {

    private final DefaultOutbound outbound;
    private final Projects projects;

    RouteController(DefaultOutbound outbound, Projects projects) {
        this.outbound = outbound;
        this.projects = projects;
    }

    @GetMapping
    List<Row> list(CurrentPerson caller) {
        return outbound.routes().stream()
                .filter(route -> visible(caller, route))
                .sorted(Comparator.comparing(Route::prefix).thenComparing(Route::costMicros))
                .map(RouteController::row)
                .toList();
    }

    @GetMapping("/{id}")
    Row one(CurrentPerson caller, @PathVariable UUID id) {
        return row(find(caller, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Row create(CurrentPerson caller, @RequestBody RouteChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    Row change(CurrentPerson caller, @PathVariable UUID id, @RequestBody RouteChange change) {
        Route before = find(caller, id);
        requireWhole(caller, before.trunkId());
        return save(caller, id, change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        Route before = find(caller, id);
        requireWhole(caller, before.trunkId());
        outbound.remove(caller, before);
    }

    private Row save(CurrentPerson caller, UUID id, RouteChange change) {
        Form form = new Form();
        Route route = new Route(
                id,
                form.present("trunkId", change.trunkId()),
                change.prefix() == null ? "" : Numbering.plain(change.prefix()),
                form.number("strip", change.strip(), 0, 0, 15),
                change.add() == null ? "" : Numbering.plain(change.add()),
                RulesController.micros(form, "cost", change.cost()));
        form.check();
        requireWhole(caller, route.trunkId());
        outbound.put(caller, route);
        return row(route);
    }

    private Route find(CurrentPerson caller, UUID id) {
        return outbound.routes().stream()
                .filter(route -> route.id().equals(id) && visible(caller, route))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private boolean visible(CurrentPerson caller, Route route) {
        TrunkLine trunk = projects.centre().trunks().get(route.trunkId());
        return caller.allProjects() || trunk != null && !Collections.disjoint(caller.projectIds(), trunk.projectIds());
    }

    /** Routes of a trunk shared with projects the caller may not see are seen, not changed. */
    private void requireWhole(CurrentPerson caller, UUID trunkId) {
        TrunkLine trunk = projects.centre().trunks().get(trunkId);
        if (!caller.allProjects() && (trunk == null || !caller.projectIds().containsAll(trunk.projectIds()))) {
            throw Problem.forbidden();
        }
    }

    private static Row row(Route route) {
        return new Row(
                route.id(),
                route.trunkId(),
                route.prefix(),
                route.strip(),
                route.add(),
                RulesController.amount(route.costMicros()));
    }

    /** The cost is a minute's, in the centre's currency. */
    record Row(UUID id, UUID trunkId, String prefix, int strip, String add, BigDecimal cost) {}

    record RouteChange(
            @Nullable UUID trunkId,
            @Nullable String prefix,
            @Nullable Integer strip,
            @Nullable String add,
            @Nullable BigDecimal cost) {}
}

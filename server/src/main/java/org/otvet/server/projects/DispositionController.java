package org.otvet.server.projects;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
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

@RestController
@RequestMapping("/api/admin/dispositions")
@Requires(Permission.MANAGE_PROJECTS)
class DispositionController {

    private final DefaultProjects projects;

    DispositionController(DefaultProjects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    List<Disposition> list(CurrentPerson caller) {
        return projects.centre().dispositions().values().stream()
                .filter(found -> caller.mayAccess(found.projectId()))
                .sorted(Comparator.comparing(Disposition::projectId)
                        .thenComparing(Disposition::position)
                        .thenComparing(Disposition::name))
                .toList();
    }

    @GetMapping("/{id}")
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    Disposition one(CurrentPerson caller, @PathVariable UUID id) {
        return find(caller, id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Disposition create(CurrentPerson caller, @RequestBody DispositionChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    Disposition change(CurrentPerson caller, @PathVariable UUID id, @RequestBody DispositionChange change) {
        Disposition before = find(caller, id);
        return save(caller, before.id(), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        Disposition before = find(caller, id);
        projects.remove(caller, "disposition", id, before);
    }

    private Disposition find(CurrentPerson caller, UUID id) {
        Disposition found = projects.centre().dispositions().get(id);
        if (found == null || !(caller.mayAccess(found.projectId()))) {
            throw Problem.notFound();
        }
        return found;
    }

    private Disposition save(CurrentPerson caller, UUID id, DispositionChange change) {
        Form form = new Form();
        Disposition disposition = new Disposition(
                id,
                form.present("projectId", change.projectId()),
                change.parentId(),
                form.text("name", change.name(), 100),
                form.text("code", change.code(), 40),
                form.number("position", change.position(), 0, 0, 100_000),
                change.active() == null || change.active());
        form.check();
        projects.put(caller, disposition);
        return disposition;
    }

    record DispositionChange(
            @Nullable UUID projectId,
            @Nullable UUID parentId,
            @Nullable String name,
            @Nullable String code,
            @Nullable Integer position,
            @Nullable Boolean active) {}
}

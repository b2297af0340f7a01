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

/** Pause reasons are the whole centre's. */
@RestController
@RequestMapping("/api/admin/pause-reasons")
@Requires(Permission.MANAGE_PROJECTS)
class PauseReasonController {

    private final DefaultProjects projects;

    PauseReasonController(DefaultProjects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    List<PauseReason> list(CurrentPerson caller) {
        return projects.centre().pauseReasons().values().stream()
                .sorted(Comparator.comparing(PauseReason::position).thenComparing(PauseReason::name))
                .toList();
    }

    @GetMapping("/{id}")
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    PauseReason one(CurrentPerson caller, @PathVariable UUID id) {
        return find(caller, id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PauseReason create(CurrentPerson caller, @RequestBody PauseReasonChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    PauseReason change(CurrentPerson caller, @PathVariable UUID id, @RequestBody PauseReasonChange change) {
        PauseReason before = find(caller, id);
        return save(caller, before.id(), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        PauseReason before = find(caller, id);
        projects.remove(caller, "pause-reason", id, before);
    }

    private PauseReason find(CurrentPerson caller, UUID id) {
        PauseReason found = projects.centre().pauseReasons().get(id);
        if (found == null) {
            throw Problem.notFound();
        }
        return found;
    }

    private PauseReason save(CurrentPerson caller, UUID id, PauseReasonChange change) {
        Form form = new Form();
        PauseReason reason = new PauseReason(
                id,
                form.text("name", change.name(), 100),
                change.paid() != null && change.paid(),
                form.number("position", change.position(), 0, 0, 100_000),
                change.active() == null || change.active());
        form.check();
        projects.put(caller, reason);
        return reason;
    }

    record PauseReasonChange(
            @Nullable String name,
            @Nullable Boolean paid,
            @Nullable Integer position,
            @Nullable Boolean active) {}
}

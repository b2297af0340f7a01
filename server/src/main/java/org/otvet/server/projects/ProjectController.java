package org.otvet.server.projects;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
@RequestMapping("/api/admin/projects")
@Requires(Permission.MANAGE_PROJECTS)
class ProjectController {

    private final DefaultProjects projects;

    ProjectController(DefaultProjects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Requires({
        Permission.MANAGE_PROJECTS,
        Permission.SEE_FLOOR,
        Permission.SEE_CALLS,
        Permission.MANAGE_USERS,
        Permission.MANAGE_TELEPHONY
    })
    List<Project> list(CurrentPerson caller) {
        return projects.centre().projects().values().stream()
                .filter(found -> caller.mayAccess(found.id()))
                .sorted(Comparator.comparing(Project::name))
                .toList();
    }

    @GetMapping("/{id}")
    @Requires({
        Permission.MANAGE_PROJECTS,
        Permission.SEE_FLOOR,
        Permission.SEE_CALLS,
        Permission.MANAGE_USERS,
        Permission.MANAGE_TELEPHONY
    })
    Project one(CurrentPerson caller, @PathVariable UUID id) {
        return find(caller, id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Project create(CurrentPerson caller, @RequestBody ProjectChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    Project change(CurrentPerson caller, @PathVariable UUID id, @RequestBody ProjectChange change) {
        Project before = find(caller, id);
        return save(caller, before.id(), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        Project before = find(caller, id);
        projects.remove(caller, "project", id, before);
    }

    private Project find(CurrentPerson caller, UUID id) {
        Project found = projects.centre().projects().get(id);
        if (found == null || !(caller.mayAccess(found.id()))) {
            throw Problem.notFound();
        }
        return found;
    }

    private Project save(CurrentPerson caller, UUID id, ProjectChange change) {
        Form form = new Form();
        Project project = new Project(
                id,
                form.text("name", change.name(), 100),
                form.optionalText("client", change.client(), 100),
                form.oneOf("locale", change.locale(), Set.of("ru", "en")),
                change.active() == null || change.active(),
                change.supervisionShown() == null ? SupervisionShown.USUAL : change.supervisionShown());
        form.check();
        if (!caller.allProjects() && !projects.centre().projects().containsKey(id)) {
            // its maker would stand before the wall of what was just made
            throw Problem.forbidden();
        }
        projects.put(caller, project);
        return project;
    }

    record ProjectChange(
            @Nullable String name,
            @Nullable String client,
            @Nullable String locale,
            @Nullable Boolean active,
            @Nullable SupervisionShown supervisionShown) {}
}

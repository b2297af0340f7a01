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
@RequestMapping("/api/admin/numbers")
@Requires(Permission.MANAGE_PROJECTS)
class NumberController {

    private final DefaultProjects projects;

    NumberController(DefaultProjects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    List<DialledNumber> list(CurrentPerson caller) {
        return projects.centre().numbers().values().stream()
                .filter(found -> caller.mayAccess(found.projectId()))
                .sorted(Comparator.comparing(DialledNumber::number))
                .toList();
    }

    @GetMapping("/{id}")
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    DialledNumber one(CurrentPerson caller, @PathVariable UUID id) {
        return find(caller, id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DialledNumber create(CurrentPerson caller, @RequestBody NumberChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    DialledNumber change(CurrentPerson caller, @PathVariable UUID id, @RequestBody NumberChange change) {
        DialledNumber before = find(caller, id);
        return save(caller, before.id(), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        DialledNumber before = find(caller, id);
        projects.remove(caller, "number", id, before);
    }

    private DialledNumber find(CurrentPerson caller, UUID id) {
        DialledNumber found = projects.centre().numbers().get(id);
        if (found == null || !(caller.mayAccess(found.projectId()))) {
            throw Problem.notFound();
        }
        return found;
    }

    private DialledNumber save(CurrentPerson caller, UUID id, NumberChange change) {
        Form form = new Form();
        DestinationChange destination = form.present("destination", change.destination());
        DialledNumber number = new DialledNumber(
                id,
                form.text("number", change.number(), 33),
                change.trunkId(),
                form.present("projectId", change.projectId()),
                new DialledNumber.Destination(
                        form.present("destination.kind", destination.kind()),
                        form.present("destination.queueId", destination.queueId()),
                        destination.promptId()),
                change.active() == null || change.active());
        form.check();
        projects.put(caller, number);
        return number;
    }

    record NumberChange(
            @Nullable String number,
            @Nullable UUID trunkId,
            @Nullable UUID projectId,
            @Nullable DestinationChange destination,
            @Nullable Boolean active) {}

    record DestinationChange(
            DialledNumber.@Nullable Kind kind,
            @Nullable UUID queueId,
            @Nullable UUID promptId) {}
}

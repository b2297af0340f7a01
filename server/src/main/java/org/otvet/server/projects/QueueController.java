package org.otvet.server.projects;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Person;
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
@RequestMapping("/api/admin/queues")
@Requires(Permission.MANAGE_PROJECTS)
class QueueController {

    private final DefaultProjects projects;
    private final People people;

    QueueController(DefaultProjects projects, People people) {
        this.projects = projects;
        this.people = people;
    }

    @GetMapping
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    List<Row> list(CurrentPerson caller) {
        return projects.centre().queues().values().stream()
                .filter(found -> caller.mayAccess(found.projectId()))
                .sorted(Comparator.comparing(Queue::name))
                .map(this::row)
                .toList();
    }

    @GetMapping("/{id}")
    @Requires({Permission.MANAGE_PROJECTS, Permission.SEE_FLOOR, Permission.SEE_CALLS})
    Row one(CurrentPerson caller, @PathVariable UUID id) {
        return row(find(caller, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Row create(CurrentPerson caller, @RequestBody QueueChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    Row change(CurrentPerson caller, @PathVariable UUID id, @RequestBody QueueChange change) {
        Queue before = find(caller, id);
        return save(caller, before.id(), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        Queue before = find(caller, id);
        projects.remove(caller, "queue", id, before);
    }

    private Queue find(CurrentPerson caller, UUID id) {
        Queue found = projects.centre().queues().get(id);
        if (found == null || !(caller.mayAccess(found.projectId()))) {
            throw Problem.notFound();
        }
        return found;
    }

    private Row save(CurrentPerson caller, UUID id, QueueChange change) {
        Form form = new Form();
        Queue queue = new Queue(
                id,
                form.present("projectId", change.projectId()),
                form.text("name", change.name(), 100),
                form.number("weight", change.weight(), 10, 1, 100),
                change.greetingPromptId(),
                change.musicPromptId(),
                change.answerMode() == null ? Queue.AnswerMode.AT_ONCE : change.answerMode(),
                form.number("offerTimeoutSeconds", change.offerTimeoutSeconds(), 20, 5, 120),
                form.number("wrapUpSeconds", change.wrapUpSeconds(), 30, 0, 3600),
                change.maxWaitSeconds(),
                form.number("missedLimit", change.missedLimit(), 3, 1, 100),
                form.number("serviceTargetPercent", change.serviceTargetPercent(), 80, 1, 100),
                form.number("serviceTargetSeconds", change.serviceTargetSeconds(), 20, 1, 3600),
                change.recordCalls() == null || change.recordCalls());
        Set<UUID> agents = form.set("agentIds", change.agentIds(), 10_000);
        form.require(
                agents.stream()
                        .allMatch(agent -> people.find(agent)
                                .filter(person ->
                                        person.may(Permission.TAKE_CALLS) && person.mayAccess(queue.projectId()))
                                .isPresent()),
                "agentIds",
                "not-member");
        form.check();
        projects.put(caller, queue);
        if (change.agentIds() != null) {
            people.assignQueue(caller, id, agents);
        }
        return row(queue);
    }

    private Row row(Queue queue) {
        List<UUID> agents = people.all().stream()
                .filter(person -> person.queueIds().contains(queue.id()))
                .map(Person::id)
                .toList();
        return new Row(
                queue.id(),
                queue.projectId(),
                queue.name(),
                queue.weight(),
                queue.greetingPromptId(),
                queue.musicPromptId(),
                queue.answerMode(),
                queue.offerTimeoutSeconds(),
                queue.wrapUpSeconds(),
                queue.maxWaitSeconds(),
                queue.missedLimit(),
                queue.serviceTargetPercent(),
                queue.serviceTargetSeconds(),
                queue.recordCalls(),
                agents);
    }

    record Row(
            UUID id,
            UUID projectId,
            String name,
            int weight,
            @Nullable UUID greetingPromptId,
            @Nullable UUID musicPromptId,
            Queue.AnswerMode answerMode,
            int offerTimeoutSeconds,
            int wrapUpSeconds,
            @Nullable Integer maxWaitSeconds,
            int missedLimit,
            int serviceTargetPercent,
            int serviceTargetSeconds,
            boolean recordCalls,
            List<UUID> agentIds) {}

    /** Absent figures are the usual ones; absent agents stay as they are. */
    record QueueChange(
            @Nullable UUID projectId,
            @Nullable String name,
            @Nullable Integer weight,
            @Nullable UUID greetingPromptId,
            @Nullable UUID musicPromptId,
            Queue.@Nullable AnswerMode answerMode,
            @Nullable Integer offerTimeoutSeconds,
            @Nullable Integer wrapUpSeconds,
            @Nullable Integer maxWaitSeconds,
            @Nullable Integer missedLimit,
            @Nullable Integer serviceTargetPercent,
            @Nullable Integer serviceTargetSeconds,
            @Nullable Boolean recordCalls,
            @Nullable List<UUID> agentIds) {}
}

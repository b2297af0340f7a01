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
@RequestMapping("/api/admin/recording-rules")
@Requires(Permission.MANAGE_PROJECTS)
class RecordingRuleController {

    private final DefaultProjects projects;

    RecordingRuleController(DefaultProjects projects) {
        this.projects = projects;
    }

    @GetMapping
    List<Row> list(CurrentPerson caller) {
        return projects.centre().recordingRules().values().stream()
                .filter(rule -> caller.mayAccess(rule.projectId()))
                .sorted(Comparator.comparing(RecordingRule::projectId)
                        .thenComparing(RecordingRule::scope)
                        .thenComparing(RecordingRule::id))
                .map(this::row)
                .toList();
    }

    @GetMapping("/{id}")
    Row one(CurrentPerson caller, @PathVariable UUID id) {
        return row(find(caller, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Row create(CurrentPerson caller, @RequestBody RuleChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    Row change(CurrentPerson caller, @PathVariable UUID id, @RequestBody RuleChange change) {
        return save(caller, find(caller, id).id(), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        projects.remove(caller, "recording-rule", id, find(caller, id));
    }

    private RecordingRule find(CurrentPerson caller, UUID id) {
        RecordingRule found = projects.centre().recordingRules().get(id);
        if (found == null || !caller.mayAccess(found.projectId())) {
            throw Problem.notFound();
        }
        return found;
    }

    private Row save(CurrentPerson caller, UUID id, RuleChange change) {
        Form form = new Form();
        RecordingRule.Scope scope = form.present("scope", change.scope());
        RecordingRule rule = new RecordingRule(
                id,
                form.present("projectId", change.projectId()),
                scope,
                scope == RecordingRule.Scope.QUEUE ? form.present("queueId", change.queueId()) : null,
                scope == RecordingRule.Scope.NUMBER ? form.present("numberId", change.numberId()) : null,
                change.mode(),
                change.mode() == RecordingRule.Mode.SHARE ? form.present("percent", change.percent()) : null,
                change.announcementPromptId(),
                change.pauseLimitSeconds(),
                scope == RecordingRule.Scope.PROJECT ? change.keepDays() : null);
        projects.put(caller, rule);
        return row(rule);
    }

    private Row row(RecordingRule rule) {
        Centre centre = projects.centre();
        Queue queue = rule.queueId() == null ? null : centre.queues().get(rule.queueId());
        DialledNumber number = rule.numberId() == null ? null : centre.numbers().get(rule.numberId());
        Project project = centre.projects().get(rule.projectId());
        String name =
                queue != null ? queue.name() : number != null ? number.number() : project == null ? "" : project.name();
        return new Row(
                rule.id(),
                name,
                rule.projectId(),
                rule.scope(),
                rule.queueId(),
                rule.numberId(),
                rule.mode(),
                rule.percent(),
                rule.announcementPromptId(),
                rule.pauseLimitSeconds(),
                rule.keepDays());
    }

    /** @param name of the queue, number or project it is for */
    record Row(
            UUID id,
            String name,
            UUID projectId,
            RecordingRule.Scope scope,
            @Nullable UUID queueId,
            @Nullable UUID numberId,
            RecordingRule.@Nullable Mode mode,
            @Nullable Integer percent,
            @Nullable UUID announcementPromptId,
            @Nullable Integer pauseLimitSeconds,
            @Nullable Integer keepDays) {}

    record RuleChange(
            @Nullable UUID projectId,
            RecordingRule.@Nullable Scope scope,
            @Nullable UUID queueId,
            @Nullable UUID numberId,
            RecordingRule.@Nullable Mode mode,
            @Nullable Integer percent,
            @Nullable UUID announcementPromptId,
            @Nullable Integer pauseLimitSeconds,
            @Nullable Integer keepDays) {}
}

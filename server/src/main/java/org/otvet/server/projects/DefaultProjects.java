package org.otvet.server.projects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.ProjectNames;
import org.otvet.server.platform.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the centre in memory as the database has it; one change at a time. */
@Service
class DefaultProjects implements Projects, ProjectNames {

    private static final TypeReference<LinkedHashMap<String, Object>> FACTS = new TypeReference<>() {};

    private final CentreStore store;
    private final CentreRules rules;
    private final PromptFiles promptFiles;
    private final Audit audit;
    private final ObjectProvider<PastCalls> pastCalls;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private volatile Centre centre;

    DefaultProjects(
            CentreStore store,
            CentreRules rules,
            PromptFiles promptFiles,
            Audit audit,
            ObjectProvider<PastCalls> pastCalls,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.store = store;
        this.rules = rules;
        this.promptFiles = promptFiles;
        this.audit = audit;
        this.pastCalls = pastCalls;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
        this.centre = store.load();
    }

    @Override
    public Centre centre() {
        return centre;
    }

    @Override
    public Map<UUID, String> projectNames() {
        Map<UUID, String> names = new HashMap<>();
        centre.projects().values().stream()
                .filter(Project::active)
                .forEach(project -> names.put(project.id(), project.name()));
        return names;
    }

    @Override
    public Map<UUID, UUID> queueProjects() {
        Map<UUID, UUID> projects = new HashMap<>();
        centre.queues().values().forEach(queue -> projects.put(queue.id(), queue.projectId()));
        return projects;
    }

    @Override
    public Map<UUID, String> allNames() {
        Centre now = centre;
        Map<UUID, String> names = new HashMap<>();
        now.projects().forEach((id, project) -> names.put(id, project.name()));
        now.queues().forEach((id, queue) -> names.put(id, queue.name()));
        now.numbers().forEach((id, number) -> names.put(id, number.number()));
        now.trunks().forEach((id, trunk) -> names.put(id, trunk.name()));
        now.dispositions().forEach((id, disposition) -> names.put(id, disposition.name()));
        now.pauseReasons().forEach((id, reason) -> names.put(id, reason.name()));
        now.prompts().forEach((id, prompt) -> names.put(id, prompt.name()));
        return names;
    }

    @Override
    public synchronized void put(CurrentPerson actor, Project project) {
        rules.check(actor, centre, project);
        change(actor, "project", project.id(), centre.projects().get(project.id()), project, () -> store.save(project));
    }

    @Override
    public synchronized void put(CurrentPerson actor, Queue queue) {
        rules.check(actor, centre, queue);
        change(actor, "queue", queue.id(), centre.queues().get(queue.id()), queue, () -> store.save(queue));
    }

    @Override
    public synchronized void put(CurrentPerson actor, DialledNumber number) {
        rules.check(actor, centre, number);
        change(actor, "number", number.id(), centre.numbers().get(number.id()), number, () -> store.save(number));
    }

    @Override
    public synchronized void put(CurrentPerson actor, TrunkLine trunk) {
        rules.check(actor, centre, trunk);
        change(actor, "trunk", trunk.id(), centre.trunks().get(trunk.id()), trunk, () -> store.save(trunk));
    }

    @Override
    public synchronized void put(CurrentPerson actor, Disposition disposition) {
        rules.check(actor, centre, disposition);
        Disposition before = centre.dispositions().get(disposition.id());
        change(actor, "disposition", disposition.id(), before, disposition, () -> store.save(disposition));
    }

    @Override
    public synchronized void put(CurrentPerson actor, PauseReason reason) {
        rules.check(centre, reason);
        PauseReason before = centre.pauseReasons().get(reason.id());
        change(actor, "pause-reason", reason.id(), before, reason, () -> store.save(reason));
    }

    @Override
    public synchronized void put(CurrentPerson actor, RecordingRule rule) {
        rules.check(actor, centre, rule);
        RecordingRule before = centre.recordingRules().get(rule.id());
        change(actor, "recording-rule", rule.id(), before, rule, () -> store.save(rule));
    }

    @Override
    public synchronized Prompt put(CurrentPerson actor, Prompt draft, byte[] wav) {
        rules.check(actor, centre, draft);
        long lengthMs = promptFiles.keep(store.fileOf(draft.id()), wav);
        Prompt prompt = new Prompt(
                draft.id(),
                draft.projectId(),
                draft.name(),
                draft.locale(),
                draft.kind(),
                lengthMs,
                store.fileOf(draft.id()));
        change(actor, "prompt", prompt.id(), centre.prompts().get(prompt.id()), prompt, () -> store.save(prompt));
        return prompt;
    }

    /** The same sound under another name, locale or kind. */
    synchronized Prompt rename(CurrentPerson actor, Prompt before, Prompt draft) {
        Prompt prompt = new Prompt(
                before.id(),
                before.projectId(),
                draft.name(),
                draft.locale(),
                draft.kind(),
                before.lengthMs(),
                before.file());
        rules.check(actor, centre, prompt);
        change(actor, "prompt", prompt.id(), before, prompt, () -> store.save(prompt));
        return prompt;
    }

    /** @throws Problem 409 {@code in-use} with what uses it */
    synchronized void remove(CurrentPerson actor, String kind, UUID id, Object before) {
        List<String> uses = rules.usesOf(centre, id);
        PastCalls calls = pastCalls.getIfAvailable();
        if (calls != null && calls.mention(id)) {
            uses = new ArrayList<>(uses);
            uses.add("past calls");
        }
        if (!uses.isEmpty()) {
            throw Problem.of(HttpStatus.CONFLICT, "in-use", "It is in use.", Map.of("usedBy", uses));
        }
        String table = Objects.requireNonNull(TABLES.get(kind));
        change(actor, kind, id, before, null, () -> store.remove(table, id));
        if (kind.equals("prompt")) {
            promptFiles.remove(store.fileOf(id));
        }
    }

    private static final Map<String, String> TABLES = Map.of(
            "project", "project",
            "queue", "queue",
            "number", "dialled_number",
            "trunk", "trunk",
            "disposition", "disposition",
            "pause-reason", "pause_reason",
            "recording-rule", "recording_rule",
            "prompt", "prompt");

    private void change(
            CurrentPerson actor,
            String kind,
            UUID id,
            @Nullable Object before,
            @Nullable Object after,
            Runnable write) {
        if (Objects.equals(before, after)) {
            return;
        }
        Map<String, Object> was = facts(before);
        Map<String, Object> is = facts(after);
        if (before != null && after != null) {
            Map<String, Object> old = new LinkedHashMap<>(was);
            was.entrySet().removeIf(fact -> Objects.equals(fact.getValue(), is.get(fact.getKey())));
            is.entrySet().removeIf(fact -> Objects.equals(fact.getValue(), old.get(fact.getKey())));
        }
        String done = before == null ? "created" : after == null ? "removed" : "changed";
        transaction.executeWithoutResult(status -> {
            write.run();
            audit.record(
                    actor, kind + "." + done, kind + " " + id, before == null ? null : was, after == null ? null : is);
        });
        centre = store.load();
        events.publishEvent(new ProjectsChanged());
    }

    private Map<String, Object> facts(@Nullable Object thing) {
        Map<String, Object> facts = thing == null ? new LinkedHashMap<>() : json.convertValue(thing, FACTS);
        facts.remove("file");
        return facts;
    }
}

package org.otvet.server.projects;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A prompt of no project is everybody's to use and the administrator's to change. */
@RestController
@RequestMapping("/api/admin/prompts")
@Requires(Permission.MANAGE_PROJECTS)
class PromptController {

    private final DefaultProjects projects;

    PromptController(DefaultProjects projects) {
        this.projects = projects;
    }

    @GetMapping
    List<Row> list(CurrentPerson caller) {
        return projects.centre().prompts().values().stream()
                .filter(prompt -> caller.mayAccess(prompt.projectId()))
                .sorted(Comparator.comparing(Prompt::name))
                .map(Row::of)
                .toList();
    }

    @GetMapping("/{id}")
    Row one(CurrentPerson caller, @PathVariable UUID id) {
        return Row.of(find(caller, id));
    }

    @GetMapping("/{id}/audio")
    ResponseEntity<Resource> audio(CurrentPerson caller, @PathVariable UUID id) {
        Prompt prompt = find(caller, id);
        FileSystemResource sound = new FileSystemResource(prompt.file());
        if (!sound.exists()) {
            throw Problem.notFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("audio/wav"))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(sound);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Row create(
            CurrentPerson caller,
            @RequestParam @Nullable MultipartFile file,
            @RequestParam @Nullable String name,
            @RequestParam @Nullable UUID projectId,
            @RequestParam @Nullable String locale,
            @RequestParam @Nullable String kind)
            throws IOException {
        UUID id = UUID.randomUUID();
        Form form = new Form();
        form.require(file != null && !file.isEmpty(), "file", "required");
        Prompt draft = draft(form, id, projectId, name, locale, kind);
        return Row.of(projects.put(caller, draft, file == null ? new byte[0] : file.getBytes()));
    }

    @PutMapping("/{id}")
    Row change(CurrentPerson caller, @PathVariable UUID id, @RequestBody PromptChange change) {
        Prompt before = changeable(caller, id);
        Prompt draft = draft(new Form(), id, before.projectId(), change.name(), change.locale(), change.kind());
        return Row.of(projects.rename(caller, before, draft));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        projects.remove(caller, "prompt", id, changeable(caller, id));
    }

    private static Prompt draft(
            Form form,
            UUID id,
            @Nullable UUID projectId,
            @Nullable String name,
            @Nullable String locale,
            @Nullable String kind) {
        String sort = form.oneOf("kind", kind, Set.of("greeting", "music"));
        String title = form.text("name", name, 100);
        String language = form.oneOf("locale", locale, Set.of("ru", "en"));
        form.check();
        return new Prompt(
                id,
                projectId,
                title,
                language,
                Prompt.Kind.of(sort.toLowerCase(Locale.ROOT)),
                0,
                java.nio.file.Path.of(""));
    }

    private Prompt find(CurrentPerson caller, UUID id) {
        Prompt prompt = projects.centre().prompts().get(id);
        if (prompt == null || !caller.mayAccess(prompt.projectId())) {
            throw Problem.notFound();
        }
        return prompt;
    }

    private Prompt changeable(CurrentPerson caller, UUID id) {
        Prompt prompt = find(caller, id);
        if (prompt.projectId() == null && !caller.allProjects()) {
            throw Problem.forbidden();
        }
        return prompt;
    }

    record PromptChange(
            @Nullable String name,
            @Nullable String locale,
            @Nullable String kind) {}

    record Row(UUID id, @Nullable UUID projectId, String name, String locale, Prompt.Kind kind, long lengthMs) {

        static Row of(Prompt prompt) {
            return new Row(
                    prompt.id(), prompt.projectId(), prompt.name(), prompt.locale(), prompt.kind(), prompt.lengthMs());
        }
    }
}

package org.otvet.server.recordings;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Problem;
import org.otvet.server.recordings.Comments.Comment;
import org.otvet.server.recordings.StoredRecordings.Stored;
import org.springframework.http.HttpStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comments of listeners at moments of a recording. */
@RestController
@RequestMapping("/api/recordings/{id}/comments")
@Requires(Permission.LISTEN_RECORDINGS)
class CommentController {

    record CommentForm(
            long atMs, @NotBlank @Size(max = 2_000) String text) {}

    /** @param own the asking person wrote it */
    record CommentView(UUID id, String author, boolean own, long atMs, String text, Instant createdAt) {}

    private final RecordingAccess access;
    private final Comments comments;
    private final People people;
    private final Audit audit;
    private final Clock clock = Clock.systemUTC();

    CommentController(RecordingAccess access, Comments comments, People people, Audit audit) {
        this.access = access;
        this.comments = comments;
        this.people = people;
        this.audit = audit;
    }

    @GetMapping
    List<CommentView> list(CurrentPerson person, @PathVariable UUID id) {
        access.find(person, id);
        List<Comment> found = comments.of(id);
        Map<UUID, String> names =
                people.names(found.stream().map(Comment::authorId).collect(Collectors.toSet()));
        return found.stream().map(comment -> view(person, comment, names)).toList();
    }

    private static CommentView view(CurrentPerson person, Comment comment, Map<UUID, String> names) {
        return new CommentView(
                comment.id(),
                names.getOrDefault(comment.authorId(), ""),
                comment.authorId().equals(person.id()),
                comment.atMs(),
                comment.text(),
                comment.createdAt());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CommentView add(CurrentPerson person, @PathVariable UUID id, @RequestBody @Validated CommentForm form) {
        Stored recording = access.find(person, id);
        long lengthMs = recording.info().lengthMs();
        if (form.atMs() < 0 || recording.info().endedAt() != null && form.atMs() > lengthMs) {
            throw Problem.invalid(Map.of("atMs", "out-of-range"));
        }
        Comment comment = new Comment(
                UUID.randomUUID(), id, person.id(), form.atMs(), form.text().strip(), clock.instant());
        comments.add(comment, recording.info().interactionId());
        return view(person, comment, people.names(java.util.Set.of(person.id())));
    }

    /** One's own; those of others with {@code manage-recordings}. */
    @DeleteMapping("/{comment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson person, @PathVariable UUID id, @PathVariable UUID comment) {
        access.find(person, id);
        Comment found = comments.find(id, comment).orElseThrow(Problem::notFound);
        if (!found.authorId().equals(person.id())) {
            person.require(Permission.MANAGE_RECORDINGS);
        }
        comments.remove(comment);
        audit.record(
                person,
                "recording.comment-removed",
                "recording " + id,
                Map.of("authorId", found.authorId().toString(), "atMs", found.atMs()),
                null);
    }
}

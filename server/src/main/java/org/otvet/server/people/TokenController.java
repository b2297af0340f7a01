package org.otvet.server.people;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** Nobody gives a token more than they have themselves. */
@RestController
@RequestMapping("/api/admin/tokens")
@Requires(Permission.MANAGE_USERS)
class TokenController {

    private final DefaultPeople people;

    TokenController(DefaultPeople people) {
        this.people = people;
    }

    @GetMapping
    List<Row> list(CurrentPerson caller) {
        return people.directory().tokens().values().stream()
                .filter(token -> visible(caller, token))
                .sorted(Comparator.comparing(AccessToken::name))
                .map(token -> Row.of(token, null))
                .toList();
    }

    @GetMapping("/{id}")
    Row one(CurrentPerson caller, @PathVariable UUID id) {
        return Row.of(find(caller, id), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Row create(CurrentPerson caller, @RequestBody TokenChange change) {
        AccessToken token = read(caller, UUID.randomUUID(), change);
        String secret = Secret.newToken();
        people.put(caller, token, Secret.of(secret));
        return Row.of(token, secret);
    }

    @PutMapping("/{id}")
    Row change(CurrentPerson caller, @PathVariable UUID id, @RequestBody TokenChange change) {
        find(caller, id);
        AccessToken token = read(caller, id, change);
        people.put(caller, token, null);
        return Row.of(token, null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        people.removeToken(caller, find(caller, id));
    }

    private AccessToken find(CurrentPerson caller, UUID id) {
        return people.directory().tokens().values().stream()
                .filter(token -> token.id().equals(id) && visible(caller, token))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static boolean visible(CurrentPerson caller, AccessToken token) {
        return caller.allProjects()
                || !token.projectIds().isEmpty()
                        && caller.projectIds().containsAll(token.projectIds())
                        && caller.permissions().containsAll(token.permissions());
    }

    private AccessToken read(CurrentPerson caller, UUID id, TokenChange change) {
        Form form = new Form();
        String name = form.text("name", change.name(), 100);
        Set<Permission> permissions = form.set("permissions", change.permissions(), 100);
        Set<UUID> projectIds = form.set("projectIds", change.projectIds(), 10_000);
        form.require(!permissions.isEmpty(), "permissions", "required");
        form.require(
                caller.allProjects() || caller.permissions().containsAll(permissions), "permissions", "beyond-yours");
        form.require(!permissions.contains(Permission.TAKE_CALLS), "permissions", "beyond-yours");
        form.require(projectIds.stream().allMatch(caller::mayAccess), "projectIds", "unknown");
        form.require(
                change.expiresAt() == null || change.expiresAt().isAfter(Instant.now()), "expiresAt", "out-of-range");
        form.check();
        return new AccessToken(id, name, permissions, projectIds, change.expiresAt());
    }

    record TokenChange(
            @Nullable String name,
            @Nullable List<Permission> permissions,
            @Nullable List<UUID> projectIds,
            @Nullable Instant expiresAt) {}

    /** @param token only in the answer that creates it */
    record Row(
            UUID id,
            String name,
            List<Permission> permissions,
            List<UUID> projectIds,
            @Nullable Instant expiresAt,
            @Nullable String token) {

        static Row of(AccessToken token, @Nullable String secret) {
            return new Row(
                    token.id(),
                    token.name(),
                    token.permissions().stream().sorted().toList(),
                    token.projectIds().stream().sorted().toList(),
                    token.expiresAt(),
                    secret);
        }

        @Override
        public String toString() {
            return "Row[" + name + "]";
        }
    }
}

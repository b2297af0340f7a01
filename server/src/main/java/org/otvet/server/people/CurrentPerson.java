package org.otvet.server.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Problem;

/**
 * Whoever makes the request: a signed-in person or a program with a token. Controllers take it as an argument;
 * elsewhere it is found by {@link #of}.
 *
 * @param id the person, or the token of a program
 * @param person false for a program with a token and for Otvet itself
 * @param allProjects an administrator, who is behind no wall
 * @param projectIds projects this caller is a member of; meaningless with {@code allProjects}
 * @param source address the request came from
 */
public record CurrentPerson(
        UUID id,
        String login,
        boolean person,
        Set<Permission> permissions,
        boolean allProjects,
        Set<UUID> projectIds,
        String source) {

    /** Otvet itself, as the actor of what no person asked for. */
    public static final CurrentPerson OTVET =
            new CurrentPerson(new UUID(0, 0), "otvet", false, Set.of(Permission.values()), true, Set.of(), "local");

    private static final String ATTRIBUTE = CurrentPerson.class.getName();

    public CurrentPerson {
        permissions = Set.copyOf(permissions);
        projectIds = Set.copyOf(projectIds);
    }

    /** Who makes this request; empty for a stranger. For filters and WebSocket handshakes. */
    public static Optional<CurrentPerson> of(HttpServletRequest request) {
        return Optional.ofNullable((CurrentPerson) request.getAttribute(ATTRIBUTE));
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** @throws Problem 403 */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw Problem.forbidden();
        }
    }

    /** Whether something of this project, or of no project at all, may be seen. */
    public boolean mayAccess(@Nullable UUID projectId) {
        return allProjects || projectId == null || projectIds.contains(projectId);
    }

    /** @throws Problem 404: a foreign object is not there */
    public void requireAccess(@Nullable UUID projectId) {
        if (!mayAccess(projectId)) {
            throw Problem.notFound();
        }
    }
}

package org.otvet.server.people;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in, as of the moment of asking.
 *
 * @param locale {@code ru} or {@code en}
 * @param roles codes of roles
 * @param permissions what the roles amount to
 * @param allProjects behind no wall; {@code projectIds} is then not asked
 * @param queueIds queues whose calls this person takes
 * @param phone null when none is set up
 */
public record Person(
        UUID id,
        String login,
        String name,
        String locale,
        Set<String> roles,
        Set<Permission> permissions,
        boolean allProjects,
        Set<UUID> projectIds,
        Set<UUID> queueIds,
        boolean enabled,
        @Nullable Phone phone) {

    public Person {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
        projectIds = Set.copyOf(projectIds);
        queueIds = Set.copyOf(queueIds);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Enabled and allowed to take calls. */
    public boolean agent() {
        return enabled && may(Permission.TAKE_CALLS);
    }

    /** Whether something of this project, or of no project at all, may be seen. */
    public boolean mayAccess(@Nullable UUID projectId) {
        return allProjects || projectId == null || projectIds.contains(projectId);
    }
}

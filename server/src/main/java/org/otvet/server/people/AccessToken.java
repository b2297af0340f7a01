package org.otvet.server.people;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program's right to call the API; the token itself is known only to the program. */
record AccessToken(
        UUID id,
        String name,
        Set<Permission> permissions,
        Set<UUID> projectIds,
        @Nullable Instant expiresAt) {

    AccessToken {
        permissions = Set.copyOf(permissions);
        projectIds = Set.copyOf(projectIds);
    }

    boolean validAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}

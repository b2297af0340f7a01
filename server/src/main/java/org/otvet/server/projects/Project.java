package org.otvet.server.projects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work for one client, behind its own wall.
 *
 * @param locale {@code ru} or {@code en}: the language its callers hear
 * @param supervisionShown whether agents see that a supervisor is in their call
 */
public record Project(
        UUID id,
        String name,
        @Nullable String client,
        String locale,
        boolean active,
        SupervisionShown supervisionShown) {

    /** One where nothing unusual is set. */
    public Project(UUID id, String name, @Nullable String client, String locale, boolean active) {
        this(id, name, client, locale, active, SupervisionShown.USUAL);
    }
}

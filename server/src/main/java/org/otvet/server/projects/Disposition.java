package org.otvet.server.projects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result an agent may give a call; a tree.
 *
 * @param code stable name for reports, unique in the project
 * @param position among its siblings
 */
public record Disposition(
        UUID id, UUID projectId, @Nullable UUID parentId, String name, String code, int position, boolean active) {}

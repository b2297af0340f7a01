package org.otvet.server.projects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work for one client, behind its own wall.
 *
 * @param locale {@code ru} or {@code en}: the language its callers hear
 */
public record Project(UUID id, String name, @Nullable String client, String locale, boolean active) {}

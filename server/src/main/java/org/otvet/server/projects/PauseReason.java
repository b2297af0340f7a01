package org.otvet.server.projects;

import java.util.UUID;

/** Why an agent takes no calls for a while. */
public record PauseReason(UUID id, String name, boolean paid, int position, boolean active) {}

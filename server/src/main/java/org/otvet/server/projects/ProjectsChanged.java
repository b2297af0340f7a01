package org.otvet.server.projects;

/** Event, after commit: {@link Projects#centre()} answers differently now. */
public record ProjectsChanged() {}

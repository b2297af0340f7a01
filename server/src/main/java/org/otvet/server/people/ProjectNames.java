package org.otvet.server.people;

import java.util.Map;
import java.util.UUID;

/** Implemented by whoever keeps projects and what belongs to them, so that people need not know them. */
public interface ProjectNames {

    /** Names of all active projects. */
    Map<UUID, String> projectNames();

    /** The project of a queue, by queue, all of them. */
    Map<UUID, UUID> queueProjects();

    /** What everything set up is called, inactive things too: names, and numbers as they are dialled. */
    Map<UUID, String> allNames();
}

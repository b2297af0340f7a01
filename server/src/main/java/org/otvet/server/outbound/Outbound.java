package org.otvet.server.outbound;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.otvet.server.projects.Centre;

/** How calls go out, as it is set up; a change is followed by {@link OutboundChanged}. Thread-safe. */
public interface Outbound {

    /** Everything that decides about a project's calls out; from memory, cheap. */
    DiallingPlan planOf(Centre centre, UUID projectId);

    /**
     * What was used up on the day of that instant, as far as it is stored.
     *
     * @throws org.springframework.dao.DataAccessException when the database is away
     */
    List<Used> used(Instant at);

    /** What one agent used of one project's day. */
    record Used(UUID projectId, UUID agentId, Spent spent) {}
}

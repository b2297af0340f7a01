package org.otvet.server.floor;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agents' desktops for programs that sit at them in place of people. Thread-safe; each call asks the floor and waits. */
public interface AgentSeats {

    /**
     * An agent as the floor sees them now.
     *
     * @param state in the words of the API: {@code ready}, {@code talking}, {@code wrap-up} ...
     * @param interactionId of the call, or of the one being wrapped up
     * @param number of its customer
     * @param projectId of that call
     */
    record Seat(
            UUID agentId,
            String state,
            Instant since,
            boolean reachable,
            @Nullable UUID interactionId,
            @Nullable String number,
            @Nullable UUID projectId) {}

    /** Every agent's. */
    List<Seat> seats();

    /** @throws org.otvet.server.platform.Problem what the page would be told; so all that follow */
    void ready(UUID agentId);

    void pause(UUID agentId, UUID reasonId);

    void saveWrapUp(UUID agentId, UUID interactionId, @Nullable UUID dispositionId, String notes);
}

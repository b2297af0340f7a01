package org.otvet.routing;

import java.util.List;

/** What routing wants done, with its reasons. */
public sealed interface Decision {

    /**
     * The interaction is reserved for the agent and the agent for the interaction, until accepted, refused or
     * withdrawn.
     *
     * @param why {@code only-ready}: the only agent free; a {@link Strategy#code}: by this the first of those free;
     *     {@code preferred}: the agent the interaction asked for; {@code longest-waiting}: an agent became free and this
     *     interaction was the most urgent; {@code rings-too}: it is offered to others as well
     * @param step which of the interaction's steps holds, from 0
     * @param waitedMs how long the interaction has waited so far
     * @param idleMs how long the agent was idle
     * @param score the urgency, by which queues compete for an agent, see {@link Choice}
     * @param skill the sum of the agent's levels in the skills asked for
     * @param excluded agents of the queue who were not chosen although they come before the chosen one or are not
     *     ready; the first few
     */
    record Offer(
            InteractionId interaction,
            QueueId queue,
            AgentId agent,
            String why,
            int step,
            long waitedMs,
            long idleMs,
            long score,
            int skill,
            List<Exclusion> excluded)
            implements Decision {

        public Offer {
            excluded = List.copyOf(excluded);
        }
    }

    /** Another agent was faster, or is still being asked: this agent is no longer reserved, and unready until ready. */
    record Release(InteractionId interaction, AgentId agent) implements Decision {}

    /** The agent accepted what another agent already has; nothing changed. */
    record TooLate(InteractionId interaction, AgentId agent) implements Decision {}

    /**
     * The agent missed {@code strikes} offers in a row.
     *
     * @param out the limit of the queue is reached: the agent shall not be made ready until they come back themselves
     */
    record Strike(AgentId agent, int strikes, boolean out) implements Decision {}

    /** The interaction is not, or no longer, in line, and routing has forgotten it. */
    record Leave(InteractionId interaction, QueueId queue, Reason reason) implements Decision {

        /** Why an interaction is not in line. */
        public enum Reason {
            LINE_FULL,
            WAITED_TOO_LONG,
            EXPECTED_WAIT_TOO_LONG,
            NO_AGENTS,
            CALLBACK_EXPIRED,
            /** All attempts to call back failed. */
            NOT_REACHED,
            /** The same person is in this line already, further ahead. */
            SAME_PERSON
        }
    }

    /** The interaction took the place, since {@code sinceMs}, which the same person had before. */
    record Resumed(InteractionId interaction, long sinceMs) implements Decision {}

    /** Call the customer now: {@code agent}, or one like them, is expected to be free. */
    record DialBack(InteractionId interaction, QueueId queue, AgentId agent) implements Decision {}
}

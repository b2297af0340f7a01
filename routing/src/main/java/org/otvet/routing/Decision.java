package org.otvet.routing;

import java.util.List;

/** What routing wants done, with its reasons. */
public sealed interface Decision {

    /**
     * The interaction is reserved for the agent and the agent for the interaction, until accepted, refused or
     * withdrawn.
     *
     * @param why {@code longest-idle}: the agent of those ready who was idle longest; {@code only-ready}: the only one
     *     ready; {@code longest-waiting}: an agent became free and this interaction had waited longest
     * @param waitedMs how long the interaction has waited so far
     * @param idleMs how long the agent was idle
     * @param score waiting time times queue weight, by which queues compete for an agent
     * @param excluded agents of the queue who were not chosen although they come before the chosen one or are not
     *     ready; the first few
     */
    record Offer(
            InteractionId interaction,
            QueueId queue,
            AgentId agent,
            String why,
            long waitedMs,
            long idleMs,
            long score,
            List<Exclusion> excluded)
            implements Decision {

        public Offer {
            excluded = List.copyOf(excluded);
        }
    }

    /**
     * The agent missed {@code strikes} offers in a row.
     *
     * @param out the limit of the queue is reached: the agent shall not be made ready until they come back themselves
     */
    record Strike(AgentId agent, int strikes, boolean out) implements Decision {}
}

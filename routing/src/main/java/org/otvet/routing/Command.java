package org.otvet.routing;

import java.util.Set;

/** What happened outside that routing must know. The log of commands with their times replays to the same decisions. */
public sealed interface Command {

    /** A queue exists from now on, or its rules changed. */
    record SetQueue(QueueId queue, QueueRules rules) implements Command {}

    /** A queue is gone; it must be empty and no offer of it pending. */
    record RemoveQueue(QueueId queue) implements Command {}

    /** An agent exists from now on, or works for other queues than before; unknown queues are left out. */
    record SetAgent(AgentId agent, Set<QueueId> queues) implements Command {

        public SetAgent {
            queues = Set.copyOf(queues);
        }
    }

    /** An agent is gone; must not hold an offer or an interaction. */
    record RemoveAgent(AgentId agent) implements Command {}

    /** The agent can take an interaction and has been free since {@code idleSinceMs}. */
    record Ready(AgentId agent, long idleSinceMs) implements Command {}

    /** The agent cannot take interactions until ready again; without effect on an offer or interaction they hold. */
    record Unready(AgentId agent) implements Command {}

    /** An interaction waits in a queue and has done so since {@code sinceMs}. */
    record Enqueue(InteractionId interaction, QueueId queue, long sinceMs) implements Command {}

    /** An interaction leaves the line or its pending offer. The agent it was offered to stays unready until ready. */
    record Withdraw(InteractionId interaction) implements Command {}

    /** The agent took the offered interaction, and holds it until {@link Finish}. */
    record Accept(InteractionId interaction) implements Command {}

    /**
     * The offer was not taken. The interaction goes back to its place in line; the agent stays unready until ready.
     */
    record Refuse(InteractionId interaction, Refusal refusal) implements Command {}

    /** A taken interaction is over; its agent stays unready until ready. */
    record Finish(InteractionId interaction) implements Command {}
}

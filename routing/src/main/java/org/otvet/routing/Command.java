package org.otvet.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happened outside that routing must know. The log of commands with their times replays to the same decisions. */
public sealed interface Command {

    /** A queue exists from now on, or its rules changed. Those in line keep their place. */
    record SetQueue(QueueId queue, QueueRules rules) implements Command {}

    /** A queue is gone; it must be empty and no offer of it pending. */
    record RemoveQueue(QueueId queue) implements Command {}

    /** How agents of several queues choose between them, from now on. */
    record SetChoice(Choice choice) implements Command {}

    /**
     * An agent exists from now on, or works for other queues, with other skills, or takes more or less than before.
     *
     * @param queues the agent's position in each, by which {@link Strategy#LINEAR} goes, smallest first; unknown queues are
     *     left out
     * @param skills the level in each, 1 to 10
     */
    record SetAgent(AgentId agent, Map<QueueId, Integer> queues, Map<Skill, Integer> skills, Capacity capacity)
            implements Command {

        public SetAgent {
            queues = Map.copyOf(queues);
            skills = Map.copyOf(skills);
        }

        /** One call at a time, without skills. */
        public SetAgent(AgentId agent, Set<QueueId> queues) {
            this(
                    agent,
                    queues.stream().collect(Collectors.toMap(Function.identity(), q -> 0)),
                    Map.of(),
                    Capacity.ONE_CALL);
        }

        List<QueueId> queuesInOrder() {
            return queues.keySet().stream()
                    .sorted(Comparator.comparing(QueueId::value))
                    .toList();
        }
    }

    /** An agent is gone; must not hold an offer or an interaction. */
    record RemoveAgent(AgentId agent) implements Command {}

    /** The agent is signed in and can take what fits, and has been free since {@code idleSinceMs}. */
    record Ready(AgentId agent, long idleSinceMs) implements Command {}

    /** The agent cannot take interactions until ready again; without effect on an offer or interaction they hold. */
    record Unready(AgentId agent) implements Command {}

    /** The agent has gone home: unready, and steps that only they could meet are left. */
    record SignOut(AgentId agent) implements Command {}

    /**
     * The agent has {@code count} interactions of the medium that did not come from here, such as calls they made themselves.
     * They count as any others do.
     */
    record OwnWork(AgentId agent, Medium medium, int count) implements Command {

        public OwnWork {
            if (count < 0) {
                throw new IllegalArgumentException("count " + count);
            }
        }
    }

    /** An interaction waits in a queue and has done so since {@code sinceMs}. */
    record Enqueue(InteractionId interaction, QueueId queue, long sinceMs, Criteria criteria) implements Command {

        /** A call without a wish. */
        public Enqueue(InteractionId interaction, QueueId queue, long sinceMs) {
            this(interaction, queue, sinceMs, Criteria.CALL);
        }
    }

    /** An interaction that is known gets another priority; its place in line changes accordingly. */
    record SetPriority(InteractionId interaction, int priority) implements Command {}

    /** An interaction leaves the line or its pending offer. Agents it was offered to stay unready until ready. */
    record Withdraw(InteractionId interaction) implements Command {}

    /** As {@link Withdraw}, by the customer's will: their place is kept as {@link Admission#resumeMs} says. */
    record Abandon(InteractionId interaction) implements Command {}

    /** The agent took the offered interaction, and holds it until {@link Finish}. */
    record Accept(InteractionId interaction, AgentId agent) implements Command {}

    /**
     * The agent did not take the offer. Unless it is still offered to others, the interaction goes back to its place in line.
     * The agent stays unready until ready.
     */
    record Refuse(InteractionId interaction, AgentId agent, Refusal refusal) implements Command {}

    /** A taken interaction is over; its agent stays unready until ready. */
    record Finish(InteractionId interaction) implements Command {}

    /** The customer hangs up and wants to be called back from the same place in line, until {@code expiresAtMs}. */
    record CallBack(InteractionId interaction, long expiresAtMs) implements Command {}

    /** The customer who was called back is on the line. */
    record Reached(InteractionId interaction) implements Command {}

    /** The customer who was called back did not answer. */
    record NotReached(InteractionId interaction) implements Command {}

    /** Counts by which strategies choose start again at 0. */
    record NewDay() implements Command {}

    /** It has become later: what {@link Router#nextDueMs} spoke of happens. */
    record Tick() implements Command {}
}

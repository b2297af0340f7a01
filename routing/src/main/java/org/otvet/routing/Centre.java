package org.otvet.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** All that routing knows, and what it decides in the present command. */
final class Centre {

    final Map<QueueId, Queue> queues = new HashMap<>();
    final Map<AgentId, Agent> agents = new HashMap<>();
    final Map<InteractionId, Interaction> interactions = new HashMap<>();
    final Roster roster = new Roster();
    final Timers timers = new Timers();
    final SplittableRandom random;
    /** Where customers are to be called; perhaps others as well. */
    final Set<Line> callbackLines = new LinkedHashSet<>();

    Choice choice = Choice.WEIGHTED_WAIT;
    long nowMs;
    List<Decision> decisions = List.of();
    private long turn;

    Centre(long seed) {
        random = new SplittableRandom(seed);
    }

    void begin(long now) {
        nowMs = now;
        decisions = new ArrayList<>(2);
    }

    void say(Decision decision) {
        decisions.add(decision);
    }

    long nextTurn() {
        return ++turn;
    }

    void awaitCallback(Interaction interaction) {
        interaction.phase = Interaction.Phase.TO_BE_CALLED;
        interaction.takePlace();
        interaction.line.callbacks.add(interaction);
        callbackLines.add(interaction.line);
    }

    Queue queue(QueueId id) {
        Queue queue = queues.get(id);
        if (queue == null) {
            throw new IllegalStateException("queue " + id + " is unknown");
        }
        return queue;
    }

    Agent agent(AgentId id) {
        Agent agent = agents.get(id);
        if (agent == null) {
            throw new IllegalStateException("agent " + id + " is unknown");
        }
        return agent;
    }

    Interaction interaction(InteractionId id) {
        Interaction interaction = interactions.get(id);
        if (interaction == null) {
            throw new IllegalStateException("interaction " + id + " is unknown");
        }
        return interaction;
    }

    /** How urgent an interaction of the queue at this place is against those of others. */
    long score(Queue queue, long place) {
        QueueRules rules = queue.rules;
        long waited = Math.max(0, nowMs - place) * rules.weight();
        if (choice == Choice.WEIGHTED_WAIT) {
            return waited;
        }
        double raised = 100 + queue.service.shortfall(rules.target());
        return (long) (10.0 * waited / rules.target().withinMs() * raised);
    }
}

package org.otvet.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.Decision.Leave;
import org.otvet.routing.Interaction.Phase;

/** Queues, who joins them, and who leaves without having been served. */
final class Lines {

    private final Centre centre;
    private final Matching matching;
    private final Requirements requirements;

    Lines(Centre centre, Matching matching, Requirements requirements) {
        this.centre = centre;
        this.matching = matching;
        this.requirements = requirements;
    }

    void setQueue(Command.SetQueue c) {
        Queue queue = centre.queues.get(c.queue());
        if (queue == null) {
            centre.queues.put(c.queue(), new Queue(c.queue(), c.rules()));
            return;
        }
        QueueRules before = queue.rules;
        queue.rules = c.rules();
        if (before.strategy() != c.rules().strategy()) {
            Staff.reorderFree(queue);
        }
        if (before.priorityMs() != c.rules().priorityMs()) {
            for (Line line : queue.lines()) {
                reorder(line.waiting);
                line.noteHead();
                reorder(line.ringing);
                reorder(line.callbacks);
            }
        }
        checkAgents(queue);
    }

    void removeQueue(QueueId id) {
        Queue queue = centre.queues.get(id);
        if (queue == null) {
            return;
        }
        List<Line> lines = queue.lines();
        if (lines.stream().anyMatch(line -> line.users > 0)) {
            throw new IllegalStateException("queue " + id + " still has " + queue.waiting + " waiting and "
                    + queue.offered + " offered; withdraw them first");
        }
        centre.queues.remove(id);
        for (Line line : lines) {
            line.seats.forEach(seat -> seat.agent.seats.remove(seat));
        }
        for (int i = 0; i < queue.members.size(); i++) {
            centre.roster.agent(queue.members.get(i)).memberships.removeIf(m -> m.queue == queue);
        }
    }

    void enqueue(Command.Enqueue c) {
        Queue queue = centre.queue(c.queue());
        if (centre.interactions.containsKey(c.interaction())) {
            throw new IllegalStateException("interaction " + c.interaction() + " is already in line");
        }
        long sinceMs = placeOf(c, queue);
        Line any = queue.lineOrNew(new Ask(c.criteria().medium(), List.of(), null), centre.roster);
        Interaction interaction = new Interaction(c.interaction(), c.criteria(), sinceMs, centre.nextTurn(), any);
        requirements.start(interaction);
        Leave.Reason turnedAway = sinceMs < c.sinceMs() ? null : whyNotJoin(interaction);
        if (turnedAway != null) {
            requirements.end(interaction);
            centre.say(new Leave(interaction.id, queue.id, turnedAway));
            return;
        }
        centre.interactions.put(interaction.id, interaction);
        long maxWaitMs = queue.rules.admission().maxWaitMs();
        if (maxWaitMs > 0) {
            long dueMs = Math.max(centre.nowMs, sinceMs + maxWaitMs);
            interaction.leaveTimer =
                    centre.timers.at(dueMs, () -> leaveWhenInLine(interaction, Leave.Reason.WAITED_TOO_LONG));
        }
        matching.place(interaction);
    }

    /** An interaction is over, in whatever state it is. */
    void end(Interaction interaction) {
        Line line = interaction.line;
        switch (interaction.phase) {
            case WAITING -> {
                if (interaction.placed()) {
                    line.endWait(interaction);
                }
            }
            case TO_BE_CALLED -> line.callbacks.remove(interaction);
            case OFFERED -> {
                matching.stopWidening(interaction);
                line.queue.offered--;
                releaseAll(interaction);
            }
            case TAKEN -> releaseAll(interaction);
            case CALLING, RESTING -> {}
        }
        forget(interaction);
    }

    void abandon(Interaction interaction) {
        String person = interaction.criteria.person();
        Queue queue = interaction.line.queue;
        long keptMs = queue.rules.admission().resumeMs();
        if (person != null && keptMs > 0 && interaction.phase != Phase.TAKEN) {
            Queue.Kept kept = new Queue.Kept(interaction.sinceMs, centre.nowMs + keptMs);
            queue.keptPlaces.put(person, kept);
            centre.timers.at(kept.untilMs(), () -> queue.keptPlaces.remove(person, kept));
        }
        end(interaction);
    }

    void setPriority(Interaction interaction, int priority) {
        interaction.priority = priority;
        Line line = interaction.line;
        switch (interaction.phase) {
            case WAITING -> {
                line.endWait(interaction);
                interaction.takePlace();
                line.beginWait(interaction);
            }
            case TO_BE_CALLED -> {
                line.callbacks.remove(interaction);
                interaction.takePlace();
                line.callbacks.add(interaction);
            }
            case OFFERED -> {
                boolean ringing = interaction.placed();
                matching.stopWidening(interaction);
                interaction.takePlace();
                if (ringing) {
                    line.ringing.add(interaction);
                }
            }
            case TAKEN, CALLING, RESTING -> interaction.takePlace();
        }
    }

    /** Puts an interaction that was offered, or called in vain, back at its place. */
    void comeBack(Interaction interaction) {
        if (interaction.leaves != null) {
            leave(interaction, interaction.leaves);
            return;
        }
        requirements.catchUp(interaction);
        matching.place(interaction);
    }

    /** Makes an interaction leave now, or as soon as it is back in line. */
    void leaveWhenInLine(Interaction interaction, Leave.Reason reason) {
        switch (interaction.phase) {
            case WAITING, TO_BE_CALLED, RESTING -> leave(interaction, reason);
            case OFFERED, CALLING -> interaction.leaves = reason;
            case TAKEN -> {}
        }
    }

    void leave(Interaction interaction, Leave.Reason reason) {
        end(interaction);
        centre.say(new Leave(interaction.id, interaction.line.queue.id, reason));
    }

    /** Nobody waits for agents who are not there, if the queue's rules say so. */
    void checkAgents(Queue queue) {
        if (queue.signedIn > 0 || !queue.rules.admission().needsAgents()) {
            return;
        }
        for (Line line : queue.lines()) {
            List<Interaction> all = line.waiting.all();
            all.sort((a, b) -> a.before(b) ? -1 : 1);
            all.stream().filter(i -> !i.callback).forEach(i -> leave(i, Leave.Reason.NO_AGENTS));
        }
    }

    private void forget(Interaction interaction) {
        centre.interactions.remove(interaction.id);
        centre.timers.cancel(interaction.leaveTimer);
        centre.timers.cancel(interaction.otherTimer);
        interaction.countOnNobody();
        String person = interaction.criteria.person();
        if (interaction.callback && person != null) {
            interaction.line.queue.callbacks.remove(person, interaction);
        }
        if (interaction.phase != Phase.TAKEN) {
            requirements.end(interaction);
        }
    }

    private void releaseAll(Interaction interaction) {
        for (Agent agent : List.copyOf(interaction.agents)) {
            matching.release(interaction, agent);
        }
    }

    /** The place a person has or had in this line already is theirs again. */
    private long placeOf(Command.Enqueue c, Queue queue) {
        String person = c.criteria().person();
        if (person == null) {
            return c.sinceMs();
        }
        long sinceMs = c.sinceMs();
        Interaction callback = queue.callbacks.get(person);
        if (callback != null && inLine(callback)) {
            sinceMs = Math.min(sinceMs, callback.sinceMs);
            leave(callback, Leave.Reason.SAME_PERSON);
        }
        Queue.Kept kept = queue.keptPlaces.remove(person);
        if (kept != null) {
            sinceMs = Math.min(sinceMs, kept.sinceMs());
        }
        if (sinceMs < c.sinceMs()) {
            centre.say(new Decision.Resumed(c.interaction(), sinceMs));
        }
        return sinceMs;
    }

    private static boolean inLine(Interaction callback) {
        return switch (callback.phase) {
            case WAITING, TO_BE_CALLED, RESTING -> true;
            case OFFERED, TAKEN, CALLING -> false;
        };
    }

    private Leave.@Nullable Reason whyNotJoin(Interaction interaction) {
        Queue queue = interaction.line.queue;
        Admission admission = queue.rules.admission();
        if (admission.needsAgents() && queue.signedIn == 0) {
            return Leave.Reason.NO_AGENTS;
        }
        if (admission.maxLength() > 0 && queue.waiting >= admission.maxLength()) {
            return Leave.Reason.LINE_FULL;
        }
        if (admission.maxExpectedWaitMs() > 0
                && Estimates.of(interaction).quantileMs(0.5) > admission.maxExpectedWaitMs()) {
            return Leave.Reason.EXPECTED_WAIT_TOO_LONG;
        }
        return null;
    }

    private static void reorder(Heap<Interaction> heap) {
        for (Interaction interaction : heap.all()) {
            heap.remove(interaction);
            interaction.takePlace();
            heap.add(interaction);
        }
    }
}

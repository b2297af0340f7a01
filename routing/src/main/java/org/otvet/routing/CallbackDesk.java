package org.otvet.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otvet.routing.Decision.Leave;
import org.otvet.routing.Interaction.Phase;

/**
 * Customers who hung up and are called back when it is their turn. They never leave the line, so they keep their place. Each
 * call to a customer counts on one agent, and no two on the same, so there are never more than agents expected to be free.
 */
final class CallbackDesk {

    private final Centre centre;
    private final Matching matching;
    private final Requirements requirements;
    private final Lines lines;

    CallbackDesk(Centre centre, Matching matching, Requirements requirements, Lines lines) {
        this.centre = centre;
        this.matching = matching;
        this.requirements = requirements;
        this.lines = lines;
    }

    void callBack(Interaction interaction, long expiresAtMs) {
        if (interaction.phase != Phase.WAITING) {
            throw new IllegalStateException("interaction " + interaction.id + " does not wait");
        }
        Queue queue = interaction.line.queue;
        String person = interaction.criteria.person();
        Interaction other = person == null ? null : queue.callbacks.putIfAbsent(person, interaction);
        if (other != null && other != interaction) {
            lines.leave(interaction, Leave.Reason.SAME_PERSON);
            return;
        }
        interaction.callback = true;
        interaction.expiresAtMs = expiresAtMs;
        expireLater(interaction);
        if (queue.rules.callbacks().customerFirst()) {
            interaction.line.endWait(interaction);
            centre.awaitCallback(interaction);
        }
    }

    void reached(Interaction interaction) {
        if (interaction.phase != Phase.CALLING) {
            throw new IllegalStateException("interaction " + interaction.id + " is not being called");
        }
        centre.timers.cancel(interaction.leaveTimer);
        interaction.leaves = null;
        interaction.phase = Phase.WAITING;
        lines.comeBack(interaction);
    }

    void notReached(Interaction interaction) {
        boolean taken = interaction.callback && interaction.phase == Phase.TAKEN;
        if (interaction.phase != Phase.CALLING && !taken) {
            throw new IllegalStateException("interaction " + interaction.id + " is not being called");
        }
        if (taken) {
            matching.release(interaction, interaction.agents.getFirst());
            requirements.restart(interaction);
        }
        interaction.countOnNobody();
        interaction.phase = Phase.RESTING;
        interaction.attempts++;
        Callbacks rules = interaction.line.queue.rules.callbacks();
        if (interaction.attempts >= rules.attempts()) {
            lines.leave(interaction, Leave.Reason.NOT_REACHED);
        } else if (interaction.leaves != null || centre.nowMs >= interaction.expiresAtMs) {
            lines.leave(interaction, Leave.Reason.CALLBACK_EXPIRED);
        } else {
            expireLater(interaction);
            interaction.otherTimer = centre.timers.at(centre.nowMs + rules.retryMs(), () -> tryAgain(interaction));
        }
    }

    /** Lets customers be called for whom an agent is expected to be free. */
    void dial() {
        for (Line line : List.copyOf(centre.callbackLines)) {
            boolean more = true;
            while (more && !line.callbacks.isEmpty()) {
                more = dialFirst(line);
            }
            if (line.callbacks.isEmpty()) {
                centre.callbackLines.remove(line);
            }
        }
    }

    private boolean dialFirst(Line line) {
        Interaction next = line.callbacks.first();
        long ahead = line.waiting.all().stream()
                .filter(i -> !i.callback && i.before(next))
                .count();
        if (line.callbacksOut + ahead >= expectedFree(line)) {
            return false;
        }
        Agent agent = nobodysAgent(line);
        if (agent == null) {
            return false;
        }
        line.callbacks.remove(next);
        next.phase = Phase.CALLING;
        next.countOn(agent);
        centre.say(new Decision.DialBack(next.id, line.queue.id, agent.id));
        return true;
    }

    /** Agents who are free, and of those who are busy as many as will be by the time a customer answers. */
    private static int expectedFree(Line line) {
        int free = 0;
        int busy = 0;
        for (Seat seat : line.seats) {
            if (isFree(seat)) {
                free++;
            } else if (isBusy(seat.agent)) {
                busy++;
            }
        }
        double meanMs = line.queue.handling[line.ask.medium().ordinal()].meanMs();
        double freeInTime = 1 - Math.exp(-line.queue.rules.callbacks().dialMs() / meanMs);
        return free + (int) (busy * freeInTime);
    }

    private static @Nullable Agent nobodysAgent(Line line) {
        Agent busy = null;
        for (Seat seat : line.seats) {
            if (seat.agent.countedOnBy == null) {
                if (isFree(seat)) {
                    return seat.agent;
                }
                if (busy == null && isBusy(seat.agent)) {
                    busy = seat.agent;
                }
            }
        }
        return busy;
    }

    private static boolean isFree(Seat seat) {
        return (seat.agent.room & seat.line.mediumBit) != 0;
    }

    private static boolean isBusy(Agent agent) {
        return agent.willing && agent.holds.size() > agent.offers;
    }

    private void tryAgain(Interaction interaction) {
        interaction.phase = Phase.WAITING;
        if (interaction.line.queue.rules.callbacks().customerFirst()) {
            requirements.catchUp(interaction);
            centre.awaitCallback(interaction);
        } else {
            lines.comeBack(interaction);
        }
    }

    private void expireLater(Interaction interaction) {
        centre.timers.cancel(interaction.leaveTimer);
        interaction.leaveTimer = centre.timers.at(
                Math.max(centre.nowMs, interaction.expiresAtMs),
                () -> lines.leaveWhenInLine(interaction, Leave.Reason.CALLBACK_EXPIRED));
    }
}

package org.otvet.routing;

import java.util.List;
import org.otvet.routing.Interaction.Phase;

/** How offers end, and what was taken. */
final class Offers {

    private final Centre centre;
    private final Matching matching;
    private final Requirements requirements;
    private final Lines lines;

    Offers(Centre centre, Matching matching, Requirements requirements, Lines lines) {
        this.centre = centre;
        this.matching = matching;
        this.requirements = requirements;
        this.lines = lines;
    }

    void accept(Interaction interaction, Agent agent) {
        if (interaction.phase == Phase.TAKEN && !interaction.agents.contains(agent)) {
            centre.say(new Decision.TooLate(interaction.id, agent.id));
            return;
        }
        requireOffered(interaction, agent);
        matching.stopWidening(interaction);
        for (Agent other : List.copyOf(interaction.agents)) {
            if (other != agent) {
                matching.release(interaction, other);
                centre.say(new Decision.Release(interaction.id, other.id));
            }
        }
        Queue queue = interaction.line.queue;
        interaction.phase = Phase.TAKEN;
        interaction.takenMs = centre.nowMs;
        queue.offered--;
        queue.service.accepted(
                centre.nowMs - interaction.sinceMs <= queue.rules.target().withinMs());
        agent.offers--;
        agent.strikes = 0;
        Membership membership = agent.membershipIn(queue);
        if (membership != null) {
            membership.taken++;
            reorderSeats(agent, queue);
        }
        centre.timers.cancel(interaction.otherTimer);
        centre.timers.cancel(interaction.leaveTimer);
        requirements.end(interaction);
        matching.review(agent);
    }

    void refuse(Interaction interaction, Agent agent, Refusal refusal) {
        requireOffered(interaction, agent);
        matching.release(interaction, agent);
        interaction.rememberRefusal(agent);
        strike(agent, refusal, interaction.line.queue.rules.missedLimit());
        if (interaction.line.ask.agent() != null) {
            interaction.stepIsOver = !interaction.lastsForEver();
        }
        if (interaction.agents.isEmpty()) {
            backInLine(interaction);
        } else {
            matching.widen(interaction);
        }
    }

    void finish(Interaction interaction) {
        if (interaction.phase != Phase.TAKEN) {
            throw new IllegalStateException("interaction " + interaction.id + " was not taken by anybody");
        }
        Agent agent = interaction.agents.getFirst();
        Queue queue = interaction.line.queue;
        Membership membership = agent.membershipIn(queue);
        if (membership != null) {
            membership.talkMs += centre.nowMs - interaction.takenMs;
        }
        lines.end(interaction);
        Staff.noteHandled(agent);
        agent.lastHandled = new Agent.Handled(
                queue.handling[interaction.criteria.medium().ordinal()], interaction.takenMs, centre.nowMs);
    }

    /** Nobody has the offered interaction any more. */
    private void backInLine(Interaction interaction) {
        matching.stopWidening(interaction);
        interaction.phase = Phase.WAITING;
        interaction.line.queue.offered--;
        centre.timers.cancel(interaction.otherTimer);
        lines.comeBack(interaction);
    }

    private void strike(Agent agent, Refusal refusal, int limit) {
        agent.strikes++;
        boolean out = refusal == Refusal.UNREACHABLE || (limit > 0 && agent.strikes >= limit);
        centre.say(new Decision.Strike(agent.id, agent.strikes, out));
        if (out) {
            agent.strikes = 0;
        }
    }

    private static void reorderSeats(Agent agent, Queue queue) {
        for (Seat seat : agent.seats) {
            if (seat.line.queue == queue) {
                Staff.reorder(seat);
            }
        }
    }

    private static void requireOffered(Interaction interaction, Agent agent) {
        if (interaction.phase != Phase.OFFERED || !interaction.agents.contains(agent)) {
            throw new IllegalStateException("interaction " + interaction.id + " is not offered to " + agent.id);
        }
    }
}

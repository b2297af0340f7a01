package org.otvet.routing;

import org.jspecify.annotations.Nullable;
import org.otvet.routing.Interaction.Phase;

/** Brings interactions and agents together. Where somebody waits nobody is free for them, and the other way round. */
final class Matching {

    private static final int EXAMINED = 32;

    private final Centre centre;
    private final Explanation explanation;

    Matching(Centre centre) {
        this.centre = centre;
        this.explanation = new Explanation(centre.roster);
    }

    /** Offers an interaction that nobody has to the best free agents of its line, or lets it wait. */
    void place(Interaction interaction) {
        // what priority is worth may have changed while somebody had it
        interaction.takePlace();
        Line line = interaction.line;
        Seat best = line.choose(interaction, centre.random);
        if (best == null) {
            line.beginWait(interaction);
            return;
        }
        String why = line.free.size() == 1
                ? "only-ready"
                : line.queue.rules.strategy().code();
        offer(interaction, best, line.ask.agent() == null ? why : "preferred");
        widen(interaction);
    }

    /** Gives an agent the most urgent interactions there are for them, as many as fit, and lets them stand by for more. */
    void serve(Agent agent) {
        while (agent.room != 0) {
            Interaction next = mostUrgent(agent);
            if (next != null) {
                Line line = next.line;
                line.endWait(next);
                offer(next, seatOf(agent, line), line.ask.agent() == null ? "longest-waiting" : "preferred");
                widen(next);
                continue;
            }
            Interaction ringing = mostUrgentRinging(agent);
            if (ringing == null) {
                break;
            }
            offer(ringing, seatOf(agent, ringing.line), "rings-too");
            widen(ringing);
        }
        standBy(agent);
    }

    /** Offers an interaction to as many further agents as it may be, if they are free, now or when they become so. */
    void widen(Interaction interaction) {
        Line line = interaction.line;
        while (interaction.agents.size() < interaction.mayRing && !line.free.isEmpty()) {
            Seat another = line.chooseAnother(interaction);
            if (another == null) {
                break;
            }
            offer(interaction, another, "rings-too");
        }
        if (interaction.agents.size() >= interaction.mayRing) {
            stopWidening(interaction);
        } else if (!interaction.placed()) {
            line.ringing.add(interaction);
        }
    }

    void stopWidening(Interaction interaction) {
        if (interaction.phase == Phase.OFFERED && interaction.placed()) {
            interaction.line.ringing.remove(interaction);
        }
    }

    /** The agent no longer holds the interaction, and has to become ready again. */
    void release(Interaction interaction, Agent agent) {
        interaction.agents.remove(agent);
        agent.holds.remove(interaction);
        agent.load.remove(interaction.criteria.medium());
        if (interaction.phase == Phase.OFFERED) {
            agent.offers--;
        }
        agent.willing = false;
        agent.wrappingUp = true;
        review(agent);
    }

    /** Makes what the agent has room for, and where they stand by, agree with their load and will. */
    void review(Agent agent) {
        int room = agent.willing ? agent.load.room() : 0;
        int gone = agent.room & ~room;
        agent.room = room;
        centre.roster.note(agent);
        if (gone != 0) {
            for (Seat seat : agent.seats) {
                if (seat.placed() && (gone & seat.line.mediumBit) != 0) {
                    seat.line.free.remove(seat);
                }
            }
        }
    }

    /** Puts the agent among the free wherever they have room. */
    private void standBy(Agent agent) {
        if (agent.room == 0) {
            return;
        }
        for (Seat seat : agent.seats) {
            if (!seat.placed() && (agent.room & seat.line.mediumBit) != 0) {
                seat.order(seat.line.queue.rules.strategy());
                seat.line.free.add(seat);
            }
        }
    }

    private @Nullable Interaction mostUrgent(Agent agent) {
        Line best = null;
        long bestScore = 0;
        for (Seat seat : agent.seats) {
            Line line = seat.line;
            if (line.headPlace == Line.NOBODY || (agent.room & line.mediumBit) == 0) {
                continue;
            }
            long score = centre.score(line.queue, line.headPlace);
            if (best == null
                    || score > bestScore
                    || (score == bestScore && line.waiting.first().before(best.waiting.first()))) {
                best = line;
                bestScore = score;
            }
        }
        return best == null ? null : best.waiting.first();
    }

    private @Nullable Interaction mostUrgentRinging(Agent agent) {
        Interaction best = null;
        long bestScore = 0;
        for (Seat seat : agent.seats) {
            Line line = seat.line;
            if (line.ringing.isEmpty() || (agent.room & line.mediumBit) == 0) {
                continue;
            }
            Interaction head = line.ringing.firstOf(EXAMINED, ringing -> ringing.mayAlsoAsk(agent));
            if (head == null) {
                continue;
            }
            long score = centre.score(line.queue, head.first);
            if (best == null || score > bestScore || (score == bestScore && head.before(best))) {
                best = head;
                bestScore = score;
            }
        }
        return best;
    }

    private static Seat seatOf(Agent agent, Line line) {
        for (Seat seat : agent.seats) {
            if (seat.line == line) {
                return seat;
            }
        }
        throw new IllegalStateException("agent " + agent.id + " has no seat at a line they serve");
    }

    private void offer(Interaction interaction, Seat seat, String why) {
        Agent agent = seat.agent;
        Queue queue = interaction.line.queue;
        if (interaction.phase != Phase.OFFERED) {
            interaction.phase = Phase.OFFERED;
            interaction.countOnNobody();
            queue.offered++;
            interaction.mayRing = queue.rules.ringing().first();
            ringMoreLater(interaction);
        }
        interaction.agents.add(agent);
        agent.holds.add(interaction);
        agent.load.add(interaction.criteria.medium());
        agent.offers++;
        seat.membership.lastOffered = centre.nextTurn();
        review(agent);
        centre.say(new Decision.Offer(
                interaction.id,
                queue.id,
                agent.id,
                why,
                interaction.step,
                Math.max(0, centre.nowMs - interaction.sinceMs),
                Math.max(0, centre.nowMs - agent.idleSinceMs),
                centre.score(queue, interaction.first),
                seat.skill,
                explanation.excluded(interaction, agent)));
    }

    private void ringMoreLater(Interaction interaction) {
        Ringing ringing = interaction.line.queue.rules.ringing();
        if (ringing.more() == 0) {
            return;
        }
        interaction.otherTimer = centre.timers.at(centre.nowMs + ringing.everyMs(), () -> {
            if (interaction.mayRing < interaction.line.queue.members.size()) {
                interaction.mayRing += ringing.more();
                widen(interaction);
                ringMoreLater(interaction);
            }
        });
    }
}

package org.otvet.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Interactions of a queue that now ask for the same, and the agents who can give it. An interaction whose requirement changes
 * moves to another line of its queue, at the place it has. Whenever a command is done, {@code waiting} or {@code free} is empty.
 */
final class Line {

    /** {@link #headPlace} while nobody waits. */
    static final long NOBODY = Long.MAX_VALUE;

    private static final int EXAMINED = 32;

    final Queue queue;
    final Ask ask;
    final int mediumBit;
    /** The place of the first who waits: all that an agent of many lines has to read of most of them. */
    long headPlace = NOBODY;
    /** Offered to nobody. */
    final Heap<Interaction> waiting = new Heap<>();
    /** Offered to fewer agents at the same time than they may be. */
    final Heap<Interaction> ringing = new Heap<>();
    /** Customers to be called back once an agent is expected to be free. */
    final Heap<Interaction> callbacks = new Heap<>();

    final Heap<Seat> free = new Heap<>();
    final List<Seat> seats = new ArrayList<>();
    int signedIn;
    /** Interactions that are here in whatever state. */
    int users;
    /** Callbacks under way: being called, or reached and not yet offered. */
    int callbacksOut;

    Line(Queue queue, Ask ask) {
        this.queue = queue;
        this.ask = ask;
        this.mediumBit = ask.medium().bit();
    }

    void beginWait(Interaction interaction) {
        interaction.phase = Interaction.Phase.WAITING;
        waiting.add(interaction);
        queue.waiting++;
        noteHead();
    }

    void endWait(Interaction interaction) {
        waiting.remove(interaction);
        queue.waiting--;
        noteHead();
    }

    void noteHead() {
        headPlace = waiting.isEmpty() ? NOBODY : waiting.first().first;
    }

    /** Seats the agent if they can serve this line. */
    void seat(Agent agent, Membership membership) {
        if (ask.isMetBy(agent)) {
            Seat seat = new Seat(agent, this, membership, ask.skillOf(agent));
            seat.slot = seats.size();
            seats.add(seat);
            agent.seats.add(seat);
            if (agent.signedIn) {
                signedIn++;
            }
        }
    }

    /** Takes the seat away; the agent's own list is the caller's. */
    void unseat(Seat seat) {
        if (seat.placed()) {
            free.remove(seat);
        }
        Seat last = seats.removeLast();
        if (last != seat) {
            seats.set(seat.slot, last);
            last.slot = seat.slot;
        }
        if (seat.agent.signedIn) {
            signedIn--;
        }
    }

    /** The agent the strategy prefers of those free, one who has not refused it before any other; null if nobody is free. */
    @Nullable
    Seat choose(Interaction interaction, SplittableRandom random) {
        if (free.isEmpty()) {
            return null;
        }
        Seat choice = free.first();
        if (queue.rules.strategy() == Strategy.RANDOM) {
            choice = free.get(random.nextInt(free.size()));
        }
        if (!interaction.wasRefusedBy(choice.agent)) {
            return choice;
        }
        Seat other = free.firstOf(EXAMINED, seat -> !interaction.wasRefusedBy(seat.agent));
        return other == null ? choice : other;
    }

    /** An agent to be asked beside those who are asked already. */
    @Nullable
    Seat chooseAnother(Interaction interaction) {
        return free.firstOf(EXAMINED, seat -> interaction.mayAlsoAsk(seat.agent));
    }
}

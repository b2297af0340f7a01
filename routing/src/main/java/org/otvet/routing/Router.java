package org.otvet.routing;

import java.util.List;
import java.util.Optional;
import org.otvet.routing.Interaction.Phase;

/**
 * Decides who gets which interaction. In a queue the one that has waited longest goes first, where priority counts as waiting; of
 * the free agents who can take it, the queue's {@link Strategy} chooses; of several queues an agent serves the one that
 * {@link Choice} says. After each command no interaction waits while an agent is free who meets what it asks for now.
 *
 * <p>Deterministic: the same seed and the same commands at the same times give the same decisions. Not thread-safe; owned by one
 * thread. There is no clock: when {@link #nextDueMs} has come, give it a {@link Command.Tick}. The cost of a command grows with
 * the logarithm of agents and interactions and linearly with the lines of the agent concerned; while customers are to be
 * called first, or where joining depends on the expected wait, also linearly with the agents and interactions of those lines.
 *
 * <p>A command that contradicts what is known (an unknown agent, accepting what was not offered) throws
 * {@link IllegalStateException} and changes nothing.
 */
public final class Router {

    /** {@link #nextDueMs} while nothing will happen by itself. */
    public static final long NEVER = Timers.NEVER;

    private final Centre centre;
    private final Staff staff;
    private final Lines lines;
    private final Offers offers;
    private final CallbackDesk callbackDesk;

    public Router() {
        this(0);
    }

    /** @param seed of the random numbers of {@link Strategy#RANDOM} */
    public Router(long seed) {
        centre = new Centre(seed);
        Matching matching = new Matching(centre);
        Requirements requirements = new Requirements(centre, matching);
        lines = new Lines(centre, matching, requirements);
        staff = new Staff(centre, matching, requirements, lines);
        offers = new Offers(centre, matching, requirements, lines);
        callbackDesk = new CallbackDesk(centre, matching, requirements, lines);
    }

    /** Takes one command at time {@code nowMs} (ms since the epoch) and says what follows from it. */
    public List<Decision> decide(Command command, long nowMs) {
        centre.begin(nowMs);
        switch (command) {
            case Command.SetQueue c -> lines.setQueue(c);
            case Command.RemoveQueue c -> lines.removeQueue(c.queue());
            case Command.SetChoice c -> centre.choice = c.choice();
            case Command.SetAgent c -> staff.set(c);
            case Command.RemoveAgent c -> staff.remove(c.agent());
            case Command.Ready c -> staff.ready(c);
            case Command.Unready c -> staff.unready(centre.agent(c.agent()));
            case Command.SignOut c -> staff.signOut(centre.agent(c.agent()));
            case Command.OwnWork c -> staff.ownWork(c);
            case Command.Enqueue c -> lines.enqueue(c);
            case Command.SetPriority c -> lines.setPriority(centre.interaction(c.interaction()), c.priority());
            case Command.Withdraw c -> lines.end(centre.interaction(c.interaction()));
            case Command.Abandon c -> lines.abandon(centre.interaction(c.interaction()));
            case Command.Accept c -> offers.accept(centre.interaction(c.interaction()), centre.agent(c.agent()));
            case Command.Refuse c ->
                offers.refuse(centre.interaction(c.interaction()), centre.agent(c.agent()), c.refusal());
            case Command.Finish c -> offers.finish(centre.interaction(c.interaction()));
            case Command.CallBack c -> callbackDesk.callBack(centre.interaction(c.interaction()), c.expiresAtMs());
            case Command.Reached c -> callbackDesk.reached(centre.interaction(c.interaction()));
            case Command.NotReached c -> callbackDesk.notReached(centre.interaction(c.interaction()));
            case Command.NewDay c -> staff.newDay();
            case Command.Tick c -> centre.timers.run(nowMs);
        }
        if (!centre.callbackLines.isEmpty()) {
            callbackDesk.dial();
        }
        return centre.decisions;
    }

    /** When a {@link Command.Tick} will next lead to something, in ms since the epoch. */
    public long nextDueMs() {
        return centre.timers.nextDueMs();
    }

    /** Interactions that wait in the queue, pending offers and customers who will be called first not among them. */
    public int waiting(QueueId queue) {
        Queue known = centre.queues.get(queue);
        return known == null ? 0 : known.waiting;
    }

    /** Agents of the queue who could take a call now. */
    public int ready(QueueId queue) {
        Queue known = centre.queues.get(queue);
        return known == null ? 0 : known.callLine().free.size();
    }

    /** True when the agent is ready and has room for another interaction of some medium. */
    public boolean isReady(AgentId agent) {
        Agent known = centre.agents.get(agent);
        return known != null && known.room != 0;
    }

    /** True from the agent's being ready until signed out. */
    public boolean isSignedIn(AgentId agent) {
        Agent known = centre.agents.get(agent);
        return known != null && known.signedIn;
    }

    /** Where an interaction stands; empty when it is not known. */
    public Optional<Place> place(InteractionId interaction) {
        return Optional.ofNullable(centre.interactions.get(interaction)).map(Router::placeOf);
    }

    /** How long an interaction will go on waiting; empty when it is not known or does not wait. */
    public Optional<WaitEstimate> estimate(InteractionId interaction) {
        return Optional.ofNullable(centre.interactions.get(interaction))
                .filter(known -> known.phase == Phase.WAITING || known.phase == Phase.TO_BE_CALLED)
                .map(Estimates::of);
    }

    private static Place placeOf(Interaction known) {
        boolean waits = known.phase == Phase.WAITING || known.phase == Phase.TO_BE_CALLED;
        int ahead = waits ? known.line.waiting.countBefore(known) + known.line.callbacks.countBefore(known) : 0;
        return new Place(known.line.queue.id, known.step, ahead, waits, known.callback);
    }
}

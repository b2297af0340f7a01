package org.otvet.routing;

/** An agent at a line they can serve. In the line's {@code free} while the agent can take one of its interactions. */
final class Seat extends Heap.Node {

    final Agent agent;
    final Line line;
    final Membership membership;
    /** The sum of the agent's levels in what the line needs. */
    final int skill;
    /** Where the line has it. */
    int slot;

    Seat(Agent agent, Line line, Membership membership, int skill) {
        this.agent = agent;
        this.line = line;
        this.membership = membership;
        this.skill = skill;
    }

    /** Takes its order among the free from the strategy. */
    void order(Strategy strategy) {
        first = switch (strategy) {
            case LONGEST_IDLE, RANDOM -> agent.idleSinceMs;
            case ROUND_ROBIN -> membership.lastOffered;
            case FEWEST_CALLS -> membership.taken;
            case LEAST_TALK -> membership.talkMs;
            case LINEAR -> membership.position;
            case MOST_SKILLED -> -skill;
        };
        second = agent.idleSinceMs;
        turn = agent.turn;
    }
}

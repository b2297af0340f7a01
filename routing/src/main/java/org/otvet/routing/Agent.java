package org.otvet.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent as routing knows them. */
final class Agent {

    final AgentId id;
    /** Where the {@link Roster} has them. */
    final int index;

    final Load load = new Load(Capacity.ONE_CALL);
    final List<Membership> memberships = new ArrayList<>();
    final List<Seat> seats = new ArrayList<>();
    /** Offered or taken. */
    final List<Interaction> holds = new ArrayList<>(1);

    Map<Skill, Integer> skills = Map.of();
    boolean signedIn;
    /** From ready until unready, or until an offer or interaction ends. */
    boolean willing;
    /** Something ended, and they have neither become ready nor unready since. */
    boolean wrappingUp;

    long idleSinceMs;
    /** Settles equal times by order of becoming ready. */
    long turn;

    int strikes;
    int offers;
    /** The media, as bits, of which they can take one more now. */
    int room;
    /** A callback under way that counts on them. */
    @Nullable
    Interaction countedOnBy;
    /** Finished, its wrap-up perhaps not over. */
    @Nullable
    Handled lastHandled;

    /** When an interaction was taken and finished. */
    record Handled(HandlingTimes times, long takenMs, long finishedMs) {}

    Agent(AgentId id, int index) {
        this.id = id;
        this.index = index;
    }

    /** On duty: free, with somebody, or in between. */
    boolean working() {
        return willing || wrappingUp || !load.isEmpty();
    }

    @Nullable
    Membership membershipIn(Queue queue) {
        for (Membership membership : memberships) {
            if (membership.queue == queue) {
                return membership;
            }
        }
        return null;
    }
}

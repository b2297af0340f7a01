package org.otvet.routing;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How much an agent can do at once. A medium without a share is not given to the agent. Another interaction fits when its
 * medium's limit is not reached and the costs of what it may not interrupt, with its own, stay within {@link #WHOLE}.
 */
public record Capacity(Map<Medium, Share> shares) {

    /** What one agent has to give. */
    public static final int WHOLE = 100;

    /** One call at a time and nothing else. */
    public static final Capacity ONE_CALL = new Capacity(Map.of(Medium.CALL, new Share(WHOLE, 1, Set.of())));

    /**
     * @param cost 1 to 100, what one interaction of the medium takes
     * @param most how many of the medium at once
     * @param interrupts media whose interactions may be under way when one of this medium comes: they do not count
     */
    public record Share(int cost, int most, Set<Medium> interrupts) {

        public Share {
            interrupts = Set.copyOf(interrupts);
            if (cost < 1 || cost > WHOLE || most < 1) {
                throw new IllegalArgumentException("cost " + cost + ", most " + most);
            }
        }
    }

    public Capacity {
        shares = shares.isEmpty() ? Map.of() : Map.copyOf(shares);
    }

    /** One call, or {@code chats} chats at a time which a call may interrupt if {@code callsInterrupt}. */
    public static Capacity callOrChats(int chats, boolean callsInterrupt) {
        Map<Medium, Share> shares = new EnumMap<>(Medium.class);
        Set<Medium> interrupts = callsInterrupt ? EnumSet.of(Medium.CHAT) : Set.of();
        shares.put(Medium.CALL, new Share(WHOLE, 1, interrupts));
        shares.put(Medium.CHAT, new Share(WHOLE / chats, chats, Set.of()));
        return new Capacity(shares);
    }
}

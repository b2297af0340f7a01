package org.otvet.routing;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an interaction asks of its agent for a while. When it lasted {@code lastsMs} the next step holds, and after the
 * last one any agent of the queue will do. The place in line stays the same throughout. A step that no agent signed in
 * can meet is left at once.
 *
 * @param needs all of them must be met
 * @param agent only this agent, who must work for the queue; null for anybody who meets the needs
 * @param lastsMs more than 0, or {@link #FOR_EVER}
 */
public record Step(List<Need> needs, @Nullable AgentId agent, long lastsMs) {

    public static final long FOR_EVER = Long.MAX_VALUE;

    private static final Comparator<Need> BY_SKILL =
            Comparator.comparing((Need need) -> need.skill().name()).thenComparing(Need::level);

    public Step {
        needs = needs.size() < 2
                ? List.copyOf(needs)
                : needs.stream().sorted(BY_SKILL).toList();
        if (lastsMs < 1) {
            throw new IllegalArgumentException("a step of " + lastsMs + " ms");
        }
    }

    public static Step skills(long lastsMs, Need... needs) {
        return new Step(List.of(needs), null, lastsMs);
    }

    /** The agent who spoke last with the customer, or looks after them. */
    public static Step agent(AgentId agent, long lastsMs) {
        return new Step(List.of(), agent, lastsMs);
    }
}

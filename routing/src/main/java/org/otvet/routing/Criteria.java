package org.otvet.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what an interaction is routed.
 *
 * @param priority 0 to 1000; each point is a head start of {@link QueueRules#priorityMs}. A VIP is a customer with more
 * @param steps what is asked of the agent, one after the other; empty for any agent of the queue
 * @param person who the customer is, as far as one person's calls are recognised; null if unknown
 */
public record Criteria(
        Medium medium,
        int priority,
        List<Step> steps,
        @Nullable String person) {

    /** A call without a wish. */
    public static final Criteria CALL = of(Medium.CALL);

    private static final int GREATEST_PRIORITY = 1000;

    public Criteria {
        steps = List.copyOf(steps);
        if (priority < 0 || priority > GREATEST_PRIORITY) {
            throw new IllegalArgumentException("priority " + priority + " is not within 0 and " + GREATEST_PRIORITY);
        }
    }

    public static Criteria of(Medium medium) {
        return new Criteria(medium, 0, List.of(), null);
    }

    public Criteria withPriority(int points) {
        return new Criteria(medium, points, steps, person);
    }

    public Criteria withSteps(Step... wanted) {
        return new Criteria(medium, priority, List.of(wanted), person);
    }

    public Criteria withPerson(String who) {
        return new Criteria(medium, priority, steps, who);
    }
}

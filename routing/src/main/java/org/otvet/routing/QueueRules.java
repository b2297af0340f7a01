package org.otvet.routing;

/**
 * How a queue is served.
 *
 * @param weight 1 to 10,000; an agent of several queues takes the interaction with the greatest waiting time times weight
 * @param missedLimit offers missed one after the other that make an agent unready, 0 for never
 * @param priorityMs the waiting time one point of priority is worth. Priority therefore grows with waiting: whoever waited this
 *     long has caught up with one point, and nobody waits for ever. {@link #STRICT} to let priority go before any wait
 */
public record QueueRules(
        int weight,
        int missedLimit,
        Strategy strategy,
        Ringing ringing,
        long priorityMs,
        ServiceTarget target,
        Admission admission,
        Callbacks callbacks) {

    /** A point of priority worth ten years. */
    public static final long STRICT = 315_576_000_000L;

    public static final QueueRules DEFAULT = new QueueRules(1, 3);

    private static final int GREATEST_WEIGHT = 10_000;

    public QueueRules {
        if (weight < 1 || weight > GREATEST_WEIGHT) {
            throw new IllegalArgumentException("weight " + weight + " is not within 1 and " + GREATEST_WEIGHT);
        }
        if (missedLimit < 0) {
            throw new IllegalArgumentException("missedLimit " + missedLimit + " is negative");
        }
        if (priorityMs < 0 || priorityMs > STRICT) {
            throw new IllegalArgumentException("priorityMs " + priorityMs);
        }
    }

    public QueueRules(int weight, int missedLimit) {
        this(
                weight,
                missedLimit,
                Strategy.LONGEST_IDLE,
                Ringing.ONE,
                60_000,
                ServiceTarget.DEFAULT,
                Admission.EVERYBODY,
                Callbacks.AGENT_FIRST);
    }

    public QueueRules with(Strategy other) {
        return new QueueRules(weight, missedLimit, other, ringing, priorityMs, target, admission, callbacks);
    }

    public QueueRules with(Ringing other) {
        return new QueueRules(weight, missedLimit, strategy, other, priorityMs, target, admission, callbacks);
    }

    public QueueRules with(ServiceTarget other) {
        return new QueueRules(weight, missedLimit, strategy, ringing, priorityMs, other, admission, callbacks);
    }

    public QueueRules with(Admission other) {
        return new QueueRules(weight, missedLimit, strategy, ringing, priorityMs, target, other, callbacks);
    }

    public QueueRules with(Callbacks other) {
        return new QueueRules(weight, missedLimit, strategy, ringing, priorityMs, target, admission, other);
    }

    public QueueRules withPriorityMs(long worth) {
        return new QueueRules(weight, missedLimit, strategy, ringing, worth, target, admission, callbacks);
    }
}

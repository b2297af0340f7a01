package org.otvet.routing;

/**
 * How a queue is served.
 *
 * @param weight 1 or more; an agent of several queues takes the call with the greatest waiting time times weight
 * @param missedLimit offers missed one after the other that make an agent unready, 0 for never
 */
public record QueueRules(int weight, int missedLimit) {

    public static final QueueRules DEFAULT = new QueueRules(1, 3);

    public QueueRules {
        if (weight < 1) {
            throw new IllegalArgumentException("weight " + weight + " is less than 1");
        }
        if (missedLimit < 0) {
            throw new IllegalArgumentException("missedLimit " + missedLimit + " is negative");
        }
    }
}

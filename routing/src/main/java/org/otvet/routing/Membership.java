package org.otvet.routing;

/** An agent's work for a queue, by which its strategy may choose. */
final class Membership {

    final Queue queue;
    int position;
    /** The turn of the last offer. */
    long lastOffered;

    int taken;
    long talkMs;

    Membership(Queue queue) {
        this.queue = queue;
    }
}

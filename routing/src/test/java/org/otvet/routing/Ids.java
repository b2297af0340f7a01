package org.otvet.routing;

import java.util.UUID;

/** Small numbered identifiers. */
final class Ids {

    private Ids() {}

    static AgentId agent(int n) {
        return new AgentId(new UUID(1, n));
    }

    static QueueId queue(int n) {
        return new QueueId(new UUID(2, n));
    }

    static InteractionId call(int n) {
        return new InteractionId(new UUID(3, n));
    }
}

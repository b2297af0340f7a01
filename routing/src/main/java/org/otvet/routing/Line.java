package org.otvet.routing;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Interactions that ask for the same, and the agents who can give it. Now one line is one queue; a queue with
 * requirements that change while waiting will be several lines between which its interactions move.
 */
final class Line {

    final QueueId queue;
    QueueRules rules;
    final TreeSet<CallNode> waiting = new TreeSet<>(CallNode.LONGEST_WAITING);
    final TreeSet<AgentNode> ready = new TreeSet<>(AgentNode.LONGEST_IDLE);
    final Set<AgentNode> members = new LinkedHashSet<>();
    int offered;

    Line(QueueId queue, QueueRules rules) {
        this.queue = queue;
        this.rules = rules;
    }

    long score(CallNode call, long nowMs) {
        return Math.max(0, nowMs - call.sinceMs) * rules.weight();
    }
}

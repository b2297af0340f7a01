package org.otvet.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interaction that waits, is offered or was taken. */
final class CallNode {

    /** The longest waiting first; {@code turn} settles equal times by order of arrival. */
    static final Comparator<CallNode> LONGEST_WAITING =
            Comparator.<CallNode>comparingLong(c -> c.sinceMs).thenComparingLong(c -> c.turn);

    private static final int REMEMBERED_REFUSALS = 16;

    final InteractionId id;
    final Line line;
    final long sinceMs;
    final long turn;
    /** The agent it is offered to or was taken by; null while it waits. */
    @Nullable
    AgentNode agent;

    private final List<AgentNode> refusedBy = new ArrayList<>(0);

    CallNode(InteractionId id, Line line, long sinceMs, long turn) {
        this.id = id;
        this.line = line;
        this.sinceMs = sinceMs;
        this.turn = turn;
    }

    void rememberRefusal(AgentNode by) {
        if (!refusedBy.contains(by)) {
            if (refusedBy.size() == REMEMBERED_REFUSALS) {
                refusedBy.removeFirst();
            }
            refusedBy.add(by);
        }
    }

    boolean wasRefusedBy(AgentNode who) {
        return refusedBy.contains(who);
    }
}

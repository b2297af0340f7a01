package org.otvet.routing;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent as routing knows them. */
final class AgentNode {

    enum Standing {
        AWAY,
        READY,
        OFFERED,
        BUSY
    }

    /** The longest idle first; {@code turn} settles equal times by order of becoming ready. */
    static final Comparator<AgentNode> LONGEST_IDLE =
            Comparator.<AgentNode>comparingLong(a -> a.idleSinceMs).thenComparingLong(a -> a.turn);

    final AgentId id;
    List<Line> lines = List.of();
    Standing standing = Standing.AWAY;
    long idleSinceMs;
    long turn;
    int strikes;
    /** Set exactly while OFFERED or BUSY. */
    @Nullable
    CallNode call;

    AgentNode(AgentId id) {
        this.id = id;
    }
}

package org.otvet.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.otvet.routing.AgentNode.Standing;

/**
 * Decides who gets which interaction: the longest waiting interaction goes to the longest idle agent of its queue, and
 * among several queues an agent takes the one with the greatest waiting time times weight. After each command no
 * interaction waits while an agent of its queue is ready. Deterministic: the same commands at the same times give the
 * same decisions. Not thread-safe; owned by one thread. The cost of a command grows with the logarithm of agents and
 * interactions and linearly with the queues of the agent concerned.
 *
 * <p>A command that contradicts what is known (an unknown agent, accepting what was not offered) throws
 * {@link IllegalStateException} and changes nothing.
 */
public final class Router {

    private static final int LISTED_EXCLUSIONS = 16;
    private static final int EXAMINED_FOR_EXCLUSIONS = 32;

    private final Map<QueueId, Line> lines = new HashMap<>();
    private final Map<AgentId, AgentNode> agents = new HashMap<>();
    private final Map<InteractionId, CallNode> calls = new HashMap<>();
    private long turn;

    /** Takes one command at time {@code nowMs} (ms since the epoch) and says what follows from it. */
    public List<Decision> decide(Command command, long nowMs) {
        List<Decision> out = new ArrayList<>(2);
        switch (command) {
            case Command.SetQueue c -> setQueue(c);
            case Command.RemoveQueue c -> removeQueue(c.queue());
            case Command.SetAgent c -> setAgent(c, nowMs, out);
            case Command.RemoveAgent c -> removeAgent(c.agent());
            case Command.Ready c -> ready(c, nowMs, out);
            case Command.Unready c -> unready(agent(c.agent()));
            case Command.Enqueue c -> enqueue(c, nowMs, out);
            case Command.Withdraw c -> withdraw(call(c.interaction()));
            case Command.Accept c -> accept(call(c.interaction()));
            case Command.Refuse c -> refuse(call(c.interaction()), c.refusal(), nowMs, out);
            case Command.Finish c -> finish(call(c.interaction()));
        }
        return out;
    }

    /** Interactions that wait in the queue, pending offers not among them. */
    public int waiting(QueueId queue) {
        Line line = lines.get(queue);
        return line == null ? 0 : line.waiting.size();
    }

    /** Agents of the queue who could take an interaction now. */
    public int ready(QueueId queue) {
        Line line = lines.get(queue);
        return line == null ? 0 : line.ready.size();
    }

    /** True when the agent is ready: known, and without an offer or interaction. */
    public boolean isReady(AgentId agent) {
        AgentNode node = agents.get(agent);
        return node != null && node.standing == Standing.READY;
    }

    private void setQueue(Command.SetQueue c) {
        Line line = lines.get(c.queue());
        if (line == null) {
            lines.put(c.queue(), new Line(c.queue(), c.rules()));
        } else {
            line.rules = c.rules();
        }
    }

    private void removeQueue(QueueId queue) {
        Line line = lines.get(queue);
        if (line == null) {
            return;
        }
        if (!line.waiting.isEmpty() || line.offered > 0) {
            throw new IllegalStateException("queue " + queue + " still has " + line.waiting.size() + " waiting and "
                    + line.offered + " offered; withdraw them first");
        }
        lines.remove(queue);
        for (AgentNode member : line.members) {
            List<Line> left = new ArrayList<>(member.lines);
            left.remove(line);
            member.lines = List.copyOf(left);
        }
    }

    private void setAgent(Command.SetAgent c, long nowMs, List<Decision> out) {
        AgentNode node = agents.computeIfAbsent(c.agent(), AgentNode::new);
        List<Line> next = c.queues().stream()
                .map(lines::get)
                .filter(line -> line != null)
                .sorted(Comparator.comparing(line -> line.queue.value()))
                .toList();
        boolean wasReady = node.standing == Standing.READY;
        if (wasReady) {
            leaveReady(node);
        }
        for (Line line : node.lines) {
            line.members.remove(node);
        }
        node.lines = next;
        for (Line line : next) {
            line.members.add(node);
        }
        if (wasReady) {
            serve(node, nowMs, out);
        }
    }

    private void removeAgent(AgentId id) {
        AgentNode node = agents.get(id);
        if (node == null) {
            return;
        }
        if (node.call != null) {
            throw new IllegalStateException("agent " + id + " still holds interaction " + node.call.id);
        }
        unready(node);
        for (Line line : node.lines) {
            line.members.remove(node);
        }
        agents.remove(id);
    }

    private void ready(Command.Ready c, long nowMs, List<Decision> out) {
        AgentNode node = agent(c.agent());
        if (node.call != null) {
            throw new IllegalStateException(
                    "agent " + c.agent() + " is " + node.standing + " with " + node.call.id + ", not free");
        }
        if (node.standing == Standing.READY) {
            leaveReady(node);
        }
        node.idleSinceMs = c.idleSinceMs();
        node.turn = ++turn;
        serve(node, nowMs, out);
    }

    private void unready(AgentNode node) {
        if (node.standing == Standing.READY) {
            leaveReady(node);
            node.standing = Standing.AWAY;
        }
    }

    private void enqueue(Command.Enqueue c, long nowMs, List<Decision> out) {
        Line line = lines.get(c.queue());
        if (line == null) {
            throw new IllegalStateException("queue " + c.queue() + " is unknown");
        }
        if (calls.containsKey(c.interaction())) {
            throw new IllegalStateException("interaction " + c.interaction() + " is already in line");
        }
        CallNode call = new CallNode(c.interaction(), line, c.sinceMs(), ++turn);
        calls.put(call.id, call);
        place(call, nowMs, out);
    }

    private void withdraw(CallNode call) {
        calls.remove(call.id);
        if (call.agent == null) {
            call.line.waiting.remove(call);
        } else {
            if (call.agent.standing == Standing.OFFERED) {
                call.line.offered--;
            }
            free(call.agent);
        }
    }

    private void accept(CallNode call) {
        AgentNode agent = offeredTo(call);
        agent.standing = Standing.BUSY;
        agent.strikes = 0;
        call.line.offered--;
    }

    private void refuse(CallNode call, Refusal refusal, long nowMs, List<Decision> out) {
        AgentNode agent = offeredTo(call);
        call.line.offered--;
        free(agent);
        call.agent = null;
        call.rememberRefusal(agent);
        agent.strikes++;
        int limit = call.line.rules.missedLimit();
        boolean outNow = refusal == Refusal.UNREACHABLE || (limit > 0 && agent.strikes >= limit);
        out.add(new Decision.Strike(agent.id, agent.strikes, outNow));
        if (outNow) {
            agent.strikes = 0;
        }
        place(call, nowMs, out);
    }

    private void finish(CallNode call) {
        AgentNode agent = call.agent;
        if (agent == null || agent.standing != Standing.BUSY) {
            throw new IllegalStateException("interaction " + call.id + " was not taken by anybody");
        }
        calls.remove(call.id);
        free(agent);
    }

    private static void free(AgentNode agent) {
        agent.call = null;
        agent.standing = Standing.AWAY;
    }

    /** Puts an interaction before the best ready agent of its line, or in line. */
    private void place(CallNode call, long nowMs, List<Decision> out) {
        Line line = call.line;
        if (line.ready.isEmpty()) {
            line.waiting.add(call);
            return;
        }
        AgentNode best = line.ready.first();
        int examined = 0;
        for (AgentNode candidate : line.ready) {
            if (!call.wasRefusedBy(candidate)) {
                best = candidate;
                break;
            }
            if (++examined == EXAMINED_FOR_EXCLUSIONS) {
                break;
            }
        }
        String why = line.ready.size() == 1 ? "only-ready" : "longest-idle";
        leaveReady(best);
        offer(call, best, why, nowMs, out);
    }

    /** Gives a free agent the most urgent interaction of their lines, or lets them wait for one. */
    private void serve(AgentNode agent, long nowMs, List<Decision> out) {
        CallNode best = null;
        long bestScore = 0;
        for (Line line : agent.lines) {
            if (line.waiting.isEmpty()) {
                continue;
            }
            CallNode head = line.waiting.first();
            long score = line.score(head, nowMs);
            if (best == null
                    || score > bestScore
                    || (score == bestScore && CallNode.LONGEST_WAITING.compare(head, best) < 0)) {
                best = head;
                bestScore = score;
            }
        }
        if (best == null) {
            agent.standing = Standing.READY;
            for (Line line : agent.lines) {
                line.ready.add(agent);
            }
        } else {
            best.line.waiting.remove(best);
            offer(best, agent, "longest-waiting", nowMs, out);
        }
    }

    private void offer(CallNode call, AgentNode agent, String why, long nowMs, List<Decision> out) {
        call.agent = agent;
        call.line.offered++;
        agent.call = call;
        agent.standing = Standing.OFFERED;
        out.add(new Decision.Offer(
                call.id,
                call.line.queue,
                agent.id,
                why,
                Math.max(0, nowMs - call.sinceMs),
                Math.max(0, nowMs - agent.idleSinceMs),
                call.line.score(call, nowMs),
                exclusions(call, agent)));
    }

    private static List<Exclusion> exclusions(CallNode call, AgentNode chosen) {
        List<Exclusion> found = new ArrayList<>();
        int examined = 0;
        for (AgentNode other : call.line.members) {
            if (examined++ == EXAMINED_FOR_EXCLUSIONS || found.size() == LISTED_EXCLUSIONS) {
                break;
            }
            if (other != chosen) {
                found.add(new Exclusion(other.id, whyNot(other, call)));
            }
        }
        return found;
    }

    private static Exclusion.Reason whyNot(AgentNode other, CallNode call) {
        return switch (other.standing) {
            case AWAY -> call.wasRefusedBy(other) ? Exclusion.Reason.REFUSED_THIS : Exclusion.Reason.NOT_READY;
            case OFFERED -> Exclusion.Reason.OFFERED_ANOTHER;
            case BUSY -> Exclusion.Reason.BUSY;
            case READY -> call.wasRefusedBy(other) ? Exclusion.Reason.REFUSED_THIS : Exclusion.Reason.IDLE_SHORTER;
        };
    }

    private static void leaveReady(AgentNode agent) {
        for (Line line : agent.lines) {
            line.ready.remove(agent);
        }
    }

    private AgentNode agent(AgentId id) {
        AgentNode node = agents.get(id);
        if (node == null) {
            throw new IllegalStateException("agent " + id + " is unknown");
        }
        return node;
    }

    private CallNode call(InteractionId id) {
        CallNode node = calls.get(id);
        if (node == null) {
            throw new IllegalStateException("interaction " + id + " is unknown");
        }
        return node;
    }

    private static AgentNode offeredTo(CallNode call) {
        AgentNode agent = call.agent;
        if (agent == null || agent.standing != Standing.OFFERED) {
            throw new IllegalStateException("interaction " + call.id + " is not offered to anybody");
        }
        return agent;
    }
}

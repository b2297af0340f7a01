package org.otvet.server.floor.live;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Who and what changed since somebody last looked. Gathers nothing while nobody looks. */
final class Changes {

    boolean wanted;
    final Set<AgentLive> agents = new LinkedHashSet<>();
    final Set<QueueLive> queues = new LinkedHashSet<>();
    final Set<CallLive> calls = new LinkedHashSet<>();
    final Set<UUID> goneAgents = new LinkedHashSet<>();

    void agent(AgentLive agent) {
        if (wanted) {
            agents.add(agent);
        }
    }

    void queue(QueueLive queue) {
        if (wanted) {
            queues.add(queue);
        }
    }

    /** The call, and with it whoever holds it and the queue it is in. */
    void call(CallLive call) {
        if (wanted) {
            calls.add(call);
            if (call.agent != null) {
                agents.add(call.agent);
            }
            for (Member member : call.conference) {
                if (member.agent != null) {
                    agents.add(member.agent);
                }
            }
            if (call.queue != null) {
                queues.add(call.queue);
            }
        }
    }

    void goneAgent(UUID agent) {
        if (wanted) {
            goneAgents.add(agent);
        }
    }

    boolean isEmpty() {
        return agents.isEmpty() && queues.isEmpty() && calls.isEmpty() && goneAgents.isEmpty();
    }

    void clear() {
        agents.clear();
        queues.clear();
        calls.clear();
        goneAgents.clear();
    }
}

package org.otvet.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is asked of many agents at a time, side by side in memory: explanations look at dozens of agents each. */
final class Roster {

    /** Below are the bits of {@link Medium}: of which the agent can take one more. */
    static final int OFFERED = 1 << 4;

    static final int BUSY = 1 << 5;

    private @Nullable AgentId[] ids = new AgentId[16];
    private @Nullable Agent[] agents = new Agent[16];
    private byte[] standing = new byte[16];
    private int[] vacant = new int[16];
    private int vacancies;
    private int size;

    Agent add(AgentId id) {
        int index = vacancies > 0 ? vacant[--vacancies] : size++;
        if (index == ids.length) {
            ids = Arrays.copyOf(ids, 2 * index);
            agents = Arrays.copyOf(agents, 2 * index);
            standing = Arrays.copyOf(standing, 2 * index);
            vacant = Arrays.copyOf(vacant, 2 * index);
        }
        Agent agent = new Agent(id, index);
        ids[index] = id;
        agents[index] = agent;
        standing[index] = 0;
        return agent;
    }

    void remove(Agent agent) {
        ids[agent.index] = null;
        agents[agent.index] = null;
        vacant[vacancies++] = agent.index;
    }

    void note(Agent agent) {
        int busy = agent.load.isEmpty() ? 0 : BUSY;
        standing[agent.index] = (byte) (agent.room | (agent.offers > 0 ? OFFERED : busy));
    }

    int standing(int index) {
        return standing[index];
    }

    @SuppressWarnings("NullAway")
    AgentId id(int index) {
        return ids[index];
    }

    @SuppressWarnings("NullAway")
    Agent agent(int index) {
        return agents[index];
    }
}

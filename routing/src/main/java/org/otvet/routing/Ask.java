package org.otvet.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the interactions of one line have in common. */
record Ask(Medium medium, List<Need> needs, @Nullable AgentId agent) {

    static Ask of(Medium medium, Step step) {
        return new Ask(medium, step.needs(), step.agent());
    }

    boolean isPlain() {
        return needs.isEmpty() && agent == null;
    }

    boolean isMetBy(Agent who) {
        if (agent != null && !agent.equals(who.id)) {
            return false;
        }
        for (Need need : needs) {
            if (who.skills.getOrDefault(need.skill(), 0) < need.level()) {
                return false;
            }
        }
        return true;
    }

    int skillOf(Agent who) {
        int sum = 0;
        for (Need need : needs) {
            sum += who.skills.getOrDefault(need.skill(), 0);
        }
        return sum;
    }
}

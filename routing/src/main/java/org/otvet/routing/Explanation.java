package org.otvet.routing;

import java.util.ArrayList;
import java.util.List;

/** Why the other agents of a queue were not chosen. */
final class Explanation {

    private static final int LISTED = 16;
    private static final int EXAMINED = 32;

    private final Roster roster;

    Explanation(Roster roster) {
        this.roster = roster;
    }

    List<Exclusion> excluded(Interaction interaction, Agent chosen) {
        Members members = interaction.line.queue.members;
        int examined = Math.min(EXAMINED, members.size());
        List<Exclusion> found = new ArrayList<>(Math.min(LISTED, examined));
        for (int i = 0; i < examined && found.size() < LISTED; i++) {
            int index = members.get(i);
            if (index != chosen.index) {
                found.add(new Exclusion(roster.id(index), whyNot(index, interaction)));
            }
        }
        return found;
    }

    private Exclusion.Reason whyNot(int index, Interaction interaction) {
        int standing = roster.standing(index);
        Line line = interaction.line;
        boolean hasRoom = (standing & line.mediumBit) != 0;
        if (!hasRoom && (standing & Roster.OFFERED) != 0) {
            return Exclusion.Reason.OFFERED_ANOTHER;
        }
        if (!hasRoom && (standing & Roster.BUSY) != 0) {
            return Exclusion.Reason.BUSY;
        }
        if (interaction.wasRefusedByAny() && interaction.wasRefusedBy(roster.agent(index))) {
            return Exclusion.Reason.REFUSED_THIS;
        }
        if (!hasRoom) {
            return Exclusion.Reason.NOT_READY;
        }
        if (!line.ask.isPlain() && !line.ask.isMetBy(roster.agent(index))) {
            return line.ask.agent() == null ? Exclusion.Reason.LACKS_SKILL : Exclusion.Reason.NOT_PREFERRED;
        }
        return line.queue.rules.strategy() == Strategy.LONGEST_IDLE
                ? Exclusion.Reason.IDLE_SHORTER
                : Exclusion.Reason.LATER_IN_TURN;
    }
}

package org.otvet.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A queue: its lines, one for each thing its interactions ask for now, and the agents who work for it. */
final class Queue {

    private static final int KEPT_LINES = 32;

    final QueueId id;
    QueueRules rules;
    final Members members = new Members();
    /** In the order they came to be. */
    private final Map<Ask, Line> lines = new LinkedHashMap<>();

    private final Line[] plain = new Line[Medium.ALL.length];
    final HandlingTimes[] handling = new HandlingTimes[Medium.ALL.length];
    final ServiceLevel service = new ServiceLevel();
    /** A place in line that somebody left. */
    record Kept(long sinceMs, long untilMs) {}

    /** Places of those who abandoned, by person, while they are kept. */
    final Map<String, Kept> keptPlaces = new HashMap<>();
    /** Who is to be called back, by person. */
    final Map<String, Interaction> callbacks = new HashMap<>();

    int signedIn;
    int waiting;
    int offered;

    Queue(QueueId id, QueueRules rules) {
        this.id = id;
        this.rules = rules;
        for (Medium medium : Medium.ALL) {
            plain[medium.ordinal()] = new Line(this, new Ask(medium, List.of(), null));
            handling[medium.ordinal()] = new HandlingTimes();
        }
        lines.put(plain[Medium.CALL.ordinal()].ask, plain[Medium.CALL.ordinal()]);
    }

    List<Line> lines() {
        return new ArrayList<>(lines.values());
    }

    /** The line of those who ask for this, if there is one; plain calls have one always. */
    Line lineOrNew(Ask ask, Roster roster) {
        if (ask.isPlain() && ask.medium() == Medium.CALL) {
            return callLine();
        }
        Line known = lines.get(ask);
        if (known != null) {
            return known;
        }
        Line line = ask.isPlain() ? plain[ask.medium().ordinal()] : new Line(this, ask);
        lines.put(ask, line);
        for (int i = 0; i < members.size(); i++) {
            Agent agent = roster.agent(members.get(i));
            Membership membership = agent.membershipIn(this);
            if (membership != null) {
                line.seat(agent, membership);
            }
        }
        for (Seat seat : line.seats) {
            if ((seat.agent.room & line.mediumBit) != 0) {
                seat.order(rules.strategy());
                line.free.add(seat);
            }
        }
        return line;
    }

    Line callLine() {
        return plain[Medium.CALL.ordinal()];
    }

    /** Forgets a line nobody is in, unless it is likely to be used again. */
    void tidy(Line line) {
        boolean keep = line.ask.isPlain() || (line.ask.agent() == null && lines.size() <= KEPT_LINES);
        if (line.users == 0 && !keep) {
            lines.remove(line.ask);
            for (Seat seat : line.seats) {
                seat.agent.seats.remove(seat);
            }
        }
    }
}

package org.otvet.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/** How long those in line will have to wait. */
final class Estimates {

    private Estimates() {}

    static WaitEstimate of(Interaction interaction) {
        Line line = interaction.line;
        Medium medium = line.ask.medium();
        double agents = 0;
        Map<Line, Integer> shared = new LinkedHashMap<>();
        for (Seat seat : line.seats) {
            if (seat.agent.working()) {
                agents += seat.agent.load.most(medium);
                for (Seat elsewhere : seat.agent.seats) {
                    if (elsewhere.line != line && !elsewhere.line.waiting.isEmpty()) {
                        shared.merge(elsewhere.line, 1, Integer::sum);
                    }
                }
            }
        }
        double ahead = line.waiting.countBefore(interaction);
        for (Map.Entry<Line, Integer> other : shared.entrySet()) {
            ahead += (double) other.getKey().waiting.countBefore(interaction)
                    * other.getValue()
                    / working(other.getKey());
        }
        HandlingTimes times = line.queue.handling[medium.ordinal()];
        double departures = line.free.size() > ahead ? 0 : ahead + 1 - line.free.size();
        return new WaitEstimate(departures, agents, times.count(), times.sumMs());
    }

    private static long working(Line line) {
        return line.seats.stream().filter(seat -> seat.agent.working()).count();
    }
}

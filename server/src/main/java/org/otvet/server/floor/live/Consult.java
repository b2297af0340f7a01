package org.otvet.server.floor.live;

import org.jspecify.annotations.Nullable;
import org.otvet.telephony.LegId;

/** Somebody the agent of a call asks about it while the customer waits. */
final class Consult {

    final LegId leg;
    final @Nullable AgentLive agent;
    /** Empty where an agent is asked. */
    final String number;

    final long offeredUntilMs;
    boolean up;
    long sinceMs;
    Timers.@Nullable Timer timer;

    Consult(LegId leg, @Nullable AgentLive agent, String number, long sinceMs, long offeredUntilMs) {
        this.leg = leg;
        this.agent = agent;
        this.number = number;
        this.sinceMs = sinceMs;
        this.offeredUntilMs = offeredUntilMs;
    }
}

package org.otvet.server.floor.live;

import org.jspecify.annotations.Nullable;
import org.otvet.telephony.LegId;

/** Somebody in a conference beside the customer and the agent of the call. */
final class Member {

    final LegId leg;
    final @Nullable AgentLive agent;
    /** Empty for an agent. */
    final String number;

    final long sinceMs;
    boolean muted;

    Member(LegId leg, @Nullable AgentLive agent, String number, long sinceMs) {
        this.leg = leg;
        this.agent = agent;
        this.number = number;
        this.sinceMs = sinceMs;
    }
}

package org.otvet.server.floor.live;

import org.jspecify.annotations.Nullable;
import org.otvet.telephony.LegId;

/** A supervisor in the call of an agent, from the order on. */
final class Supervision {

    final CallLive call;
    final AgentLive supervisor;
    /** Whose talk it is about; when they leave the call, the supervisor does. */
    final AgentLive agent;

    final LegId leg;
    final long startedMs;
    SupervisionMode mode;
    boolean up;
    /** The customer is to be taken over as soon as the supervisor's telephone is up. */
    boolean takesOver;

    Timers.@Nullable Timer timer;

    Supervision(CallLive call, AgentLive supervisor, AgentLive agent, LegId leg, SupervisionMode mode, long startedMs) {
        this.call = call;
        this.supervisor = supervisor;
        this.agent = agent;
        this.leg = leg;
        this.mode = mode;
        this.startedMs = startedMs;
    }
}

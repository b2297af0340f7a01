package org.otvet.server.floor.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person, or the page in their name, asks of the floor. */
public sealed interface Order {

    /** An agent's own or, with {@code by}, a supervisor's wish. */
    record ChangeState(
            UUID agentId,
            AgentState state,
            @Nullable UUID pauseReasonId,
            @Nullable UUID by) implements Order {}

    record DialOut(UUID agentId, String number, UUID projectId) implements Order {}

    record OnCall(UUID agentId, UUID interactionId, Action action) implements Order {}

    /**
     * Something about the recording of a call that is up.
     *
     * @param agentId the agent whose call it must be, null for a program or a supervisor
     * @param via a code: {@code agent}, {@code field} for a payment field of a page, {@code api}
     */
    record OnRecording(UUID interactionId, @Nullable UUID agentId, RecordingAction action, String via, UUID by)
            implements Order {}

    record Digits(UUID agentId, UUID interactionId, String digits) implements Order {}

    /** Hands the call on without talking to who gets it. */
    record Transfer(UUID agentId, UUID interactionId, Target target) implements Order {}

    /** Asks somebody while the customer waits. */
    record Consult(UUID agentId, UUID interactionId, Target target) implements Order {}

    /** Mutes somebody in a conference or lets them speak again; {@code partyId} is the one the desk names. */
    record MuteParty(UUID agentId, UUID interactionId, UUID partyId, boolean muted) implements Order {}

    record RemoveParty(UUID agentId, UUID interactionId, UUID partyId) implements Order {}

    /** A supervisor enters the call of an agent, or changes how they are in it. */
    record Supervise(UUID supervisorId, UUID interactionId, SupervisionMode mode) implements Order {}

    /** The supervisor gets the customer. */
    record TakeOver(UUID supervisorId, UUID interactionId) implements Order {}

    record LeaveSupervision(UUID supervisorId) implements Order {}

    record SaveWrapUp(
            UUID agentId, UUID interactionId, @Nullable UUID dispositionId, String notes) implements Order {}

    record ExtendWrapUp(UUID agentId) implements Order {}

    record MissedHandled(UUID agentId, UUID interactionId) implements Order {}

    /** The agent's page listens. */
    record PageOpened(UUID agentId) implements Order {}

    record PageClosed(UUID agentId) implements Order {}

    /** The agent signed out or was signed out. */
    record SignedOut(UUID agentId) implements Order {}

    record HangUpCall(UUID interactionId, UUID by) implements Order {}

    /** What is done with a recording. */
    enum RecordingAction {
        PAUSE,
        RESUME,
        /** Begins one by hand, where the rules leave it to the agent. */
        START,
        STOP
    }

    /** What an agent does with their call. */
    enum Action {
        HANG_UP,
        DECLINE,
        HOLD,
        RESUME,
        MUTE,
        UNMUTE,
        ATTACH,
        /** From the customer to the one asked, or back. */
        SWAP,
        /** The one asked gets the customer. */
        COMPLETE,
        CANCEL_CONSULT,
        /** The one asked joins agent and customer. */
        CONFERENCE
    }
}

package org.otvet.server.floor.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people see of the floor, in the words of the API (docs/guides/api.md). Instants are UTC. */
public final class Views {

    private Views() {}

    public record Named(UUID id, String name) {}

    public record PauseReason(UUID id, String name, boolean paid) {}

    public record Disposition(UUID id, @Nullable UUID parentId, String name, String code) {}

    public record Phone(
            String kind, boolean reachable, @Nullable String problem) {}

    public record QueueLine(UUID id, String name, int waiting) {}

    public record Today(
            int calls, long talkSeconds, @Nullable Long handleSecondsAverage, int missed) {}

    /** @param projectId the queue's project, which a call back is made for; null when the queue is gone */
    public record Missed(
            UUID interactionId,
            String number,
            @Nullable String name,
            @Nullable UUID projectId,
            @Nullable String queue,
            Instant at,
            String kind) {}

    public record WrapUp(
            UUID interactionId,
            @Nullable Instant until,
            String number,
            @Nullable String name,
            UUID projectId,
            @Nullable Named queue,
            boolean extended,
            @Nullable Failure failure) {}

    /**
     * Why a call out did not come about, or a rule ended it.
     *
     * @param cause for example {@code busy}
     * @param status the carrier's status, 0 where there is none
     */
    public record Failure(String cause, int status) {}

    /**
     * An agent's call.
     *
     * @param progress of a call out until it is answered: {@code trying}, {@code ringing} or {@code early-media}
     * @param endsAt when a limit will end a conversation with a number outside, null when none will
     */
    public record DeskCall(
            UUID interactionId,
            String direction,
            String state,
            Instant since,
            Instant startedAt,
            @Nullable Instant offeredUntil,
            String number,
            @Nullable String name,
            @Nullable String dialled,
            UUID projectId,
            String projectName,
            @Nullable Named queue,
            long waitedSeconds,
            boolean muted,
            boolean recording,
            String why,
            @Nullable String progress,
            @Nullable Instant endsAt,
            @Nullable Consult consult,
            @Nullable Conference conference,
            @Nullable Supervised supervised,
            @Nullable Recorder recorder) {}

    /**
     * Several in a call with the customer.
     *
     * @param role {@code leader} for the agent of the call, {@code member} for another one
     */
    public record Conference(String role, List<Party> parties) {}

    /**
     * Somebody in a conference.
     *
     * @param kind {@code customer}, {@code agent} or {@code number}
     * @param me whether it is whose page this is
     */
    public record Party(
            UUID id,
            String kind,
            @Nullable String name,
            @Nullable String number,
            boolean muted,
            boolean me) {}

    /** What an agent is told of a supervisor in their call. */
    public record Supervised(String name, SupervisionMode mode) {}

    /**
     * The call of another agent somebody supervises.
     *
     * @param state {@code ringing} while their own telephone is called, then {@code up}
     */
    public record Supervising(
            UUID interactionId,
            UUID agentId,
            String agentName,
            SupervisionMode mode,
            String state,
            Instant since,
            String number,
            @Nullable String name,
            String projectName) {}

    /** Who has a call, and the project it is answered for now; another one's after a transfer to that one's queue. */
    public record Talk(UUID projectId, @Nullable UUID agentId) {}

    /** Somebody in an agent's call, as supervisors see it. */
    public record Supervisor(UUID id, String name, SupervisionMode mode) {}

    /**
     * The recording of a call, for its agent.
     *
     * @param state {@code off}, {@code on} or {@code paused}
     * @param until when a pause ends by itself
     * @param ranOut the last pause did, and nobody has paused since
     * @param byHand the agent begins and ends the recording
     */
    public record Recorder(
            String state, @Nullable Instant since, @Nullable Instant until, boolean ranOut, boolean byHand) {}

    /**
     * Somebody asked about a call.
     *
     * @param role {@code asking} for who has the customer, {@code asked} for the other agent
     * @param state {@code ringing}, {@code talking} with the asking agent, or {@code waiting} while that one is with the
     *     customer
     * @param agentId the other agent's, null for a number outside
     */
    public record Consult(
            String role,
            String state,
            Instant since,
            @Nullable UUID agentId,
            @Nullable String name,
            @Nullable String number) {}

    public record TargetQueue(UUID id, String name, UUID projectId, int waiting, int ready) {}

    /** @param free whether they can be rung now */
    public record TargetAgent(UUID id, String name, String login, AgentState state, boolean free) {}

    /** To whom a call can be handed on. */
    public record Targets(List<TargetQueue> queues, List<TargetAgent> agents) {}

    /** One agent's whole page. */
    public record Desk(
            UUID agentId,
            AgentState state,
            Instant stateSince,
            @Nullable AgentState nextState,
            @Nullable Named pauseReason,
            Phone phone,
            @Nullable DeskCall call,
            @Nullable WrapUp wrapUp,
            List<Missed> missed,
            Today today,
            List<QueueLine> queues,
            List<PauseReason> pauseReasons,
            Map<UUID, List<Disposition>> dispositions,
            @Nullable Supervising supervising,
            Instant serverTime) {}

    public record AgentCounts(int ready, int ringing, int talking, int wrapUp, int pause, int missed, int offline) {}

    public record QueueToday(
            int offered,
            int answered,
            int abandoned,
            int withinTarget,
            @Nullable Double serviceLevel,
            @Nullable Long asaSeconds) {}

    public record Target(int percent, long seconds) {}

    public record Queue(
            UUID id,
            UUID projectId,
            String projectName,
            String name,
            int waiting,
            @Nullable Instant longestWaitingSince,
            int talking,
            AgentCounts agents,
            QueueToday today,
            Target target) {}

    public record AgentPhone(@Nullable String kind, boolean reachable) {}

    public record AgentToday(int calls, long talkSeconds, int missed) {}

    /**
     * Sound that is not as it should be.
     *
     * @param party {@code customer} or {@code agent}
     * @param grade {@code fair} or {@code poor}
     * @param mos estimated mean opinion score, 1 to 4.5
     * @param lossPercent of the worse direction
     */
    public record Quality(
            String party,
            String grade,
            double mos,
            double lossPercent,
            long jitterMs,
            @Nullable Long roundTripMs) {}

    public record Agent(
            UUID id,
            String name,
            String login,
            AgentState state,
            Instant stateSince,
            @Nullable Named pauseReason,
            @Nullable AgentState nextState,
            Set<UUID> projectIds,
            Set<UUID> queueIds,
            AgentPhone phone,
            @Nullable UUID interactionId,
            @Nullable String number,
            @Nullable String queueName,
            AgentToday today,
            List<Supervisor> supervisors,
            @Nullable Quality quality,
            @JsonIgnore @Nullable UUID callProjectId) {}

    public record Waiting(
            UUID interactionId,
            UUID queueId,
            UUID projectId,
            String number,
            @Nullable String name,
            Instant since,
            int place,
            String state,
            @Nullable UUID offeredTo) {}

    public record LiveCall(
            UUID interactionId,
            UUID projectId,
            String direction,
            String state,
            String number,
            String dialled,
            @Nullable UUID queueId,
            @Nullable UUID agentId,
            Instant startedAt,
            Instant since) {}

    /** The whole floor. */
    public record Floor(
            List<Queue> queues, List<Agent> agents, List<Waiting> waiting, List<LiveCall> calls, Instant serverTime) {}

    /** Somebody or something that left the page, with whose page it left; {@code projectIds} empty means everybody's. */
    public record Gone(UUID id, Set<UUID> projectIds) {}

    /** What changed since the last one. */
    public record Change(
            List<Queue> queues,
            List<Agent> agents,
            List<Waiting> waiting,
            List<LiveCall> calls,
            List<Gone> goneAgents,
            List<Gone> goneWaiting,
            List<Gone> goneCalls,
            Instant serverTime) {}
}

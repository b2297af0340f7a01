package org.otvet.server.floor.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.outbound.Carrier;
import org.otvet.server.outbound.DiallingPlan;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.TrunkId;

/** Everything people set up that the floor works by; replaced as a whole when anything in it changes. */
public record FloorPlan(
        List<Project> projects,
        List<Agent> agents,
        List<Queue> queues,
        List<Number> numbers,
        List<PauseReason> pauseReasons,
        List<Disposition> dispositions,
        RecordingRules recording) {

    public static final FloorPlan EMPTY =
            new FloorPlan(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** A plan in which queues alone say what is recorded. */
    public FloorPlan(
            List<Project> projects,
            List<Agent> agents,
            List<Queue> queues,
            List<Number> numbers,
            List<PauseReason> pauseReasons,
            List<Disposition> dispositions) {
        this(projects, agents, queues, numbers, pauseReasons, dispositions, RecordingRules.NONE);
    }

    /** The same with other rules of recording. */
    public FloorPlan with(RecordingRules rules) {
        return new FloorPlan(projects, agents, queues, numbers, pauseReasons, dispositions, rules);
    }

    public FloorPlan {
        projects = List.copyOf(projects);
        agents = List.copyOf(agents);
        queues = List.copyOf(queues);
        numbers = List.copyOf(numbers);
        pauseReasons = List.copyOf(pauseReasons);
        dispositions = List.copyOf(dispositions);
    }

    /**
     * A project.
     *
     * @param recordOutbound whether calls its agents make are recorded
     * @param dialling how its calls go out; without a carrier it has none
     * @param supervisionShown in which modes an agent sees that a supervisor is in the call
     */
    public record Project(
            UUID id,
            String name,
            boolean recordOutbound,
            DiallingPlan dialling,
            Set<SupervisionMode> supervisionShown) {

        public Project {
            supervisionShown = Set.copyOf(supervisionShown);
        }

        /** A project whose calls go out over one trunk as they are dialled, by the usual rules. */
        public Project(
                UUID id,
                String name,
                @Nullable TrunkId trunk,
                String callerNumber,
                boolean recordOutbound,
                Set<SupervisionMode> supervisionShown) {
            this(
                    id,
                    name,
                    recordOutbound,
                    DiallingPlan.over(
                            trunk == null
                                    ? List.of()
                                    : List.of(new Carrier(trunk, trunk.value(), "", false, List.of())),
                            callerNumber),
                    supervisionShown);
        }
    }

    /** A person who takes calls. */
    public record Agent(
            UUID id,
            String login,
            String name,
            Set<UUID> projectIds,
            Set<UUID> queueIds,
            @Nullable Phone phone) {

        public Agent {
            projectIds = Set.copyOf(projectIds);
            queueIds = Set.copyOf(queueIds);
        }
    }

    /** An agent's telephone. */
    public record Phone(PhoneId id, PhoneAccount.Kind kind) {}

    /**
     * A queue.
     *
     * @param answerAtOnce true: the caller is answered and hears greeting and music; false: hears it ring until an agent
     *     has answered
     * @param maxWaitMs 0 for no limit
     * @param missedLimit 0 for none
     */
    public record Queue(
            UUID id,
            UUID projectId,
            String name,
            int weight,
            boolean answerAtOnce,
            @Nullable Prompt music,
            long offerTimeoutMs,
            long wrapUpMs,
            long maxWaitMs,
            int missedLimit,
            int targetPercent,
            long targetMs,
            boolean record) {}

    /** A sound file. */
    public record Prompt(UUID id, Path file) {}

    /**
     * A number people call.
     *
     * @param number a leading plus makes no difference
     * @param trunk null for any
     * @param greeting played before the queue is entered, null to go straight there; only where the queue answers at
     *     once
     */
    public record Number(
            String number,
            @Nullable TrunkId trunk,
            UUID projectId,
            UUID queueId,
            @Nullable Prompt greeting) {

        /** By what rules of recording find the number. */
        public RecordingRules.Scope.OfNumber scope() {
            return new RecordingRules.Scope.OfNumber(number.startsWith("+") ? number.substring(1) : number, trunk);
        }
    }

    /** Why an agent pauses. */
    public record PauseReason(UUID id, String name, boolean paid) {}

    /** What came of a call. */
    public record Disposition(
            UUID id, UUID projectId, @Nullable UUID parentId, String name, String code) {}
}

package org.otvet.server.floor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.live.FloorPlan;
import org.otvet.server.floor.live.RecordingRules;
import org.otvet.server.floor.live.SupervisionMode;
import org.otvet.server.lines.PhoneIds;
import org.otvet.server.outbound.Outbound;
import org.otvet.server.people.Person;
import org.otvet.server.people.Phone;
import org.otvet.server.projects.Centre;
import org.otvet.server.projects.DialledNumber;
import org.otvet.server.projects.Disposition;
import org.otvet.server.projects.PauseReason;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Prompt;
import org.otvet.server.projects.Queue;
import org.otvet.server.projects.RecordingRule;
import org.otvet.telephony.PhoneAccount;

/** Makes the floor's plan from what is set up; what is inactive is left out. */
final class Plans {

    private final Centre centre;
    private final Outbound outbound;
    private final Map<UUID, Project> active;

    private Plans(Centre centre, Outbound outbound) {
        this.centre = centre;
        this.outbound = outbound;
        this.active = centre.projects().values().stream()
                .filter(Project::active)
                .collect(Collectors.toMap(Project::id, p -> p));
    }

    static FloorPlan of(Centre centre, Outbound outbound, List<Person> agents) {
        return new Plans(centre, outbound).plan(agents);
    }

    private FloorPlan plan(List<Person> agents) {
        return new FloorPlan(
                active.values().stream()
                        .sorted(Comparator.comparing(Project::name))
                        .map(this::project)
                        .toList(),
                agents.stream().map(this::agent).toList(),
                centre.queues().values().stream()
                        .filter(q -> active.containsKey(q.projectId()))
                        .sorted(Comparator.comparing(Queue::name))
                        .map(this::queue)
                        .toList(),
                centre.numbers().values().stream()
                        .filter(n -> n.active() && active.containsKey(n.projectId()))
                        .sorted(Comparator.comparing(DialledNumber::number))
                        .map(this::number)
                        .toList(),
                centre.pauseReasons().values().stream()
                        .filter(PauseReason::active)
                        .sorted(Comparator.comparingInt(PauseReason::position))
                        .map(r -> new FloorPlan.PauseReason(r.id(), r.name(), r.paid()))
                        .toList(),
                centre.dispositions().values().stream()
                        .filter(Disposition::active)
                        .sorted(Comparator.comparingInt(Disposition::position))
                        .map(d -> new FloorPlan.Disposition(d.id(), d.projectId(), d.parentId(), d.name(), d.code()))
                        .toList(),
                new RecordingRules(centre.recordingRules().values().stream()
                        .filter(r -> active.containsKey(r.projectId()))
                        .flatMap(r -> Stream.ofNullable(rule(r)))
                        .toList()));
    }

    private RecordingRules.@Nullable Rule rule(RecordingRule rule) {
        DialledNumber number = rule.numberId() == null ? null : centre.numbers().get(rule.numberId());
        RecordingRules.Scope scope = switch (rule.scope()) {
            case PROJECT -> new RecordingRules.Scope.OfProject(rule.projectId());
            case CALLS_OUT -> new RecordingRules.Scope.OfCallsOut(rule.projectId());
            case QUEUE -> rule.queueId() == null ? null : new RecordingRules.Scope.OfQueue(rule.queueId());
            case NUMBER -> number == null ? null : number(number).scope();
        };
        RecordingRule.Mode mode = rule.mode();
        return scope == null
                ? null
                : new RecordingRules.Rule(
                        scope,
                        mode == null ? null : RecordingRules.Mode.valueOf(mode.name()),
                        Objects.requireNonNullElse(rule.percent(), 0),
                        prompt(rule.announcementPromptId()),
                        Objects.requireNonNullElse(rule.pauseLimitSeconds(), 0) * 1_000L);
    }

    private FloorPlan.Project project(Project project) {
        List<Queue> queues = centre.queues().values().stream()
                .filter(q -> q.projectId().equals(project.id()))
                .toList();
        return new FloorPlan.Project(
                project.id(),
                project.name(),
                queues.isEmpty() || queues.stream().anyMatch(Queue::recordCalls),
                outbound.planOf(centre, project.id()),
                project.supervisionShown().codes().stream()
                        .map(SupervisionMode::of)
                        .collect(Collectors.toSet()));
    }

    private FloorPlan.Agent agent(Person person) {
        Phone phone = person.phone();
        Set<UUID> projects = person.allProjects() ? active.keySet() : person.projectIds();
        Set<UUID> queues = person.queueIds().stream()
                .filter(id -> {
                    Queue queue = centre.queues().get(id);
                    return queue != null && projects.contains(queue.projectId());
                })
                .collect(Collectors.toSet());
        return new FloorPlan.Agent(
                person.id(),
                person.login(),
                person.name(),
                projects,
                queues,
                phone == null ? null : new FloorPlan.Phone(PhoneIds.ofPerson(person.id()), kind(phone)));
    }

    private static PhoneAccount.Kind kind(Phone phone) {
        return switch (phone.kind()) {
            case BROWSER -> PhoneAccount.Kind.BROWSER;
            case SIP -> PhoneAccount.Kind.REGISTERED;
            case FIXED -> PhoneAccount.Kind.FIXED;
        };
    }

    private FloorPlan.Queue queue(Queue queue) {
        return new FloorPlan.Queue(
                queue.id(),
                queue.projectId(),
                queue.name(),
                queue.weight(),
                queue.answerMode() == Queue.AnswerMode.AT_ONCE,
                prompt(queue.musicPromptId()),
                queue.offerTimeoutSeconds() * 1_000L,
                queue.wrapUpSeconds() * 1_000L,
                Objects.requireNonNullElse(queue.maxWaitSeconds(), 0) * 1_000L,
                queue.missedLimit(),
                queue.serviceTargetPercent(),
                queue.serviceTargetSeconds() * 1_000L,
                queue.recordCalls());
    }

    private FloorPlan.Number number(DialledNumber number) {
        DialledNumber.Destination to = number.destination();
        FloorPlan.Prompt greeting = null;
        if (to.kind() == DialledNumber.Kind.GREETING_THEN_QUEUE) {
            Queue queue = centre.queues().get(to.queueId());
            greeting = prompt(to.promptId() != null || queue == null ? to.promptId() : queue.greetingPromptId());
        }
        UUID trunk = number.trunkId();
        return new FloorPlan.Number(
                number.number(),
                trunk == null ? null : PhoneIds.ofTrunk(trunk),
                number.projectId(),
                to.queueId(),
                greeting);
    }

    private FloorPlan.@Nullable Prompt prompt(@Nullable UUID id) {
        Prompt prompt = id == null ? null : centre.prompts().get(id);
        return prompt == null ? null : new FloorPlan.Prompt(prompt.id(), prompt.file());
    }
}

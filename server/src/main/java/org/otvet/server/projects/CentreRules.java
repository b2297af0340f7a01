package org.otvet.server.projects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.platform.Form;
import org.springframework.stereotype.Component;

/** What must hold before something is set up or removed; the reference to a foreign object is one to nothing. */
@Component
class CentreRules {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#A-Za-z._-]{1,32}");
    private static final Pattern CODE = Pattern.compile("[\\p{L}0-9][\\p{L}0-9._-]{0,39}");
    private static final Pattern PEER = Pattern.compile(
            "(sips?:)?([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9a-fA-F:]{2,45}])(:\\d{1,5})?"
                    + "(;transport=(udp|tcp|tls))?");
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-F]{64})?");
    private static final Set<String> LOCALES = Set.of("ru", "en");

    void check(CurrentPerson actor, Centre centre, Project project) {
        Form form = new Form();
        form.text("name", project.name(), 100);
        form.optionalText("client", project.client(), 100);
        form.oneOf("locale", project.locale(), LOCALES);
        unique(
                form,
                "name",
                centre.projects().values(),
                other -> !other.id().equals(project.id()) && other.name().equalsIgnoreCase(project.name()));
        form.check();
    }

    void check(CurrentPerson actor, Centre centre, Queue queue) {
        Form form = new Form();
        project(form, actor, centre, queue.projectId());
        form.text("name", queue.name(), 100);
        unique(
                form,
                "name",
                centre.queues().values(),
                other -> !other.id().equals(queue.id())
                        && other.projectId().equals(queue.projectId())
                        && other.name().equalsIgnoreCase(queue.name()));
        prompt(form, "greetingPromptId", centre, queue.projectId(), queue.greetingPromptId());
        prompt(form, "musicPromptId", centre, queue.projectId(), queue.musicPromptId());
        within(form, "weight", queue.weight(), 1, 100);
        within(form, "offerTimeoutSeconds", queue.offerTimeoutSeconds(), 5, 120);
        within(form, "wrapUpSeconds", queue.wrapUpSeconds(), 0, 3600);
        within(form, "missedLimit", queue.missedLimit(), 1, 100);
        within(form, "serviceTargetPercent", queue.serviceTargetPercent(), 1, 100);
        within(form, "serviceTargetSeconds", queue.serviceTargetSeconds(), 1, 3600);
        Integer maxWait = queue.maxWaitSeconds();
        if (maxWait != null) {
            within(form, "maxWaitSeconds", maxWait, 1, 86_400);
        }
        Queue before = centre.queues().get(queue.id());
        boolean moved = before != null && !before.projectId().equals(queue.projectId());
        form.require(!moved || usesOf(centre, queue.id()).isEmpty(), "projectId", "in-use");
        form.check();
    }

    void check(CurrentPerson actor, Centre centre, DialledNumber number) {
        Form form = new Form();
        project(form, actor, centre, number.projectId());
        form.matching("number", number.number(), NUMBER);
        unique(
                form,
                "number",
                centre.numbers().values(),
                other -> !other.id().equals(number.id())
                        && other.number().equals(number.number())
                        && Objects.equals(other.trunkId(), number.trunkId()));
        UUID trunkId = number.trunkId();
        TrunkLine trunk = trunkId == null ? null : centre.trunks().get(trunkId);
        form.require(
                trunkId == null
                        || trunk != null
                                && (actor.allProjects() || trunk.projectIds().contains(number.projectId())),
                "trunkId",
                "unknown");
        Queue queue = centre.queues().get(number.destination().queueId());
        form.require(queue != null && queue.projectId().equals(number.projectId()), "destination.queueId", "unknown");
        prompt(
                form,
                "destination.promptId",
                centre,
                number.projectId(),
                number.destination().promptId());
        form.check();
    }

    void check(CurrentPerson actor, Centre centre, TrunkLine trunk) {
        Form form = new Form();
        form.text("name", trunk.name(), 100);
        unique(
                form,
                "name",
                centre.trunks().values(),
                other -> !other.id().equals(trunk.id()) && other.name().equalsIgnoreCase(trunk.name()));
        form.require(!trunk.sources().isEmpty() || trunk.login() != null, "sources", "required");
        form.require(trunk.sources().size() <= 100, "sources", "out-of-range");
        form.require(trunk.sources().stream().allMatch(Network::valid), "sources", "malformed");
        form.require(trunk.peers().size() <= 20, "peers", "out-of-range");
        form.require(trunk.peers().stream().allMatch(p -> PEER.matcher(p).matches()), "peers", "malformed");
        form.require(trunk.peers().stream().distinct().count() == trunk.peers().size(), "peers", "taken");
        form.oneOf("transport", trunk.transport(), Set.of("udp", "tcp", "tls"));
        form.require(FINGERPRINT.matcher(trunk.security().certificate()).matches(), "certificate", "malformed");
        within(form, "maxCalls", trunk.maxCalls(), 0, 100_000);
        form.require(TrunkLine.CODECS.containsAll(trunk.codecs()), "codecs", "unknown");
        form.require(
                trunk.codecs().stream().distinct().count() == trunk.codecs().size(), "codecs", "taken");
        TrunkLogin login = trunk.login();
        if (login != null) {
            form.matching("login.registrar", login.registrar(), PEER);
            form.text("login.username", login.username(), 100);
            form.require(login.username().chars().noneMatch(Character::isISOControl), "login.username", "malformed");
            form.require(!login.password().isEmpty(), "login.password", "required");
            form.require(login.password().length() <= 200, "login.password", "out-of-range");
            within(form, "login.expirySeconds", login.expirySeconds(), 60, 86_400);
        }
        TrunkOutgoing outgoing = trunk.outgoing();
        if (!outgoing.callerNumber().isEmpty()) {
            form.matching("callerNumber", outgoing.callerNumber(), NUMBER);
        }
        form.require(
                outgoing.probeSeconds() == 0 || outgoing.probeSeconds() >= 5 && outgoing.probeSeconds() <= 3_600,
                "probeSeconds",
                "out-of-range");
        within(form, "probeMisses", outgoing.probeMisses(), 1, 20);
        form.require(centre.projects().keySet().containsAll(trunk.projectIds()), "projectIds", "unknown");
        form.require(trunk.projectIds().stream().allMatch(actor::mayAccess), "projectIds", "unknown");
        form.require(actor.allProjects() || !trunk.projectIds().isEmpty(), "projectIds", "required");
        form.check();
    }

    void check(CurrentPerson actor, Centre centre, Disposition disposition) {
        Form form = new Form();
        project(form, actor, centre, disposition.projectId());
        form.text("name", disposition.name(), 100);
        form.matching("code", disposition.code(), CODE);
        unique(
                form,
                "code",
                centre.dispositions().values(),
                other -> !other.id().equals(disposition.id())
                        && other.projectId().equals(disposition.projectId())
                        && other.code().equals(disposition.code()));
        UUID parentId = disposition.parentId();
        if (parentId != null) {
            Disposition parent = centre.dispositions().get(parentId);
            form.require(parent != null && parent.projectId().equals(disposition.projectId()), "parentId", "unknown");
            form.require(!under(centre, parentId, disposition.id()), "parentId", "circle");
        }
        within(form, "position", disposition.position(), 0, 100_000);
        form.check();
    }

    void check(Centre centre, PauseReason reason) {
        Form form = new Form();
        form.text("name", reason.name(), 100);
        unique(
                form,
                "name",
                centre.pauseReasons().values(),
                other -> !other.id().equals(reason.id()) && other.name().equalsIgnoreCase(reason.name()));
        within(form, "position", reason.position(), 0, 100_000);
        form.check();
    }

    void check(CurrentPerson actor, Centre centre, RecordingRule rule) {
        Form form = new Form();
        project(form, actor, centre, rule.projectId());
        UUID queueId = rule.queueId();
        Queue queue = queueId == null ? null : centre.queues().get(queueId);
        form.require(
                queueId == null
                        ? rule.scope() != RecordingRule.Scope.QUEUE
                        : queue != null && queue.projectId().equals(rule.projectId()),
                "queueId",
                "unknown");
        UUID numberId = rule.numberId();
        DialledNumber number = numberId == null ? null : centre.numbers().get(numberId);
        form.require(
                numberId == null
                        ? rule.scope() != RecordingRule.Scope.NUMBER
                        : number != null && number.projectId().equals(rule.projectId()),
                "numberId",
                "unknown");
        unique(
                form,
                "scope",
                centre.recordingRules().values(),
                other -> !other.id().equals(rule.id())
                        && other.projectId().equals(rule.projectId())
                        && other.scope() == rule.scope()
                        && Objects.equals(other.queueId(), queueId)
                        && Objects.equals(other.numberId(), numberId));
        within(form, "percent", Objects.requireNonNullElse(rule.percent(), 0), 0, 100);
        within(form, "pauseLimitSeconds", Objects.requireNonNullElse(rule.pauseLimitSeconds(), 120), 5, 3_600);
        within(form, "keepDays", Objects.requireNonNullElse(rule.keepDays(), 1), 1, 36_500);
        prompt(form, "announcementPromptId", centre, rule.projectId(), rule.announcementPromptId());
        form.check();
    }

    void check(CurrentPerson actor, Centre centre, Prompt prompt) {
        Form form = new Form();
        UUID projectId = prompt.projectId();
        if (projectId == null) {
            form.require(actor.allProjects(), "projectId", "required");
        } else {
            project(form, actor, centre, projectId);
        }
        form.text("name", prompt.name(), 100);
        form.oneOf("locale", prompt.locale(), LOCALES);
        form.check();
    }

    /** What refers to this id, in words. */
    List<String> usesOf(Centre centre, UUID id) {
        List<String> uses = new ArrayList<>();
        for (Queue queue : centre.queues().values()) {
            if (queue.projectId().equals(id)
                    || id.equals(queue.greetingPromptId())
                    || id.equals(queue.musicPromptId())) {
                uses.add("queue " + queue.name());
            }
        }
        for (DialledNumber number : centre.numbers().values()) {
            DialledNumber.Destination destination = number.destination();
            if (number.projectId().equals(id)
                    || id.equals(number.trunkId())
                    || destination.queueId().equals(id)
                    || id.equals(destination.promptId())) {
                uses.add("number " + number.number());
            }
        }
        for (TrunkLine trunk : centre.trunks().values()) {
            if (trunk.projectIds().contains(id)) {
                uses.add("trunk " + trunk.name());
            }
        }
        for (Disposition disposition : centre.dispositions().values()) {
            if (disposition.projectId().equals(id) || id.equals(disposition.parentId())) {
                uses.add("disposition " + disposition.name());
            }
        }
        for (RecordingRule rule : centre.recordingRules().values()) {
            if (rule.projectId().equals(id)
                    || id.equals(rule.queueId())
                    || id.equals(rule.numberId())
                    || id.equals(rule.announcementPromptId())) {
                Project project = centre.projects().get(rule.projectId());
                uses.add("recording-rule " + (project == null ? "" : project.name()));
            }
        }
        for (Prompt prompt : centre.prompts().values()) {
            if (id.equals(prompt.projectId())) {
                uses.add("prompt " + prompt.name());
            }
        }
        return uses;
    }

    private static boolean under(Centre centre, UUID start, UUID sought) {
        Set<UUID> seen = new HashSet<>();
        UUID step = start;
        while (step != null && seen.add(step)) {
            if (step.equals(sought)) {
                return true;
            }
            Disposition at = centre.dispositions().get(step);
            step = at == null ? null : at.parentId();
        }
        return false;
    }

    private static void project(Form form, CurrentPerson actor, Centre centre, UUID projectId) {
        form.require(centre.projects().containsKey(projectId) && actor.mayAccess(projectId), "projectId", "unknown");
    }

    private static void prompt(Form form, String field, Centre centre, UUID projectId, @Nullable UUID promptId) {
        if (promptId != null) {
            Prompt prompt = centre.prompts().get(promptId);
            form.require(
                    prompt != null
                            && (prompt.projectId() == null || prompt.projectId().equals(projectId)),
                    field,
                    "unknown");
        }
    }

    private static void within(Form form, String field, int value, int least, int most) {
        form.require(value >= least && value <= most, field, "out-of-range");
    }

    private static <T> void unique(Form form, String field, Collection<T> others, Predicate<T> same) {
        form.require(others.stream().noneMatch(same), field, "taken");
    }
}

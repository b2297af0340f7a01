package org.otvet.server.outbound;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What each project may call; every project has rules, the usual ones until somebody changes them. */
@RestController
@RequestMapping("/api/admin/outbound-rules")
@Requires(Permission.MANAGE_TELEPHONY)
class RulesController {

    private final DefaultOutbound outbound;
    private final Projects projects;

    RulesController(DefaultOutbound outbound, Projects projects) {
        this.outbound = outbound;
        this.projects = projects;
    }

    @GetMapping
    @Requires({Permission.MANAGE_TELEPHONY, Permission.MANAGE_PROJECTS})
    List<Row> list(CurrentPerson caller) {
        return projects.centre().projects().values().stream()
                .filter(project -> caller.mayAccess(project.id()))
                .sorted(Comparator.comparing(Project::name))
                .map(this::row)
                .toList();
    }

    @GetMapping("/{projectId}")
    @Requires({Permission.MANAGE_TELEPHONY, Permission.MANAGE_PROJECTS})
    Row one(CurrentPerson caller, @PathVariable UUID projectId) {
        return row(find(caller, projectId));
    }

    @PutMapping("/{projectId}")
    Row change(CurrentPerson caller, @PathVariable UUID projectId, @RequestBody RulesChange change) {
        Project project = find(caller, projectId);
        Form form = new Form();
        OutboundRules usual = OutboundRules.USUAL;
        OutboundRules rules = new OutboundRules(
                change.country() == null
                        ? usual.country()
                        : change.country().strip().toUpperCase(Locale.ROOT),
                "trunk".equals(change.callerFrom()),
                change.callerNumber() == null ? "" : change.callerNumber().strip(),
                codes(change.countries()),
                prefixes(change.allowed()),
                prefixes(change.blocked()),
                hours(form, change),
                new OutboundRules.Limits(
                        or(change.agentCalls(), usual.agent().calls()),
                        or(change.agentMinutes(), usual.agent().minutes()),
                        micros(form, "agentCost", change.agentCost())),
                new OutboundRules.Limits(
                        or(change.projectCalls(), usual.project().calls()),
                        or(change.projectMinutes(), usual.project().minutes()),
                        micros(form, "projectCost", change.projectCost())),
                form.number("longestMinutes", change.longestMinutes(), usual.longestSeconds() / 60, 1, 1_440) * 60);
        form.check();
        outbound.put(caller, projectId, rules);
        return row(project);
    }

    private Project find(CurrentPerson caller, UUID id) {
        Project found = projects.centre().projects().get(id);
        if (found == null || !caller.mayAccess(id)) {
            throw Problem.notFound();
        }
        return found;
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static Set<String> codes(@Nullable List<String> codes) {
        return codes == null
                ? Set.of()
                : codes.stream()
                        .map(code -> code.strip().toUpperCase(Locale.ROOT))
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static List<String> prefixes(@Nullable List<String> prefixes) {
        return prefixes == null
                ? List.of()
                : prefixes.stream()
                        .map(Numbering::plain)
                        .filter(prefix -> !prefix.isEmpty())
                        .distinct()
                        .toList();
    }

    private static OutboundRules.Hours hours(Form form, RulesChange change) {
        Set<Integer> days = form.set("days", change.days(), 7);
        form.require(days.stream().allMatch(day -> day >= 1 && day <= 7), "days", "out-of-range");
        ZoneId zone = ZoneId.systemDefault();
        try {
            zone = change.zone() == null || change.zone().isBlank()
                    ? zone
                    : ZoneId.of(change.zone().strip());
        } catch (DateTimeException e) {
            form.reject("zone", "unknown");
        }
        form.check();
        return new OutboundRules.Hours(
                days.stream().map(DayOfWeek::of).collect(Collectors.toSet()),
                time(form, "from", change.from()),
                time(form, "to", change.to()),
                zone);
    }

    private static LocalTime time(Form form, String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? LocalTime.MIDNIGHT : LocalTime.parse(text.strip());
        } catch (DateTimeException e) {
            form.reject(field, "malformed");
            return LocalTime.MIDNIGHT;
        }
    }

    static long micros(Form form, String field, @Nullable BigDecimal amount) {
        if (amount == null) {
            return 0;
        }
        if (amount.signum() < 0 || amount.compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
            form.reject(field, "out-of-range");
            return 0;
        }
        return amount.multiply(BigDecimal.valueOf(Route.MICROS))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    static BigDecimal amount(long micros) {
        BigDecimal amount = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        return amount.scale() < 0 ? amount.setScale(0, RoundingMode.UNNECESSARY) : amount;
    }

    private Row row(Project project) {
        OutboundRules rules = outbound.rulesOf(project.id());
        return new Row(
                project.id(),
                project.name(),
                rules.country(),
                rules.ownNumber() ? "trunk" : "project",
                rules.callerNumber(),
                new TreeSet<>(rules.countries()),
                rules.allowed(),
                rules.blocked(),
                rules.hours().days().stream().map(DayOfWeek::getValue).sorted().toList(),
                rules.hours().from().toString(),
                rules.hours().to().toString(),
                rules.hours().zone().getId(),
                rules.agent().calls(),
                rules.agent().minutes(),
                amount(rules.agent().costMicros()),
                rules.project().calls(),
                rules.project().minutes(),
                amount(rules.project().costMicros()),
                rules.longestSeconds() / 60);
    }

    /** Costs in the centre's currency; limits of 0 are none. Days are 1 for Monday to 7. */
    record Row(
            UUID projectId,
            String projectName,
            String country,
            String callerFrom,
            String callerNumber,
            Set<String> countries,
            List<String> allowed,
            List<String> blocked,
            List<Integer> days,
            String from,
            String to,
            String zone,
            int agentCalls,
            int agentMinutes,
            BigDecimal agentCost,
            int projectCalls,
            int projectMinutes,
            BigDecimal projectCost,
            int longestMinutes) {}

    record RulesChange(
            @Nullable String country,
            @Nullable String callerFrom,
            @Nullable String callerNumber,
            @Nullable List<String> countries,
            @Nullable List<String> allowed,
            @Nullable List<String> blocked,
            @Nullable List<Integer> days,
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone,
            @Nullable Integer agentCalls,
            @Nullable Integer agentMinutes,
            @Nullable BigDecimal agentCost,
            @Nullable Integer projectCalls,
            @Nullable Integer projectMinutes,
            @Nullable BigDecimal projectCost,
            @Nullable Integer longestMinutes) {}
}

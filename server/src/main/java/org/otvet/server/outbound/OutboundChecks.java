package org.otvet.server.outbound;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.otvet.server.platform.Form;
import org.otvet.server.projects.Centre;
import org.otvet.server.projects.DialledNumber;

/** What must hold before rules or routes are set up. */
final class OutboundChecks {

    private static final Pattern PREFIX = Pattern.compile("\\+?[0-9]{0,15}");
    private static final Pattern ABROAD = Pattern.compile("\\+[0-9]{1,15}");
    private static final Pattern ADDED = Pattern.compile("\\+?[0-9*#]{0,15}");
    private static final long MOST_MICROS = 1_000_000 * Route.MICROS;

    private OutboundChecks() {}

    static void check(Centre centre, UUID projectId, OutboundRules rules) {
        Form form = new Form();
        form.require(centre.projects().containsKey(projectId), "projectId", "unknown");
        form.require(Numbering.isCountry(rules.country()), "country", "unknown");
        form.require(rules.countries().stream().allMatch(Numbering::isCountry), "countries", "unknown");
        form.require(matching(rules.allowed(), ABROAD), "allowed", "malformed");
        form.require(matching(rules.blocked(), PREFIX), "blocked", "malformed");
        form.require(
                rules.callerNumber().isEmpty()
                        || centre.numbers().values().stream()
                                .filter(number -> number.projectId().equals(projectId))
                                .map(DialledNumber::number)
                                .anyMatch(rules.callerNumber()::equals),
                "callerNumber",
                "unknown");
        limits(form, "agent", rules.agent());
        limits(form, "project", rules.project());
        form.require(
                rules.longestSeconds() >= 60 && rules.longestSeconds() <= 86_400, "longestMinutes", "out-of-range");
        form.check();
    }

    private static boolean matching(List<String> prefixes, Pattern pattern) {
        return prefixes.size() <= 1_000
                && prefixes.stream()
                        .allMatch(p -> !p.isEmpty() && pattern.matcher(p).matches());
    }

    private static void limits(Form form, String whose, OutboundRules.Limits limits) {
        form.require(limits.calls() >= 0 && limits.calls() <= 10_000_000, whose + "Calls", "out-of-range");
        form.require(limits.minutes() >= 0 && limits.minutes() <= 10_000_000, whose + "Minutes", "out-of-range");
        form.require(
                limits.costMicros() >= 0 && limits.costMicros() <= 1_000 * MOST_MICROS, whose + "Cost", "out-of-range");
    }

    static void check(Centre centre, List<Route> routes, Route route) {
        Form form = new Form();
        form.require(centre.trunks().containsKey(route.trunkId()), "trunkId", "unknown");
        form.require(PREFIX.matcher(route.prefix()).matches(), "prefix", "malformed");
        form.require(ADDED.matcher(route.add()).matches(), "add", "malformed");
        form.require(route.strip() >= 0 && route.strip() <= 15, "strip", "out-of-range");
        form.require(route.costMicros() >= 0 && route.costMicros() <= MOST_MICROS, "cost", "out-of-range");
        form.require(
                routes.stream()
                        .noneMatch(other -> !other.id().equals(route.id())
                                && other.trunkId().equals(route.trunkId())
                                && other.prefix().equals(route.prefix())),
                "prefix",
                "taken");
        form.check();
    }
}

package org.otvet.server.outbound;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a project may call and how much of it. Nothing abroad and no premium number is allowed unless it is named here.
 *
 * @param country ISO 3166 alpha-2; how numbers without a plus are read, and where calls may go
 * @param ownNumber true to show the trunk's own number to people who are called, false for the project's
 * @param callerNumber which of the project's numbers is shown, empty for the first
 * @param countries abroad, allowed as a whole
 * @param allowed beginnings of numbers in E.164 that are allowed beside those, premium ones included
 * @param blocked beginnings that are not allowed whatever else says so
 * @param limits of one agent in this project and of the whole project, a day
 * @param longestSeconds of one call, from its answer
 */
public record OutboundRules(
        String country,
        boolean ownNumber,
        String callerNumber,
        Set<String> countries,
        List<String> allowed,
        List<String> blocked,
        Hours hours,
        Limits agent,
        Limits project,
        int longestSeconds) {

    /** What holds for a project for which nobody has said anything. */
    public static final OutboundRules USUAL = new OutboundRules(
            Numbering.USUAL_COUNTRY,
            false,
            "",
            Set.of(),
            List.of(),
            List.of(),
            Hours.ALWAYS,
            new Limits(500, 600, 0),
            new Limits(20_000, 30_000, 0),
            3 * 3_600);

    public OutboundRules {
        countries = Set.copyOf(countries);
        allowed = List.copyOf(allowed);
        blocked = List.copyOf(blocked);
    }

    /** Why this number may not be called, null when it may. Emergency services always may. */
    public @Nullable Refusal destination(Reading reading) {
        return switch (reading) {
            case Reading.Short s -> s.emergency() || !begins(blocked, s.number()) ? null : Refusal.BLOCKED;
            case Reading.Unreadable u -> Refusal.BLOCKED;
            case Reading.Outside o -> {
                if (begins(blocked, o.number())) {
                    yield Refusal.BLOCKED;
                }
                if (begins(allowed, o.number())) {
                    yield null;
                }
                if (o.premium()) {
                    yield Refusal.PREMIUM;
                }
                yield o.country().equals(country) || countries.contains(o.country()) ? null : Refusal.COUNTRY;
            }
        };
    }

    private static boolean begins(List<String> prefixes, String number) {
        return prefixes.stream().anyMatch(number::startsWith);
    }

    /**
     * When calls out may begin.
     *
     * @param days none for every day
     * @param from equal to {@code to} for the whole day; later than it for a night
     */
    public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

        public static final Hours ALWAYS =
                new Hours(Set.of(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.systemDefault());

        public Hours {
            days = Set.copyOf(days);
        }

        public boolean open(Instant at) {
            ZonedDateTime local = at.atZone(zone);
            LocalTime time = local.toLocalTime();
            boolean whole = from.equals(to);
            boolean night = from.isAfter(to);
            boolean within = whole
                    || (night ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to));
            // the hours after midnight belong to the night that began the day before
            DayOfWeek day = night && time.isBefore(to) ? local.getDayOfWeek().minus(1) : local.getDayOfWeek();
            return within && (days.isEmpty() || days.contains(day));
        }
    }

    /**
     * Most of a day; 0 for no limit.
     *
     * @param costMicros in millionths of the centre's currency
     */
    public record Limits(int calls, int minutes, long costMicros) {

        public static final Limits NONE = new Limits(0, 0, 0);
    }

    /** Why a call out is not made, or is ended. */
    public enum Refusal {
        COUNTRY,
        PREMIUM,
        BLOCKED,
        HOURS,
        AGENT_CALLS,
        AGENT_MINUTES,
        AGENT_COST,
        PROJECT_CALLS,
        PROJECT_MINUTES,
        PROJECT_COST,
        /** The call has lasted as long as one may. */
        LENGTH,
        /** What was used up today is not known yet. */
        NOT_READY;

        /** Stable word for pages and facts, for example {@code outbound-agent-calls}. */
        public String code() {
            return "outbound-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** Whether somebody tries what is never allowed here. */
        public boolean forbidden() {
            return this == COUNTRY || this == PREMIUM || this == BLOCKED;
        }

        /** Whether something is used up. */
        public boolean exhausted() {
            return ordinal() >= AGENT_CALLS.ordinal() && ordinal() <= PROJECT_COST.ordinal();
        }
    }
}

package org.otvet.server.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otvet.server.calls.CallFilter.Where;
import org.otvet.server.calls.CallRow.Phase;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.FactHistory;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.platform.Problem;
import org.otvet.server.projects.Centre;
import org.otvet.server.projects.Projects;
import org.otvet.server.recordings.RecordingInfo;
import org.otvet.server.recordings.Recordings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds calls and puts names to ids. Everything passes the asking person's wall. */
@Component
final class CallList {

    static final int LONGEST_PAGE = 500;
    private static final int EARLIER_CALLS = 10;

    private final JdbcClient database;
    private final FactHistory facts;
    private final Recordings recordings;
    private final People people;
    private final Projects projects;
    private final Clock clock = Clock.systemUTC();

    CallList(JdbcClient database, FactHistory facts, Recordings recordings, People people, Projects projects) {
        this.database = database;
        this.facts = facts;
        this.recordings = recordings;
        this.people = people;
        this.projects = projects;
    }

    /** One page of a list. */
    record Page<T>(List<T> items, long total, int page, int size) {}

    /** A call with everything that happened in it. */
    record Details(
            CallSummary summary, List<NamedStretch> ribbon, List<NamedFact> facts, List<NamedRecording> recordings) {}

    record NamedStretch(
            String kind,
            Instant from,
            @Nullable Instant to,
            @Nullable String agentName,
            @Nullable String detail) {}

    record NamedFact(UUID factId, Instant at, String type, Map<String, Object> data) {}

    record NamedRecording(
            UUID id,
            Instant startedAt,
            long lengthMs,
            List<String> channels,
            @Nullable String problem,
            @Nullable Instant deletedAt,
            boolean held) {}

    Page<CallSummary> find(CurrentPerson person, CallFilter filter, CallOrder order, int page, int size) {
        Where where = filter.where(person);
        long total = database.sql("SELECT count(*) FROM call WHERE " + where.sql())
                .params(where.parameters())
                .query(Long.class)
                .single();
        List<CallRow> rows = database.sql("SELECT " + CallTable.COLUMNS + " FROM call WHERE " + where.sql()
                        + " ORDER BY " + order.sql() + " LIMIT :size OFFSET :offset")
                .params(where.parameters())
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, n) -> CallTable.read(row))
                .list();
        return new Page<>(summaries(rows), total, page, size);
    }

    /** @throws Problem 404 for an unknown call and for one behind the wall */
    Details details(CurrentPerson person, UUID interactionId) {
        List<String> conditions = new ArrayList<>(List.of("interaction_id = :id"));
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("id", interactionId));
        CallFilter.wall(person, conditions, parameters);
        CallRow row = database.sql(
                        "SELECT " + CallTable.COLUMNS + " FROM call WHERE " + String.join(" AND ", conditions))
                .params(parameters)
                .query((result, n) -> CallTable.read(result))
                .optional()
                .orElseThrow(Problem::notFound);
        List<Fact> its = facts.ofInteraction(interactionId);
        List<Ribbon.Stretch> ribbon = Ribbon.of(its);
        Map<UUID, String> names = people.names(ribbon.stream()
                .map(Ribbon.Stretch::agentId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return new Details(
                summaries(List.of(row)).getFirst(),
                ribbon.stream()
                        .map(part -> new NamedStretch(
                                part.kind(),
                                part.from(),
                                part.to(),
                                part.agentId() == null ? null : names.get(part.agentId()),
                                part.detail()))
                        .toList(),
                its.stream()
                        .map(fact -> new NamedFact(fact.id(), fact.at(), fact.type(), fact.data()))
                        .toList(),
                recordings.ofInteractions(List.of(interactionId)).stream()
                        .map(CallList::named)
                        .toList());
    }

    /** The latest calls with a number in the person's projects, whoever took them. */
    List<CallSummary> earlier(CurrentPerson person, String number) {
        String key = Numbers.key(number);
        if (key.isEmpty() || !person.allProjects() && person.projectIds().isEmpty()) {
            return List.of();
        }
        String wall = person.allProjects() ? "" : " AND project_id IN (:walled)";
        return summaries(database.sql("SELECT " + CallTable.COLUMNS + " FROM call WHERE number_key = :key" + wall
                        + " ORDER BY started_at DESC LIMIT :size")
                .param("key", key)
                .params(person.allProjects() ? Map.of() : Map.of("walled", person.projectIds()))
                .param("size", EARLIER_CALLS)
                .query((row, n) -> CallTable.read(row))
                .list());
    }

    private List<CallSummary> summaries(List<CallRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<UUID>> earlier = earlierAgents(rows);
        Map<UUID, String> names = people.names(
                Stream.concat(ids(rows).stream(), earlier.values().stream().flatMap(List::stream))
                        .collect(Collectors.toSet()));
        Map<UUID, List<RecordingInfo>> recorded =
                recordings
                        .ofInteractions(
                                rows.stream().map(CallRow::interactionId).toList())
                        .stream()
                        .collect(Collectors.groupingBy(RecordingInfo::interactionId));
        Centre centre = projects.centre();
        Instant now = clock.instant();
        return rows.stream()
                .map(row -> summary(
                        row,
                        names,
                        centre,
                        recorded.getOrDefault(row.interactionId(), List.of()),
                        earlier.getOrDefault(row.interactionId(), List.of()),
                        now))
                .toList();
    }

    private Map<UUID, List<UUID>> earlierAgents(List<CallRow> rows) {
        Map<UUID, List<UUID>> earlier = new HashMap<>();
        database.sql("""
                        SELECT interaction_id, agent_id FROM earlier_agent WHERE interaction_id IN (:ids)
                        ORDER BY interaction_id, place""")
                .param("ids", rows.stream().map(CallRow::interactionId).toList())
                .query((row, n) -> earlier.computeIfAbsent(
                                row.getObject("interaction_id", UUID.class), id -> new ArrayList<>())
                        .add(row.getObject("agent_id", UUID.class)))
                .list();
        return earlier;
    }

    private static Collection<UUID> ids(List<CallRow> rows) {
        return rows.stream().map(CallRow::agentId).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static CallSummary summary(
            CallRow row,
            Map<UUID, String> names,
            Centre centre,
            List<RecordingInfo> recordings,
            List<UUID> earlier,
            Instant now) {
        var project = row.projectId() == null ? null : centre.projects().get(row.projectId());
        var queue = row.queueId() == null ? null : centre.queues().get(row.queueId());
        var disposition =
                row.dispositionId() == null ? null : centre.dispositions().get(row.dispositionId());
        return new CallSummary(
                row.interactionId(),
                row.startedAt(),
                row.endedAt(),
                row.direction(),
                row.projectId(),
                project == null ? null : project.name(),
                row.queueId(),
                queue == null ? null : queue.name(),
                row.number(),
                row.name(),
                row.dialled(),
                row.agentId(),
                row.agentId() == null ? null : names.get(row.agentId()),
                earlier.stream()
                        .map(id -> new CallSummary.Named(id, names.getOrDefault(id, "")))
                        .toList(),
                row.result(),
                seconds(row, row.waitMs(), Phase.WAITING, now),
                seconds(row, row.talkMs(), Phase.TALKING, now),
                seconds(row, row.holdMs(), Phase.HOLD, now),
                seconds(row, row.wrapUpMs(), Phase.WRAP_UP, now),
                row.endedBy(),
                row.cause(),
                disposition == null ? null : disposition.name(),
                row.notes(),
                recordings.stream()
                        .filter(recording -> recording.deletedAt() == null)
                        .map(RecordingInfo::id)
                        .toList(),
                recordings.stream().anyMatch(recording -> recording.deletedAt() != null));
    }

    private static long seconds(CallRow row, long ms, Phase of, Instant now) {
        Instant since = row.phaseSince();
        long running = row.phase() == of && since != null
                ? Math.max(0, Duration.between(since, now).toMillis())
                : 0;
        return Math.round((ms + running) / 1000.0);
    }

    private static NamedRecording named(RecordingInfo recording) {
        return new NamedRecording(
                recording.id(),
                recording.startedAt(),
                recording.lengthMs(),
                List.of("customer", "agent"),
                recording.problem(),
                recording.deletedAt(),
                recording.held());
    }
}

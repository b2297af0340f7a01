package org.otvet.server.calls;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;

/** Which calls are asked for; whatever is null does not narrow. {@code to} is not included. */
record CallFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID projectId,
        @Nullable UUID queueId,
        @Nullable UUID agentId,
        @Nullable String number,
        @Nullable String direction,
        @Nullable String result) {

    /** SQL conditions and their parameters, the wall of the asking person included. */
    record Where(String sql, Map<String, Object> parameters) {}

    Where where(CurrentPerson person) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        wall(person, conditions, parameters);
        add(conditions, parameters, "started_at >= :from", "from", from == null ? null : from.atOffset(UTC));
        add(conditions, parameters, "started_at < :to", "to", to == null ? null : to.atOffset(UTC));
        add(conditions, parameters, "project_id = :projectId", "projectId", projectId);
        add(conditions, parameters, "queue_id = :queueId", "queueId", queueId);
        add(conditions, parameters, """
                (agent_id = :agentId OR EXISTS (SELECT FROM earlier_agent AS earlier
                 WHERE earlier.interaction_id = call.interaction_id AND earlier.agent_id = :agentId))""", "agentId", agentId);
        add(conditions, parameters, "direction = :direction", "direction", direction);
        add(conditions, parameters, "result = :result", "result", result);
        if (number != null && !number.isBlank()) {
            String digits = Numbers.digits(number);
            parameters.put("numberKey", Numbers.key(number));
            if (digits.length() >= 3) {
                conditions.add("(number_key = :numberKey OR number_key LIKE '%' || :digits || '%')");
                parameters.put("digits", digits);
            } else {
                conditions.add("number_key = :numberKey");
            }
        }
        return new Where(String.join(" AND ", conditions), parameters);
    }

    /** Conditions on one's projects, and on one's own calls for those who may see no others. */
    static void wall(CurrentPerson person, List<String> conditions, Map<String, Object> parameters) {
        if (person.allProjects()) {
            conditions.add("TRUE");
        } else if (person.projectIds().isEmpty()) {
            conditions.add("project_id IS NULL");
        } else {
            conditions.add("(project_id IN (:walled) OR project_id IS NULL)");
            parameters.put("walled", person.projectIds());
        }
        if (!person.may(Permission.SEE_CALLS)) {
            conditions.add("""
                    (agent_id = :self OR EXISTS (SELECT FROM missed_offer AS offer
                     WHERE offer.interaction_id = call.interaction_id AND offer.agent_id = :self)
                     OR EXISTS (SELECT FROM earlier_agent AS earlier
                     WHERE earlier.interaction_id = call.interaction_id AND earlier.agent_id = :self))""");
            parameters.put("self", person.id());
        }
    }

    private static void add(
            List<String> conditions,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }
}

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
        @Nullable String result,
        Recorded recorded) {

    /**
     * What is asked of the talk and its recording.
     *
     * @param minTalkSeconds,maxTalkSeconds both included; talk and hold
     * @param present whether there is a recording that can be heard
     * @param comment a part of a comment
     */
    record Recorded(
            @Nullable UUID dispositionId,
            @Nullable Integer minTalkSeconds,
            @Nullable Integer maxTalkSeconds,
            @Nullable Boolean present,
            @Nullable String comment) {

        static final Recorded ANY = new Recorded(null, null, null, null, null);
    }

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
        narrow(conditions, parameters);
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

    private void narrow(List<String> conditions, Map<String, Object> parameters) {
        add(conditions, parameters, "disposition_id = :dispositionId", "dispositionId", recorded.dispositionId());
        add(conditions, parameters, "talk_ms + hold_ms >= :minTalk * 1000", "minTalk", recorded.minTalkSeconds());
        add(conditions, parameters, "talk_ms + hold_ms < (:maxTalk + 1) * 1000", "maxTalk", recorded.maxTalkSeconds());
        Boolean present = recorded.present();
        if (present != null) {
            conditions.add((present ? "" : "NOT ") + """
                    EXISTS (SELECT FROM recording AS kept
                     WHERE kept.interaction_id = call.interaction_id AND kept.deleted_at IS NULL)""");
        }
        String comment = recorded.comment();
        add(conditions, parameters, """
                EXISTS (SELECT FROM recording_comment AS said
                 WHERE said.interaction_id = call.interaction_id AND position(lower(:comment) IN lower(said.text)) > 0)""", "comment", comment == null || comment.isBlank() ? null : comment.strip());
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

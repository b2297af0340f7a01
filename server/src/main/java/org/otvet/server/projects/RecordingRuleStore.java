package org.otvet.server.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of rules of recording. */
@Component
class RecordingRuleStore {

    private final JdbcClient sql;

    RecordingRuleStore(JdbcClient sql) {
        this.sql = sql;
    }

    Map<UUID, RecordingRule> load() {
        Map<UUID, RecordingRule> rules = new HashMap<>();
        sql.sql("select * from recording_rule")
                .query((row, n) -> read(row))
                .list()
                .forEach(rule -> rules.put(rule.id(), rule));
        return rules;
    }

    private static RecordingRule read(ResultSet row) throws SQLException {
        String mode = row.getString("mode");
        return new RecordingRule(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                RecordingRule.Scope.of(row.getString("scope")),
                row.getObject("queue_id", UUID.class),
                row.getObject("number_id", UUID.class),
                mode == null ? null : RecordingRule.Mode.of(mode),
                number(row, "percent"),
                row.getObject("announcement_prompt_id", UUID.class),
                number(row, "pause_limit_seconds"),
                number(row, "keep_days"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : Integer.valueOf(value);
    }

    void save(RecordingRule rule) {
        sql.sql("""
                insert into recording_rule (id, project_id, scope, queue_id, number_id, mode, percent,
                    announcement_prompt_id, pause_limit_seconds, keep_days)
                values (:id, :project, :scope, :queue::uuid, :number::uuid, :mode::text, :percent::integer,
                    :announcement::uuid, :pause::integer, :keep::integer)
                on conflict (id) do update set project_id = excluded.project_id, scope = excluded.scope,
                    queue_id = excluded.queue_id, number_id = excluded.number_id, mode = excluded.mode,
                    percent = excluded.percent, announcement_prompt_id = excluded.announcement_prompt_id,
                    pause_limit_seconds = excluded.pause_limit_seconds, keep_days = excluded.keep_days
                """)
                .param("id", rule.id())
                .param("project", rule.projectId())
                .param("scope", rule.scope().code())
                .param("queue", rule.queueId())
                .param("number", rule.numberId())
                .param("mode", rule.mode() == null ? null : rule.mode().code())
                .param("percent", rule.percent())
                .param("announcement", rule.announcementPromptId())
                .param("pause", rule.pauseLimitSeconds())
                .param("keep", rule.keepDays())
                .update();
    }
}

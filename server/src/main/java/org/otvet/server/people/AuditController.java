package org.otvet.server.people;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/admin/audit")
@Requires(Permission.SEE_AUDIT)
class AuditController {

    private final JdbcClient sql;
    private final JsonMapper json;
    private final ChainedAudit audit;
    private final AuditNames names;

    AuditController(JdbcClient sql, JsonMapper json, ChainedAudit audit, AuditNames names) {
        this.sql = sql;
        this.json = json;
        this.audit = audit;
        this.names = names;
    }

    @GetMapping
    Page list(
            CurrentPerson caller,
            @RequestParam @Nullable Instant from,
            @RequestParam @Nullable Instant to,
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        if (!caller.allProjects()) {
            // acts are not filed by project, so only who is behind no wall sees them
            throw org.otvet.server.platform.Problem.forbidden();
        }
        int rows = Math.clamp(size, 1, 200);
        int number = Math.clamp(page, 0, 1_000_000);
        String where = """
                 from audit where (:from::timestamptz is null or at >= :from::timestamptz)
                   and (:to::timestamptz is null or at < :to::timestamptz)
                   and (:actor::text is null or actor_login = :actor)
                   and (:action::text is null or action = :action or starts_with(action, :action || '.'))
                """;
        long total = bind(sql.sql("select count(*)" + where), from, to, actor, action)
                .query(Long.class)
                .single();
        List<@Nullable String> texts = new ArrayList<>();
        List<Act> items = bind(
                        sql.sql("select *" + where + " order by id desc limit :size offset :skip")
                                .param("size", rows)
                                .param("skip", (long) number * rows),
                        from,
                        to,
                        actor,
                        action)
                .query((row, n) -> {
                    String object = row.getString("object");
                    String before = row.getString("before");
                    String after = row.getString("after");
                    Collections.addAll(texts, object, before, after);
                    return new Act(
                            row.getLong("id"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("actor_login"),
                            row.getString("source"),
                            row.getString("action"),
                            object,
                            tree(before),
                            tree(after));
                })
                .list();
        return new Page(items, total, number, rows, names.of(texts));
    }

    @GetMapping("/chain")
    Chain chain() {
        Long broken = audit.firstBroken().orElse(null);
        return new Chain(broken == null, broken);
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String actor,
            @Nullable String action) {
        return statement
                .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .param("to", to == null ? null : to.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("action", action);
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    /** @param names what the ids in the rows are called, as far as they have names */
    record Page(List<Act> items, long total, int page, int size, Map<UUID, String> names) {}

    record Act(
            long id,
            Instant at,
            String actorLogin,
            String source,
            String action,
            String object,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** @param brokenAt id of the first row that was changed, or that follows one taken out */
    record Chain(boolean intact, @Nullable Long brokenAt) {}
}

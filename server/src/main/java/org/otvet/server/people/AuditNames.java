package org.otvet.server.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the ids in rows of the audit are called: as now, and for what is gone as it was when it was removed. */
@Component
class AuditNames {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final List<String> KINDS =
            List.of("project", "queue", "number", "trunk", "disposition", "pause-reason", "prompt");

    private final DefaultPeople people;
    private final ProjectNames projects;
    private final JdbcClient sql;
    private final JsonMapper json;

    AuditNames(DefaultPeople people, ProjectNames projects, JdbcClient sql, JsonMapper json) {
        this.people = people;
        this.projects = projects;
        this.sql = sql;
        this.json = json;
    }

    /**
     * @param texts objects and values as the audit has them; null for none
     * @return names by id; an id without a name, a call's for example, is left out
     */
    Map<UUID, String> of(Collection<@Nullable String> texts) {
        Map<UUID, String> known = projects.allNames();
        Map<UUID, Account> persons = people.directory().byId();
        Map<UUID, String> names = new HashMap<>();
        Set<UUID> gone = new HashSet<>();
        for (String text : texts) {
            for (String found : text == null ? List.<String>of() : ids(text)) {
                UUID id = UUID.fromString(found);
                Account account = persons.get(id);
                String name = account == null ? known.get(id) : account.person().name();
                if (name == null) {
                    gone.add(id);
                } else {
                    names.put(id, name);
                }
            }
        }
        names.putAll(removed(gone));
        return names;
    }

    private static List<String> ids(String text) {
        return ID.matcher(text).results().map(MatchResult::group).toList();
    }

    private Map<UUID, String> removed(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<String> objects = new ArrayList<>();
        ids.forEach(id -> KINDS.forEach(kind -> objects.add(kind + " " + id)));
        Map<UUID, String> names = new HashMap<>();
        sql.sql("""
                        select object, before from audit
                         where object in (:objects) and action = split_part(object, ' ', 1) || '.removed'
                        """).param("objects", objects).query((org.springframework.jdbc.core.RowCallbackHandler) row -> {
            String object = row.getString("object");
            JsonNode before = json.readTree(row.getString("before"));
            String name = before.path("name").asString(before.path("number").asString(""));
            if (!name.isEmpty()) {
                names.put(UUID.fromString(object.substring(object.indexOf(' ') + 1)), name);
            }
        });
        return names;
    }
}

package org.otvet.server.people;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.SoundEncryption;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind {@link Directory}. */
@Component
class PeopleStore {

    private final JdbcClient sql;

    PeopleStore(JdbcClient sql) {
        this.sql = sql;
    }

    Directory load() {
        List<Role> roles = sql.sql("select * from role order by built_in desc, code")
                .query((row, n) -> new Role(
                        row.getString("code"),
                        row.getString("name"),
                        permissions(row.getArray("permissions")),
                        row.getBoolean("built_in")))
                .list();
        Map<String, Role> byCode = roles.stream().collect(Collectors.toMap(Role::code, role -> role));
        List<Account> accounts =
                sql.sql("""
                select p.*,
                       array(select role_code from person_role where person_id = p.id) as roles,
                       array(select project_id from person_project where person_id = p.id) as projects,
                       array(select queue_id from person_queue where person_id = p.id) as queues
                from person p
                """).query((row, n) -> account(row, byCode)).list();
        Map<Secret, AccessToken> tokens = new HashMap<>();
        sql.sql("select * from token").query((org.springframework.jdbc.core.RowCallbackHandler) row -> {
            OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
            tokens.put(
                    Secret.ofHash(row.getBytes("hash")),
                    new AccessToken(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            permissions(row.getArray("permissions")),
                            set(row.getArray("project_ids"), UUID.class),
                            expires == null ? null : expires.toInstant()));
        });
        return Directory.of(accounts, roles, tokens);
    }

    private static Account account(ResultSet row, Map<String, Role> roles) throws SQLException {
        Set<String> codes = set(row.getArray("roles"), String.class);
        Set<Permission> permissions = codes.stream()
                .flatMap(code -> Stream.ofNullable(roles.get(code)))
                .flatMap(role -> role.permissions().stream())
                .collect(Collectors.toSet());
        Person person = new Person(
                row.getObject("id", UUID.class),
                row.getString("login"),
                row.getString("name"),
                row.getString("locale"),
                codes,
                permissions,
                codes.contains(Role.ADMINISTRATOR),
                set(row.getArray("projects"), UUID.class),
                set(row.getArray("queues"), UUID.class),
                row.getBoolean("enabled"),
                phone(row));
        return new Account(
                person,
                row.getString("theme"),
                row.getString("password_hash"),
                row.getBoolean("must_change_password"),
                row.getObject("removed_at") != null);
    }

    private static @Nullable Phone phone(ResultSet row) throws SQLException {
        String kind = row.getString("phone_kind");
        if (kind == null) {
            return null;
        }
        Map<String, String> hashes = row.getString("ha1_md5") == null
                ? Map.of()
                : Map.of("MD5", row.getString("ha1_md5"), "SHA-256", row.getString("ha1_sha256"));
        return new Phone(
                Phone.Kind.of(kind),
                row.getString("extension"),
                row.getString("phone_address"),
                hashes,
                SoundEncryption.of(row.getString("phone_encryption")));
    }

    void save(Account account) {
        Person person = account.person();
        Phone phone = person.phone();
        sql.sql("""
                insert into person (id, login, name, locale, theme, password_hash, must_change_password, enabled,
                                    phone_kind, extension, phone_address, ha1_md5, ha1_sha256, phone_encryption)
                values (:id, :login, :name, :locale, :theme, :hash, :must, :enabled, :kind, :extension, :address, :md5, :sha,
                        :encryption)
                on conflict (id) do update set
                    login = excluded.login, name = excluded.name, locale = excluded.locale, theme = excluded.theme,
                    password_hash = excluded.password_hash, must_change_password = excluded.must_change_password,
                    enabled = excluded.enabled, phone_kind = excluded.phone_kind, extension = excluded.extension,
                    phone_address = excluded.phone_address, ha1_md5 = excluded.ha1_md5, ha1_sha256 = excluded.ha1_sha256,
                    phone_encryption = excluded.phone_encryption,
                    removed_at = null
                """)
                .param("id", person.id())
                .param("login", person.login())
                .param("name", person.name())
                .param("locale", person.locale())
                .param("theme", account.theme())
                .param("hash", account.passwordHash())
                .param("must", account.mustChangePassword())
                .param("enabled", person.enabled())
                .param("kind", phone == null ? null : phone.kind().code())
                .param("extension", phone == null ? null : phone.extension())
                .param("address", phone == null ? "" : phone.address())
                .param("md5", phone == null ? null : phone.digestHashes().get("MD5"))
                .param("sha", phone == null ? null : phone.digestHashes().get("SHA-256"))
                .param("encryption", (phone == null ? SoundEncryption.OPTIONAL : phone.encryption()).code())
                .update();
        replace("person_role", "role_code", "text", person.id(), person.roles());
        replace("person_project", "project_id", "uuid", person.id(), person.projectIds());
        replace("person_queue", "queue_id", "uuid", person.id(), person.queueIds());
    }

    private void replace(String table, String column, String type, UUID personId, Collection<?> values) {
        sql.sql("delete from " + table + " where person_id = :id")
                .param("id", personId)
                .update();
        sql.sql("insert into " + table + " (person_id, " + column + ") select :id, unnest(:values::" + type + "[])")
                .param("id", personId)
                .param("values", values.stream().map(Object::toString).toArray(String[]::new))
                .update();
    }

    void remove(UUID personId) {
        replace("person_queue", "queue_id", "uuid", personId, List.of());
        sql.sql("update person set removed_at = now(), enabled = false where id = :id")
                .param("id", personId)
                .update();
    }

    void saveTheme(UUID personId, String locale, String theme) {
        sql.sql("update person set locale = :locale, theme = :theme where id = :id")
                .param("locale", locale)
                .param("theme", theme)
                .param("id", personId)
                .update();
    }

    void savePassword(UUID personId, String hash) {
        sql.sql("update person set password_hash = :hash, must_change_password = false where id = :id")
                .param("hash", hash)
                .param("id", personId)
                .update();
    }

    void assignQueue(UUID queueId, Set<UUID> personIds) {
        sql.sql("delete from person_queue where queue_id = :queue")
                .param("queue", queueId)
                .update();
        sql.sql("insert into person_queue (person_id, queue_id) select unnest(:people::uuid[]), :queue")
                .param("people", personIds.stream().map(UUID::toString).toArray(String[]::new))
                .param("queue", queueId)
                .update();
    }

    void save(Role role) {
        sql.sql("""
                insert into role (code, name, permissions) values (:code, :name, :permissions)
                on conflict (code) do update set name = excluded.name, permissions = excluded.permissions
                """)
                .param("code", role.code())
                .param("name", role.name())
                .param("permissions", codes(role.permissions()))
                .update();
    }

    void removeRole(String code) {
        sql.sql(
                        "delete from person_role where role_code = :code and person_id in (select id from person where removed_at is not null)")
                .param("code", code)
                .update();
        sql.sql("delete from role where code = :code and not built_in")
                .param("code", code)
                .update();
    }

    void save(AccessToken token, @Nullable Secret secret) {
        Object expires = token.expiresAt() == null ? null : token.expiresAt().atOffset(ZoneOffset.UTC);
        String[] projects = token.projectIds().stream().map(UUID::toString).toArray(String[]::new);
        if (secret == null) {
            sql.sql("update token set name = :name, permissions = :permissions, project_ids = :projects::uuid[],"
                            + " expires_at = :expires::timestamptz where id = :id")
                    .param("id", token.id())
                    .param("name", token.name())
                    .param("permissions", codes(token.permissions()))
                    .param("projects", projects)
                    .param("expires", expires)
                    .update();
        } else {
            sql.sql("insert into token (id, name, hash, permissions, project_ids, expires_at)"
                            + " values (:id, :name, :hash, :permissions, :projects::uuid[], :expires::timestamptz)")
                    .param("id", token.id())
                    .param("name", token.name())
                    .param("hash", secret.hash())
                    .param("permissions", codes(token.permissions()))
                    .param("projects", projects)
                    .param("expires", expires)
                    .update();
        }
    }

    void removeToken(UUID id) {
        sql.sql("delete from token where id = :id").param("id", id).update();
    }

    private static String[] codes(Set<Permission> permissions) {
        return permissions.stream().map(Permission::code).sorted().toArray(String[]::new);
    }

    private static Set<Permission> permissions(Array codes) throws SQLException {
        return set(codes, String.class).stream()
                .flatMap(code -> Permission.of(code).stream())
                .collect(Collectors.toSet());
    }

    private static <T> Set<T> set(Array array, Class<T> type) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(type::cast)
                .collect(Collectors.toCollection(HashSet::new));
    }
}

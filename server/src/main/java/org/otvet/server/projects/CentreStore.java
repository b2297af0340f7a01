package org.otvet.server.projects;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Home;
import org.otvet.server.platform.SoundEncryption;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind {@link Centre}. */
@Component
class CentreStore {

    private final JdbcClient sql;
    private final TrunkPasswords passwords;
    private final RecordingRuleStore recordingRules;
    private final Path promptFolder;

    CentreStore(JdbcClient sql, Home home, TrunkPasswords passwords, RecordingRuleStore recordingRules) {
        this.recordingRules = recordingRules;
        this.sql = sql;
        this.passwords = passwords;
        this.promptFolder = home.folder("prompts");
    }

    Path fileOf(UUID promptId) {
        return promptFolder.resolve(promptId + ".wav");
    }

    Centre load() {
        return new Centre(
                all("select * from project", CentreStore::project, Project::id),
                all("select * from queue", CentreStore::queue, Queue::id),
                all("select * from dialled_number", CentreStore::number, DialledNumber::id),
                all(
                        "select t.*, array(select project_id from trunk_project where trunk_id = t.id) as projects from trunk t",
                        this::trunk,
                        TrunkLine::id),
                all("select * from disposition", CentreStore::disposition, Disposition::id),
                all("select * from pause_reason", CentreStore::pauseReason, PauseReason::id),
                all("select * from prompt", this::prompt, Prompt::id),
                recordingRules.load());
    }

    private <T> Map<UUID, T> all(String query, Reader<T> reader, Function<T, UUID> id) {
        RowMapper<T> mapper = (row, n) -> reader.read(row);
        List<T> rows = sql.sql(query).query(mapper).list();
        Map<UUID, T> byId = new HashMap<>();
        rows.forEach(row -> byId.put(id.apply(row), row));
        return byId;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static @Nullable UUID optionalId(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Project project(ResultSet row) throws SQLException {
        return new Project(
                id(row, "id"),
                row.getString("name"),
                row.getString("client"),
                row.getString("locale"),
                row.getBoolean("active"),
                SupervisionShown.of(
                        List.of((String[]) row.getArray("supervision_shown").getArray())));
    }

    private static Queue queue(ResultSet row) throws SQLException {
        int maxWait = row.getInt("max_wait_seconds");
        Integer maxWaitSeconds = row.wasNull() ? null : Integer.valueOf(maxWait);
        return new Queue(
                id(row, "id"),
                id(row, "project_id"),
                row.getString("name"),
                row.getInt("weight"),
                optionalId(row, "greeting_prompt_id"),
                optionalId(row, "music_prompt_id"),
                Queue.AnswerMode.of(row.getString("answer_mode")),
                row.getInt("offer_timeout_seconds"),
                row.getInt("wrap_up_seconds"),
                maxWaitSeconds,
                row.getInt("missed_limit"),
                row.getInt("service_target_percent"),
                row.getInt("service_target_seconds"),
                row.getBoolean("record_calls"));
    }

    private static DialledNumber number(ResultSet row) throws SQLException {
        return new DialledNumber(
                id(row, "id"),
                row.getString("number"),
                optionalId(row, "trunk_id"),
                id(row, "project_id"),
                new DialledNumber.Destination(
                        DialledNumber.Kind.of(row.getString("destination_kind")),
                        id(row, "destination_queue_id"),
                        optionalId(row, "destination_prompt_id")),
                row.getBoolean("active"));
    }

    private TrunkLine trunk(ResultSet row) throws SQLException {
        return new TrunkLine(
                id(row, "id"),
                row.getString("name"),
                List.of((String[]) row.getArray("sources").getArray()),
                List.of((String[]) row.getArray("peers").getArray()),
                row.getString("transport"),
                row.getInt("max_calls"),
                ids(row.getArray("projects")),
                row.getBoolean("active"),
                login(row),
                List.of((String[]) row.getArray("codecs").getArray()),
                new TrunkOutgoing(
                        row.getString("caller_number"),
                        row.getBoolean("asserted_identity"),
                        row.getInt("probe_seconds"),
                        row.getInt("probe_misses")),
                new TrunkSecurity(SoundEncryption.of(row.getString("encryption")), row.getString("certificate")));
    }

    private @Nullable TrunkLogin login(ResultSet row) throws SQLException {
        String registrar = row.getString("registrar");
        return registrar == null
                ? null
                : new TrunkLogin(
                        registrar,
                        row.getString("username"),
                        passwords.unlock(id(row, "id"), row.getBytes("locked_password")),
                        row.getInt("expiry_seconds"));
    }

    private static Set<UUID> ids(Array array) throws SQLException {
        return Arrays.stream((UUID[]) array.getArray()).collect(Collectors.toSet());
    }

    private static Disposition disposition(ResultSet row) throws SQLException {
        return new Disposition(
                id(row, "id"),
                id(row, "project_id"),
                optionalId(row, "parent_id"),
                row.getString("name"),
                row.getString("code"),
                row.getInt("position"),
                row.getBoolean("active"));
    }

    private static PauseReason pauseReason(ResultSet row) throws SQLException {
        return new PauseReason(
                id(row, "id"),
                row.getString("name"),
                row.getBoolean("paid"),
                row.getInt("position"),
                row.getBoolean("active"));
    }

    private Prompt prompt(ResultSet row) throws SQLException {
        UUID id = id(row, "id");
        return new Prompt(
                id,
                optionalId(row, "project_id"),
                row.getString("name"),
                row.getString("locale"),
                Prompt.Kind.of(row.getString("kind")),
                row.getLong("length_ms"),
                fileOf(id));
    }

    void save(Project project) {
        sql.sql("""
                insert into project (id, name, client, locale, active, supervision_shown)
                values (:id, :name, :client, :locale, :active, :shown::text[])
                on conflict (id) do update set name = excluded.name, client = excluded.client,
                    locale = excluded.locale, active = excluded.active, supervision_shown = excluded.supervision_shown
                """)
                .param("id", project.id())
                .param("name", project.name())
                .param("client", project.client())
                .param("locale", project.locale())
                .param("active", project.active())
                .param("shown", project.supervisionShown().codes().toArray(String[]::new))
                .update();
    }

    void save(Queue queue) {
        sql.sql("""
                insert into queue (id, project_id, name, weight, greeting_prompt_id, music_prompt_id, answer_mode,
                    offer_timeout_seconds, wrap_up_seconds, max_wait_seconds, missed_limit, service_target_percent,
                    service_target_seconds, record_calls)
                values (:id, :project, :name, :weight, :greeting::uuid, :music::uuid, :answer, :offer, :wrap,
                    :maxWait::integer, :missed, :percent, :seconds, :record)
                on conflict (id) do update set project_id = excluded.project_id, name = excluded.name,
                    weight = excluded.weight, greeting_prompt_id = excluded.greeting_prompt_id,
                    music_prompt_id = excluded.music_prompt_id, answer_mode = excluded.answer_mode,
                    offer_timeout_seconds = excluded.offer_timeout_seconds, wrap_up_seconds = excluded.wrap_up_seconds,
                    max_wait_seconds = excluded.max_wait_seconds, missed_limit = excluded.missed_limit,
                    service_target_percent = excluded.service_target_percent,
                    service_target_seconds = excluded.service_target_seconds, record_calls = excluded.record_calls
                """)
                .param("id", queue.id())
                .param("project", queue.projectId())
                .param("name", queue.name())
                .param("weight", queue.weight())
                .param("greeting", queue.greetingPromptId())
                .param("music", queue.musicPromptId())
                .param("answer", queue.answerMode().code())
                .param("offer", queue.offerTimeoutSeconds())
                .param("wrap", queue.wrapUpSeconds())
                .param("maxWait", queue.maxWaitSeconds())
                .param("missed", queue.missedLimit())
                .param("percent", queue.serviceTargetPercent())
                .param("seconds", queue.serviceTargetSeconds())
                .param("record", queue.recordCalls())
                .update();
    }

    void save(DialledNumber number) {
        sql.sql("""
                insert into dialled_number (id, number, trunk_id, project_id, destination_kind, destination_queue_id,
                    destination_prompt_id, active)
                values (:id, :number, :trunk::uuid, :project, :kind, :queue, :prompt::uuid, :active)
                on conflict (id) do update set number = excluded.number, trunk_id = excluded.trunk_id,
                    project_id = excluded.project_id, destination_kind = excluded.destination_kind,
                    destination_queue_id = excluded.destination_queue_id,
                    destination_prompt_id = excluded.destination_prompt_id, active = excluded.active
                """)
                .param("id", number.id())
                .param("number", number.number())
                .param("trunk", number.trunkId())
                .param("project", number.projectId())
                .param("kind", number.destination().kind().code())
                .param("queue", number.destination().queueId())
                .param("prompt", number.destination().promptId())
                .param("active", number.active())
                .update();
    }

    void save(TrunkLine trunk) {
        TrunkLogin login = trunk.login();
        sql.sql("""
                insert into trunk (id, name, sources, peers, transport, max_calls, active, registrar, username,
                    locked_password, expiry_seconds, codecs, caller_number, asserted_identity, probe_seconds, probe_misses,
                    encryption, certificate)
                values (:id, :name, :sources, :peers, :transport, :max, :active, :registrar::text, :username::text,
                    :password::bytea, :expiry::integer, :codecs, :caller, :asserted, :probe, :misses,
                    :encryption, :certificate)
                on conflict (id) do update set name = excluded.name, sources = excluded.sources, peers = excluded.peers,
                    transport = excluded.transport, max_calls = excluded.max_calls, active = excluded.active,
                    registrar = excluded.registrar, username = excluded.username,
                    locked_password = excluded.locked_password, expiry_seconds = excluded.expiry_seconds,
                    codecs = excluded.codecs, caller_number = excluded.caller_number,
                    asserted_identity = excluded.asserted_identity,
                    probe_seconds = excluded.probe_seconds, probe_misses = excluded.probe_misses,
                    encryption = excluded.encryption, certificate = excluded.certificate
                """)
                .param("id", trunk.id())
                .param("name", trunk.name())
                .param("sources", trunk.sources().toArray(String[]::new))
                .param("peers", trunk.peers().toArray(String[]::new))
                .param("transport", trunk.transport())
                .param("max", trunk.maxCalls())
                .param("active", trunk.active())
                .param("registrar", login == null ? null : login.registrar())
                .param("username", login == null ? null : login.username())
                .param("password", login == null ? null : passwords.lock(trunk.id(), login.password()))
                .param("expiry", login == null ? null : login.expirySeconds())
                .param("codecs", trunk.codecs().toArray(String[]::new))
                .param("caller", trunk.outgoing().callerNumber())
                .param("asserted", trunk.outgoing().assertedIdentity())
                .param("probe", trunk.outgoing().probeSeconds())
                .param("misses", trunk.outgoing().probeMisses())
                .param("encryption", trunk.security().encryption().code())
                .param("certificate", trunk.security().certificate())
                .update();
        sql.sql("delete from trunk_project where trunk_id = :id")
                .param("id", trunk.id())
                .update();
        sql.sql("insert into trunk_project (trunk_id, project_id) select :id, unnest(:projects::uuid[])")
                .param("id", trunk.id())
                .param(
                        "projects",
                        trunk.projectIds().stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    void save(Disposition disposition) {
        sql.sql("""
                insert into disposition (id, project_id, parent_id, name, code, position, active)
                values (:id, :project, :parent::uuid, :name, :code, :position, :active)
                on conflict (id) do update set project_id = excluded.project_id, parent_id = excluded.parent_id,
                    name = excluded.name, code = excluded.code, position = excluded.position, active = excluded.active
                """)
                .param("id", disposition.id())
                .param("project", disposition.projectId())
                .param("parent", disposition.parentId())
                .param("name", disposition.name())
                .param("code", disposition.code())
                .param("position", disposition.position())
                .param("active", disposition.active())
                .update();
    }

    void save(PauseReason reason) {
        sql.sql("""
                insert into pause_reason (id, name, paid, position, active) values (:id, :name, :paid, :position, :active)
                on conflict (id) do update set name = excluded.name, paid = excluded.paid,
                    position = excluded.position, active = excluded.active
                """)
                .param("id", reason.id())
                .param("name", reason.name())
                .param("paid", reason.paid())
                .param("position", reason.position())
                .param("active", reason.active())
                .update();
    }

    void save(RecordingRule rule) {
        recordingRules.save(rule);
    }

    void save(Prompt prompt) {
        sql.sql("""
                insert into prompt (id, project_id, name, locale, kind, length_ms)
                values (:id, :project::uuid, :name, :locale, :kind, :length)
                on conflict (id) do update set project_id = excluded.project_id, name = excluded.name,
                    locale = excluded.locale, kind = excluded.kind, length_ms = excluded.length_ms
                """)
                .param("id", prompt.id())
                .param("project", prompt.projectId())
                .param("name", prompt.name())
                .param("locale", prompt.locale())
                .param("kind", prompt.kind().code())
                .param("length", prompt.lengthMs())
                .update();
    }

    /** @param table one of this file's tables, never input */
    void remove(String table, UUID id) {
        sql.sql("delete from " + table + " where id = :id").param("id", id).update();
    }
}

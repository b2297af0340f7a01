package org.otvet.server.projects;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.otvet.server.platform.SoundEncryption;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/trunks")
@Requires(Permission.MANAGE_TELEPHONY)
class TrunkController {

    private static final int USUAL_EXPIRY_SECONDS = 300;

    private final DefaultProjects projects;
    private final ObjectProvider<TrunkStates> states;

    TrunkController(DefaultProjects projects, ObjectProvider<TrunkStates> states) {
        this.projects = projects;
        this.states = states;
    }

    @GetMapping
    @Requires({Permission.MANAGE_TELEPHONY, Permission.MANAGE_PROJECTS})
    List<Row> list(CurrentPerson caller) {
        return projects.centre().trunks().values().stream()
                .filter(found -> visible(caller, found))
                .sorted(Comparator.comparing(TrunkLine::name))
                .map(this::row)
                .toList();
    }

    @GetMapping("/{id}")
    @Requires({Permission.MANAGE_TELEPHONY, Permission.MANAGE_PROJECTS})
    Row one(CurrentPerson caller, @PathVariable UUID id) {
        return row(find(caller, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Row create(CurrentPerson caller, @RequestBody TrunkChange change) {
        return save(caller, UUID.randomUUID(), change);
    }

    @PutMapping("/{id}")
    Row change(CurrentPerson caller, @PathVariable UUID id, @RequestBody TrunkChange change) {
        TrunkLine before = find(caller, id);
        requireWhole(caller, before);
        return save(caller, before.id(), change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        TrunkLine before = find(caller, id);
        requireWhole(caller, before);
        projects.remove(caller, "trunk", id, before);
    }

    private TrunkLine find(CurrentPerson caller, UUID id) {
        TrunkLine found = projects.centre().trunks().get(id);
        if (found == null || !(visible(caller, found))) {
            throw Problem.notFound();
        }
        return found;
    }

    private Row save(CurrentPerson caller, UUID id, TrunkChange change) {
        Form form = new Form();
        TrunkLine trunk = new TrunkLine(
                id,
                form.text("name", change.name(), 100),
                change.sources() == null ? List.of() : change.sources(),
                change.peers() == null
                        ? List.of()
                        : change.peers().stream()
                                .map(String::strip)
                                .filter(p -> !p.isEmpty())
                                .toList(),
                change.transport() == null ? "udp" : change.transport(),
                form.number("maxCalls", change.maxCalls(), 0, 0, 100_000),
                form.set("projectIds", change.projectIds(), 10_000),
                change.active() == null || change.active(),
                login(projects.centre().trunks().get(id), change.login()),
                codecs(change.codecs()),
                new TrunkOutgoing(
                        change.callerNumber() == null
                                ? ""
                                : change.callerNumber().strip(),
                        change.assertedIdentity() != null && change.assertedIdentity(),
                        change.probeSeconds() == null ? 0 : change.probeSeconds(),
                        change.probeMisses() == null ? TrunkOutgoing.USUAL.probeMisses() : change.probeMisses()),
                security(form, projects.centre().trunks().get(id), change));
        form.require(trunk.sources().size() <= 100, "sources", "out-of-range");
        form.check();
        projects.put(caller, trunk);
        return row(trunk);
    }

    /** Names as people write them become the usual ones. */
    private static List<String> codecs(@Nullable List<String> named) {
        return named == null
                ? List.of()
                : named.stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(name -> TrunkLine.CODECS.stream()
                                .filter(name::equalsIgnoreCase)
                                .findFirst()
                                .orElse(name))
                        .toList();
    }

    /** What is absent stays as it is: a program that knows nothing of encryption does not switch it off. */
    private static TrunkSecurity security(Form form, @Nullable TrunkLine before, TrunkChange change) {
        TrunkSecurity had = before == null ? TrunkSecurity.USUAL : before.security();
        String encryption = change.encryption() == null ? had.encryption().code() : change.encryption();
        form.require(SoundEncryption.CODES.contains(encryption), "encryption", "unknown");
        form.check();
        return new TrunkSecurity(
                SoundEncryption.of(encryption),
                change.certificate() == null ? had.certificate() : TrunkSecurity.digitsOf(change.certificate()));
    }

    /** No registrar: no registration. No password: the one there was, for the same user at the same registrar only. */
    private static @Nullable TrunkLogin login(@Nullable TrunkLine before, @Nullable LoginChange change) {
        if (change == null || change.registrar() == null || change.registrar().isBlank()) {
            return null;
        }
        String registrar = change.registrar().strip();
        String username = change.username() == null ? "" : change.username().strip();
        TrunkLogin kept = before == null ? null : before.login();
        boolean same = kept != null
                && kept.registrar().equals(registrar)
                && kept.username().equals(username);
        String password = change.password() == null ? "" : change.password();
        return new TrunkLogin(
                registrar,
                username,
                password.isEmpty() && same && kept != null ? kept.password() : password,
                change.expirySeconds() == null ? USUAL_EXPIRY_SECONDS : change.expirySeconds());
    }

    private static LoginRow row(@Nullable TrunkLogin login) {
        return login == null
                ? new LoginRow("", "", USUAL_EXPIRY_SECONDS, false)
                : new LoginRow(
                        login.registrar(),
                        login.username(),
                        login.expirySeconds(),
                        !login.password().isEmpty());
    }

    private static boolean visible(CurrentPerson caller, TrunkLine trunk) {
        return caller.allProjects() || !Collections.disjoint(caller.projectIds(), trunk.projectIds());
    }

    /** A trunk shared with projects the caller may not see is seen, not changed. */
    private static void requireWhole(CurrentPerson caller, TrunkLine trunk) {
        if (!caller.allProjects() && !caller.projectIds().containsAll(trunk.projectIds())) {
            throw Problem.forbidden();
        }
    }

    private Row row(TrunkLine trunk) {
        TrunkStates watching = states.getIfAvailable();
        return new Row(
                trunk.id(),
                trunk.name(),
                trunk.sources(),
                trunk.peers(),
                trunk.transport(),
                trunk.maxCalls(),
                trunk.projectIds().stream().sorted().toList(),
                trunk.active(),
                row(trunk.login()),
                trunk.codecs(),
                trunk.outgoing().callerNumber(),
                trunk.outgoing().assertedIdentity(),
                trunk.outgoing().probeSeconds(),
                trunk.outgoing().probeMisses(),
                trunk.security().encryption(),
                trunk.security().certificate(),
                watching == null ? "unknown" : watching.stateOf(trunk.id()));
    }

    record Row(
            UUID id,
            String name,
            List<String> sources,
            List<String> peers,
            String transport,
            int maxCalls,
            List<UUID> projectIds,
            boolean active,
            LoginRow login,
            List<String> codecs,
            String callerNumber,
            boolean assertedIdentity,
            int probeSeconds,
            int probeMisses,
            SoundEncryption encryption,
            String certificate,
            String state) {}

    record LoginRow(String registrar, String username, int expirySeconds, boolean passwordSet) {}

    record TrunkChange(
            @Nullable String name,
            @Nullable List<String> sources,
            @Nullable List<String> peers,
            @Nullable String transport,
            @Nullable Integer maxCalls,
            @Nullable List<UUID> projectIds,
            @Nullable Boolean active,
            @Nullable LoginChange login,
            @Nullable List<String> codecs,
            @Nullable String callerNumber,
            @Nullable Boolean assertedIdentity,
            @Nullable Integer probeSeconds,
            @Nullable Integer probeMisses,
            @Nullable String encryption,
            @Nullable String certificate) {}

    record LoginChange(
            @Nullable String registrar,
            @Nullable String username,
            @Nullable String password,
            @Nullable Integer expirySeconds) {

        @Override
        public String toString() {
            return "LoginChange[" + username + " at " + registrar + "]";
        }
    }
}

package org.otvet.server.people;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the directory in memory as the database has it; one change at a time. */
@Service
class DefaultPeople implements People {

    private final PeopleStore store;
    private final PersonForm forms;
    private final Sessions sessions;
    private final Audit audit;
    private final ObjectProvider<ProjectNames> projects;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private volatile Directory directory;

    DefaultPeople(
            PeopleStore store,
            PersonForm forms,
            Sessions sessions,
            Audit audit,
            ObjectProvider<ProjectNames> projects,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.store = store;
        this.forms = forms;
        this.sessions = sessions;
        this.audit = audit;
        this.projects = projects;
        this.transaction = transaction;
        this.events = events;
        this.directory = store.load();
    }

    Directory directory() {
        return directory;
    }

    @Override
    public Optional<Person> find(UUID id) {
        return directory.account(id).map(Account::person);
    }

    @Override
    public Optional<Person> findByLogin(String login) {
        return Optional.ofNullable(directory.byLogin().get(login.toLowerCase(Locale.ROOT)))
                .map(Account::person);
    }

    @Override
    public List<Person> all() {
        return directory.byLogin().values().stream()
                .map(Account::person)
                .sorted(Comparator.comparing(Person::login))
                .toList();
    }

    @Override
    public List<Person> agents() {
        return all().stream().filter(Person::agent).toList();
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> ids) {
        Map<UUID, Account> people = directory.byId();
        Map<UUID, String> names = new HashMap<>();
        for (UUID id : ids) {
            Account account = people.get(id);
            if (account != null) {
                names.put(id, account.person().name());
            }
        }
        return names;
    }

    @Override
    public synchronized Person put(CurrentPerson actor, UUID id, PersonDraft draft) {
        Directory now = directory;
        Account before = now.account(id).orElse(null);
        PersonForm.Outcome outcome = forms.read(actor, id, draft, before, now, projects.getObject());
        Account after = outcome.account();
        if (after.equals(before)) {
            return after.person();
        }
        requireAnAdministrator(
                now, id, after.person().enabled() && after.person().allProjects());
        transaction.executeWithoutResult(status -> {
            store.save(after);
            audit.record(
                    actor,
                    before == null ? "user.created" : "user.changed",
                    "user " + after.person().login(),
                    before == null ? null : PersonForm.difference(before, after, false),
                    before == null
                            ? PersonForm.facts(after, outcome.sipPasswordSet())
                            : PersonForm.difference(before, after, true));
        });
        reload();
        if (before != null && endsSessions(before, after)) {
            sessions.endAll(id);
        }
        events.publishEvent(new PeopleChanged());
        return after.person();
    }

    private static boolean endsSessions(Account before, Account after) {
        Person one = before.person();
        Person other = after.person();
        return !other.enabled()
                || !one.login().equals(other.login())
                || !one.permissions().equals(other.permissions())
                || !one.roles().equals(other.roles())
                || !one.projectIds().equals(other.projectIds())
                || !before.passwordHash().equals(after.passwordHash());
    }

    private static void requireAnAdministrator(Directory now, UUID changed, boolean stays) {
        boolean another = now.byLogin().values().stream()
                .map(Account::person)
                .anyMatch(person ->
                        person.enabled() && person.allProjects() && !person.id().equals(changed));
        boolean was = now.account(changed)
                .map(Account::person)
                .filter(Person::allProjects)
                .isPresent();
        if (was && !stays && !another) {
            throw Problem.conflict("last-administrator", "Somebody must stay administrator.");
        }
    }

    synchronized void remove(CurrentPerson actor, UUID id) {
        Account account = directory.account(id).orElseThrow(Problem::notFound);
        if (actor.id().equals(id)) {
            throw Problem.conflict("yourself", "Nobody removes themselves.");
        }
        requireAnAdministrator(directory, id, false);
        transaction.executeWithoutResult(status -> {
            store.remove(id);
            audit.record(
                    actor, "user.removed", "user " + account.person().login(), PersonForm.facts(account, false), null);
        });
        reload();
        sessions.endAll(id);
        events.publishEvent(new PeopleChanged());
    }

    @Override
    public synchronized void assignQueue(CurrentPerson actor, UUID queueId, Set<UUID> personIds) {
        Directory now = directory;
        Set<UUID> before = new HashSet<>();
        for (Account account : now.byLogin().values()) {
            if (account.person().queueIds().contains(queueId)) {
                before.add(account.person().id());
            }
        }
        if (before.equals(personIds)) {
            return;
        }
        UUID projectId = projects.getObject().queueProjects().get(queueId);
        Form form = new Form();
        form.require(
                personIds.stream()
                        .allMatch(id -> now.account(id)
                                .map(Account::person)
                                .filter(person -> person.may(Permission.TAKE_CALLS) && person.mayAccess(projectId))
                                .isPresent()),
                "agentIds",
                "not-member");
        form.check();
        transaction.executeWithoutResult(status -> {
            store.assignQueue(queueId, personIds);
            audit.record(
                    actor,
                    "queue.staffed",
                    "queue " + queueId,
                    Map.of("agentIds", logins(now, before)),
                    Map.of("agentIds", logins(now, personIds)));
        });
        reload();
        events.publishEvent(new PeopleChanged());
    }

    private static List<String> logins(Directory now, Set<UUID> ids) {
        return ids.stream()
                .flatMap(id -> now.account(id).stream())
                .map(account -> account.person().login())
                .sorted()
                .toList();
    }

    synchronized void prefer(UUID personId, String locale, String theme) {
        store.saveTheme(personId, locale, theme);
        reload();
    }

    synchronized void changePassword(CurrentPerson actor, UUID personId, String hash) {
        transaction.executeWithoutResult(status -> {
            store.savePassword(personId, hash);
            audit.record(actor, "password.changed", "user " + actor.login(), null, null);
        });
        reload();
    }

    synchronized void put(CurrentPerson actor, Role role, @Nullable Role before) {
        transaction.executeWithoutResult(status -> {
            store.save(role);
            audit.record(
                    actor,
                    before == null ? "role.created" : "role.changed",
                    "role " + role.code(),
                    before == null ? null : roleFacts(before),
                    roleFacts(role));
        });
        reload();
        directory.byLogin().values().stream()
                .map(Account::person)
                .filter(person -> before != null && person.roles().contains(role.code()))
                .forEach(person -> sessions.endAll(person.id()));
        events.publishEvent(new PeopleChanged());
    }

    synchronized void removeRole(CurrentPerson actor, Role role) {
        List<String> users = directory.byLogin().values().stream()
                .filter(account -> account.person().roles().contains(role.code()))
                .map(account -> account.person().login())
                .sorted()
                .toList();
        if (!users.isEmpty()) {
            throw Problem.of(
                    org.springframework.http.HttpStatus.CONFLICT,
                    "in-use",
                    "People have this role.",
                    Map.of("usedBy", users));
        }
        transaction.executeWithoutResult(status -> {
            store.removeRole(role.code());
            audit.record(actor, "role.removed", "role " + role.code(), roleFacts(role), null);
        });
        reload();
        events.publishEvent(new PeopleChanged());
    }

    private static Map<String, Object> roleFacts(Role role) {
        return Map.of(
                "name",
                role.name(),
                "permissions",
                role.permissions().stream().map(Permission::code).sorted().toList());
    }

    synchronized void put(CurrentPerson actor, AccessToken token, @Nullable Secret secret) {
        transaction.executeWithoutResult(status -> {
            store.save(token, secret);
            audit.record(
                    actor,
                    secret == null ? "token.changed" : "token.created",
                    "token " + token.name(),
                    null,
                    tokenFacts(token));
        });
        reload();
    }

    synchronized void removeToken(CurrentPerson actor, AccessToken token) {
        transaction.executeWithoutResult(status -> {
            store.removeToken(token.id());
            audit.record(actor, "token.removed", "token " + token.name(), tokenFacts(token), null);
        });
        reload();
    }

    private static Map<String, Object> tokenFacts(AccessToken token) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("id", token.id());
        facts.put(
                "permissions",
                token.permissions().stream().map(Permission::code).sorted().toList());
        facts.put(
                "projectIds",
                token.projectIds().stream().map(UUID::toString).sorted().toList());
        facts.put(
                "expiresAt",
                token.expiresAt() == null ? null : token.expiresAt().toString());
        return facts;
    }

    /** Whoever a token belongs to; empty when it is unknown or over. */
    Optional<AccessToken> token(String token, Instant now) {
        return Optional.ofNullable(directory.tokens().get(Secret.of(token))).filter(found -> found.validAt(now));
    }

    /** Reads everything again: after a change of our own or of queues and projects that people refer to. */
    final void reload() {
        directory = store.load();
    }
}

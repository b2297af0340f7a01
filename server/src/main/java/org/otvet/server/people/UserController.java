package org.otvet.server.people;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.otvet.server.platform.SoundEncryption;
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

/** Whoever manages users without being administrator sees only people of their own projects. */
@RestController
@RequestMapping("/api/admin/users")
@Requires(Permission.MANAGE_USERS)
class UserController {

    private static final String USUAL_LOCALE = "ru";

    private final DefaultPeople people;
    private final Lockout lockout;
    private final Audit audit;

    UserController(DefaultPeople people, Lockout lockout, Audit audit) {
        this.people = people;
        this.lockout = lockout;
        this.audit = audit;
    }

    @GetMapping
    List<User> list(CurrentPerson caller) {
        Instant now = Instant.now();
        return people.all().stream()
                .filter(person -> visible(caller, person))
                .map(person -> user(person, now))
                .toList();
    }

    @GetMapping("/{id}")
    User one(CurrentPerson caller, @PathVariable UUID id) {
        return user(find(caller, id), Instant.now());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    User create(CurrentPerson caller, @RequestBody UserChange change) {
        return user(people.put(caller, UUID.randomUUID(), draft(change, null, localeOf(caller))), Instant.now());
    }

    @PutMapping("/{id}")
    User change(CurrentPerson caller, @PathVariable UUID id, @RequestBody UserChange change) {
        return user(people.put(caller, id, draft(change, find(caller, id), USUAL_LOCALE)), Instant.now());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentPerson caller, @PathVariable UUID id) {
        find(caller, id);
        people.remove(caller, id);
    }

    @PostMapping("/{id}/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlock(CurrentPerson caller, @PathVariable UUID id) {
        Person person = find(caller, id);
        audit.record(caller, "user.unlocked", "user " + person.login(), null, null);
        lockout.unlock(person.login());
    }

    private Person find(CurrentPerson caller, UUID id) {
        return people.find(id).filter(person -> visible(caller, person)).orElseThrow(Problem::notFound);
    }

    private static boolean visible(CurrentPerson caller, Person person) {
        return caller.allProjects()
                || !person.allProjects() && !Collections.disjoint(caller.projectIds(), person.projectIds());
    }

    /** Who adds a colleague mostly shares their language; a program with a token has none. */
    private String localeOf(CurrentPerson caller) {
        return people.find(caller.id()).map(Person::locale).orElse(USUAL_LOCALE);
    }

    private static PersonDraft draft(UserChange change, @Nullable Person before, String locale) {
        Form form = new Form();
        Set<String> roles =
                change.roles() == null && before != null ? before.roles() : form.set("roles", change.roles(), 50);
        Set<UUID> projectIds = change.projectIds() == null && before != null
                ? before.projectIds()
                : form.set("projectIds", change.projectIds(), 10_000);
        Set<UUID> queueIds = change.queueIds() == null && before != null
                ? before.queueIds()
                : form.set("queueIds", change.queueIds(), 10_000);
        form.check();
        return new PersonDraft(
                change.login() != null ? change.login() : before != null ? before.login() : "",
                change.name() != null ? change.name() : before != null ? before.name() : "",
                change.locale() != null ? change.locale() : before != null ? before.locale() : locale,
                roles,
                projectIds,
                queueIds,
                change.enabled() != null ? change.enabled() : before == null || before.enabled(),
                change.password() == null || change.password().isEmpty() ? null : change.password(),
                phone(change.phone(), before, roles));
    }

    private static PersonDraft.@Nullable PhoneDraft phone(
            @Nullable PhoneChange change, @Nullable Person before, Set<String> roles) {
        if (change == null) {
            if (before != null) {
                Phone phone = before.phone();
                return phone == null
                        ? null
                        : new PersonDraft.PhoneDraft(
                                phone.kind(), phone.extension(), phone.address(), null, phone.encryption());
            }
            return roles.contains("agent") ? new PersonDraft.PhoneDraft(Phone.Kind.BROWSER, null, null, null) : null;
        }
        if (change.kind() == null) {
            return null;
        }
        String password = change.sipPassword() == null || change.sipPassword().isEmpty() ? null : change.sipPassword();
        return new PersonDraft.PhoneDraft(
                change.kind(), change.extension(), change.address(), password, change.encryption());
    }

    private User user(Person person, Instant now) {
        Phone phone = person.phone();
        return new User(
                person.id(),
                person.login(),
                person.name(),
                person.locale(),
                person.roles().stream().sorted().toList(),
                person.projectIds().stream().sorted().toList(),
                person.enabled(),
                lockout.lockedUntil(person.login(), now).orElse(null),
                phone == null
                        ? new UserPhone(null, null, null, null)
                        : new UserPhone(
                                phone.kind(),
                                phone.extension(),
                                phone.address().isEmpty() ? null : phone.address(),
                                phone.encryption()),
                person.queueIds().stream().sorted().toList());
    }

    record User(
            UUID id,
            String login,
            String name,
            String locale,
            List<String> roles,
            List<UUID> projectIds,
            boolean enabled,
            @Nullable Instant lockedUntil,
            UserPhone phone,
            List<UUID> queueIds) {}

    /** All null when there is no phone. */
    record UserPhone(
            Phone.@Nullable Kind kind,
            @Nullable String extension,
            @Nullable String address,
            @Nullable SoundEncryption encryption) {}

    /** What is absent stays as it is. */
    record UserChange(
            @Nullable String login,
            @Nullable String name,
            @Nullable String locale,
            @Nullable List<String> roles,
            @Nullable List<UUID> projectIds,
            @Nullable Boolean enabled,
            @Nullable String password,
            @Nullable PhoneChange phone,
            @Nullable List<UUID> queueIds) {

        @Override
        public String toString() {
            return "UserChange[" + login + "]";
        }
    }

    /** @param kind null for no phone */
    record PhoneChange(
            Phone.@Nullable Kind kind,
            @Nullable String extension,
            @Nullable String address,
            @Nullable String sipPassword,
            @Nullable SoundEncryption encryption) {

        @Override
        public String toString() {
            return "PhoneChange[" + kind + " " + extension + "]";
        }
    }
}

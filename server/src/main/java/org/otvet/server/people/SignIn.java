package org.otvet.server.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Signing in and out, and everything that must be alike for logins that exist and that do not. */
@Service
class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final DefaultPeople people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Lockout lockout;
    private final Audit audit;

    SignIn(DefaultPeople people, Passwords passwords, Sessions sessions, Lockout lockout, Audit audit) {
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.lockout = lockout;
        this.audit = audit;
    }

    /**
     * The person and the token of a new session.
     *
     * @throws Problem 401 {@code bad-credentials}, 429 {@code locked}
     */
    SignedIn signIn(String login, String password, String source) {
        String name = plain(login);
        refuseWhenLocked(name, source);
        Account account = people.directory().byLogin().get(name);
        String hash = account == null ? null : account.passwordHash();
        boolean right = passwords.matches(password, hash);
        if (!right || account == null || !account.person().enabled()) {
            lockout.failed(name, source, Instant.now());
            record(stranger(name, source), "session.refused", "user " + name);
            throw Problem.of(HttpStatus.UNAUTHORIZED, "bad-credentials", "Login or password is not right.");
        }
        lockout.succeeded(name, source);
        CurrentPerson person = caller(account.person(), source);
        audit.record(person, "session.began", "user " + name, null, null);
        return new SignedIn(person, sessions.begin(person.id(), Instant.now()));
    }

    void signOut(CurrentPerson person) {
        sessions.endAll(person.id());
        record(person, "session.ended", "user " + person.login());
    }

    /** @throws Problem 422 with fields {@code current} or {@code next}, 429 {@code locked} */
    void changePassword(CurrentPerson person, String token, @Nullable String current, @Nullable String next) {
        Account account = people.directory().account(person.id()).orElseThrow(Problem::notFound);
        refuseWhenLocked(person.login(), person.source());
        Form form = new Form();
        if (current == null || !passwords.matches(current, account.passwordHash())) {
            lockout.failed(person.login(), person.source(), Instant.now());
            form.reject("current", current == null ? "required" : "wrong");
        }
        String fault = next == null ? "required" : passwords.fault(next, person.login());
        form.require(fault == null, "next", String.valueOf(fault));
        form.require(next == null || !next.equals(current), "next", "unchanged");
        form.check();
        people.changePassword(person, person.id(), passwords.hash(String.valueOf(next)));
        sessions.endOthers(person.id(), token);
    }

    private void refuseWhenLocked(String login, String source) {
        Instant now = Instant.now();
        Optional<Instant> until = lockout.lockedUntil(login, source, now);
        if (until.isPresent()) {
            long seconds = Math.max(1, Duration.between(now, until.get()).toSeconds());
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "locked",
                    "Too many failed attempts; wait.",
                    Map.of("retryAfterSeconds", seconds));
        }
    }

    static CurrentPerson caller(Person person, String source) {
        return new CurrentPerson(
                person.id(),
                person.login(),
                true,
                person.permissions(),
                person.allProjects(),
                person.projectIds(),
                source);
    }

    private static CurrentPerson stranger(String login, String source) {
        return new CurrentPerson(new UUID(0, 0), login, true, Set.of(), false, Set.of(), source);
    }

    private static String plain(String login) {
        String name = login.strip().toLowerCase(Locale.ROOT).replaceAll("\\p{Cntrl}", "");
        return name.length() > 64 ? name.substring(0, 64) : name;
    }

    /** Neither refusing nor signing out waits for the database to come back. */
    private void record(CurrentPerson person, String action, String object) {
        try {
            audit.record(person, action, object, null, null);
        } catch (DataAccessException | TransactionException e) {
            log.warn("{} of {} from {} is not in the audit: {}", action, object, person.source(), e.getMessage());
        }
    }

    record SignedIn(CurrentPerson person, String token) {}
}

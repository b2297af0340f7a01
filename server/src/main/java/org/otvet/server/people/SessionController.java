package org.otvet.server.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.platform.Form;
import org.otvet.server.platform.OpenToAll;
import org.otvet.server.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/session")
class SessionController {

    private final SignIn signIn;
    private final Sessions sessions;
    private final DefaultPeople people;
    private final ProjectNames projects;

    SessionController(SignIn signIn, Sessions sessions, DefaultPeople people, ProjectNames projects) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.people = people;
        this.projects = projects;
    }

    @OpenToAll
    @PostMapping
    Me signIn(@RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        Form form = new Form();
        String login = form.present("login", credentials.login());
        String password = form.present("password", credentials.password());
        SignIn.SignedIn signedIn = signIn.signIn(login, password, request.getRemoteAddr());
        SessionCookie.in(request).ifPresent(sessions::drop);
        SessionCookie.set(request, response, signedIn.token());
        return me(signedIn.person());
    }

    @Requires
    @GetMapping
    Me me(CurrentPerson caller) {
        Account account = people.directory().account(caller.id()).orElseThrow(Problem::forbidden);
        Person person = account.person();
        List<NamedProject> names = projects.projectNames().entrySet().stream()
                .filter(project -> person.mayAccess(project.getKey()))
                .map(project -> new NamedProject(project.getKey(), project.getValue()))
                .sorted(Comparator.comparing(NamedProject::name))
                .toList();
        return new Me(
                person.id(),
                person.login(),
                person.name(),
                person.locale(),
                account.theme(),
                person.roles().stream().sorted().toList(),
                person.permissions().stream().sorted().toList(),
                names,
                person.agent(),
                account.mustChangePassword());
    }

    @Requires
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(CurrentPerson caller, HttpServletRequest request, HttpServletResponse response) {
        signIn.signOut(caller);
        SessionCookie.clear(request, response);
    }

    @Requires
    @PutMapping("/preferences")
    Me prefer(CurrentPerson caller, @RequestBody Preferences preferences) {
        Form form = new Form();
        String locale = form.oneOf("locale", preferences.locale(), Set.of("ru", "en"));
        String theme = form.oneOf("theme", preferences.theme(), Set.of("light", "dark", "auto"));
        form.check();
        people.prefer(caller.id(), locale, theme);
        return me(caller);
    }

    @Requires
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(CurrentPerson caller, @RequestBody PasswordChange change, HttpServletRequest request) {
        String token = SessionCookie.in(request)
                .orElseThrow(
                        () -> Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Only a signed-in person has a password."));
        signIn.changePassword(caller, token, change.current(), change.next());
    }

    record Credentials(@Nullable String login, @Nullable String password) {

        @Override
        public String toString() {
            return "Credentials[" + login + "]";
        }
    }

    record Preferences(@Nullable String locale, @Nullable String theme) {}

    record PasswordChange(
            @Nullable String current, @Nullable String next) {

        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    record NamedProject(UUID id, String name) {}

    record Me(
            UUID id,
            String login,
            String name,
            String locale,
            String theme,
            List<String> roles,
            List<Permission> permissions,
            List<NamedProject> projects,
            boolean agent,
            boolean mustChangePassword) {}
}

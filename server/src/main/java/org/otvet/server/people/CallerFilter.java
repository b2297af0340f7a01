package org.otvet.server.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.otvet.server.platform.Problem;
import org.otvet.server.platform.ProblemWriter;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls: by bearer token or session cookie; holds back strangers who ask too much. */
class CallerFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final DefaultPeople people;
    private final Sessions sessions;
    private final StrangerRate strangers;
    private final ProblemWriter problems;

    CallerFilter(DefaultPeople people, Sessions sessions, StrangerRate strangers, ProblemWriter problems) {
        this.people = people;
        this.sessions = sessions;
        this.strangers = strangers;
        this.problems = problems;
    }

    static boolean carriesBearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.startsWith(BEARER);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant now = Instant.now();
        Optional<CurrentPerson> caller = carriesBearer(request) ? program(request, now) : person(request, now);
        if (caller.isEmpty() && !strangers.admits(request.getRemoteAddr(), now)) {
            problems.write(
                    response,
                    Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "Too many requests without signing in; slow down.",
                            Map.of("retryAfterSeconds", 1)));
            return;
        }
        if (caller.isEmpty() && carriesBearer(request)) {
            problems.write(response, Problem.of(HttpStatus.UNAUTHORIZED, "bad-token", "The token is not valid."));
            return;
        }
        if (foreignPage(request)) {
            problems.write(response, Problem.of(HttpStatus.FORBIDDEN, "csrf", "Another site may not do this."));
            return;
        }
        caller.ifPresent(person -> person.attachTo(request));
        chain.doFilter(request, response);
    }

    private Optional<CurrentPerson> program(HttpServletRequest request, Instant now) {
        String token =
                request.getHeader("Authorization").substring(BEARER.length()).strip();
        if (token.length() > 100) {
            return Optional.empty();
        }
        return people.token(token, now)
                .map(found -> new CurrentPerson(
                        found.id(),
                        "token " + found.name(),
                        false,
                        found.permissions(),
                        false,
                        found.projectIds(),
                        request.getRemoteAddr()));
    }

    private Optional<CurrentPerson> person(HttpServletRequest request, Instant now) {
        return SessionCookie.in(request)
                .flatMap(token -> sessions.personOf(token, now))
                .flatMap(people::find)
                .filter(Person::enabled)
                .map(person -> SignIn.caller(person, request.getRemoteAddr()));
    }

    /** What browsers say about where a request comes from; other programs say nothing. */
    private static boolean foreignPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null
                && !READING.contains(request.getMethod())
                && !site.equals("same-origin")
                && !site.equals("none");
    }
}

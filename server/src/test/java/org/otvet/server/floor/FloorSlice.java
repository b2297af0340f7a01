package org.otvet.server.floor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.otvet.server.ledger.Fact;
import org.otvet.server.ledger.Ledger;
import org.otvet.server.lines.PhoneIds;
import org.otvet.server.outbound.Carrier;
import org.otvet.server.outbound.DiallingPlan;
import org.otvet.server.outbound.Outbound;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.People;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Person;
import org.otvet.server.people.PersonDraft;
import org.otvet.server.people.Phone;
import org.otvet.server.platform.Problem;
import org.otvet.server.projects.Centre;
import org.otvet.server.projects.DialledNumber;
import org.otvet.server.projects.Disposition;
import org.otvet.server.projects.PauseReason;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Prompt;
import org.otvet.server.projects.Queue;
import org.otvet.server.projects.RecordingRule;
import org.otvet.server.projects.TrunkLine;
import org.otvet.server.recordings.RecordingFiles;
import org.otvet.telephony.RecordingPlace;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The floor with its thread, REST and event stream over real HTTP; the exchange is in memory, people and projects are
 * given, and whoever stands in header {@code X-Test-Login} makes the request. Not marked as a configuration, so that
 * tests of the whole program do not find it.
 */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@ComponentScan(
        basePackageClasses = FloorSlice.class,
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = org.springframework.context.annotation.FilterType.REGEX,
                        pattern =
                                "org\\.otvet\\.server\\.floor\\.(FloorConfiguration|FloorStart|Audience|AlarmBoard|Streams|AgentController|FloorController|EventsController)"))
class FloorSlice {

    static final UUID SHOP = new UUID(9, 1);
    static final UUID BANK = new UUID(9, 2);
    static final UUID SHOP_QUEUE = new UUID(2, 1);
    static final UUID BANK_QUEUE = new UUID(2, 2);
    static final UUID TRUNK = new UUID(4, 1);
    static final UUID ANNA = new UUID(1, 1);
    static final UUID BORIS = new UUID(1, 2);

    static final Set<Permission> AGENT = Set.of(Permission.TAKE_CALLS);
    static final Set<Permission> SUPERVISOR = Set.of(Permission.SEE_FLOOR, Permission.CONTROL_AGENTS);

    private static Person person(UUID id, String login, Set<Permission> may, UUID project, Set<UUID> queues) {
        Phone phone = may.contains(Permission.TAKE_CALLS)
                ? new Phone(Phone.Kind.BROWSER, "10" + login.length(), "", Map.of())
                : null;
        return new Person(id, login, login, "en", Set.of(), may, false, Set.of(project), queues, true, phone);
    }

    static final List<Person> EVERYBODY = List.of(
            person(ANNA, "anna", AGENT, SHOP, Set.of(SHOP_QUEUE)),
            person(BORIS, "boris", AGENT, BANK, Set.of(BANK_QUEUE)),
            person(new UUID(1, 3), "vera", SUPERVISOR, SHOP, Set.of()),
            person(new UUID(1, 4), "gleb", SUPERVISOR, BANK, Set.of()));

    @Bean
    InMemoryExchange exchange() {
        return new InMemoryExchange(Instant::now);
    }

    @Bean
    SmartLifecycle lines(InMemoryExchange exchange, org.otvet.server.lines.CallEvents events) {
        return new SmartLifecycle() {
            @Override
            public void start() {
                exchange.start(events);
            }

            @Override
            public void stop() {}

            @Override
            public boolean isRunning() {
                return false;
            }

            @Override
            public int getPhase() {
                return 1000;
            }
        };
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    List<Fact> facts() {
        return new CopyOnWriteArrayList<>();
    }

    @Bean
    Ledger ledger(List<Fact> facts) {
        return facts::add;
    }

    @Bean
    RecordingFiles recordings() {
        return (id, at) -> new RecordingPlace(Path.of("/rec/" + id + ".wav"), null);
    }

    @Bean
    Audit audit() {
        return (actor, action, object, before, after) -> {};
    }

    @Bean
    People people() {
        return new People() {
            @Override
            public Optional<Person> find(UUID id) {
                return EVERYBODY.stream().filter(p -> p.id().equals(id)).findFirst();
            }

            @Override
            public Optional<Person> findByLogin(String login) {
                return EVERYBODY.stream().filter(p -> p.login().equals(login)).findFirst();
            }

            @Override
            public List<Person> all() {
                return EVERYBODY;
            }

            @Override
            public List<Person> agents() {
                return EVERYBODY.stream().filter(Person::agent).toList();
            }

            @Override
            public Map<UUID, String> names(Collection<UUID> ids) {
                return Map.of();
            }

            @Override
            public Person put(CurrentPerson actor, UUID id, PersonDraft draft) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void assignQueue(CurrentPerson actor, UUID queueId, Set<UUID> personIds) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static Queue queue(UUID id, UUID project, String name) {
        return new Queue(id, project, name, 1, null, null, Queue.AnswerMode.AT_ONCE, 20, 30, null, 3, 80, 20, true);
    }

    private static DialledNumber number(String number, UUID project, UUID queue) {
        return new DialledNumber(
                UUID.randomUUID(),
                number,
                null,
                project,
                new DialledNumber.Destination(DialledNumber.Kind.QUEUE, queue, null),
                true);
    }

    static Centre centre() {
        return new Centre(
                List.of(new Project(SHOP, "Shop", null, "en", true), new Project(BANK, "Bank", null, "ru", true))
                        .stream()
                        .collect(Collectors.toMap(Project::id, p -> p)),
                Map.of(SHOP_QUEUE, queue(SHOP_QUEUE, SHOP, "Orders"), BANK_QUEUE, queue(BANK_QUEUE, BANK, "Cards")),
                List.of(number("1001", SHOP, SHOP_QUEUE), number("2001", BANK, BANK_QUEUE)).stream()
                        .collect(Collectors.toMap(DialledNumber::id, n -> n)),
                Map.of(
                        TRUNK,
                        new TrunkLine(
                                TRUNK,
                                "Carrier",
                                List.of("127.0.0.1"),
                                List.of("127.0.0.1:5999"),
                                "udp",
                                0,
                                Set.of(SHOP),
                                true)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    @Bean
    Projects projects() {
        Centre centre = centre();
        return new Projects() {
            @Override
            public Centre centre() {
                return centre;
            }

            @Override
            public void put(CurrentPerson actor, Project project) {}

            @Override
            public void put(CurrentPerson actor, Queue queue) {}

            @Override
            public void put(CurrentPerson actor, DialledNumber number) {}

            @Override
            public void put(CurrentPerson actor, TrunkLine trunk) {}

            @Override
            public void put(CurrentPerson actor, Disposition disposition) {}

            @Override
            public void put(CurrentPerson actor, PauseReason reason) {}

            @Override
            public void put(CurrentPerson actor, RecordingRule rule) {}

            @Override
            public Prompt put(CurrentPerson actor, Prompt draft, byte[] wav) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Bean
    Outbound outbound() {
        return new Outbound() {
            @Override
            public DiallingPlan planOf(Centre centre, UUID projectId) {
                return DiallingPlan.over(
                        List.of(new Carrier(PhoneIds.ofTrunk(TRUNK), "Carrier", "", false, List.of())), "");
            }

            @Override
            public List<Used> used(Instant at) {
                return List.of();
            }
        };
    }

    @Bean
    WebMvcConfigurer whoItIs(People people) {
        HandlerMethodArgumentResolver resolver = new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == CurrentPerson.class;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    ModelAndViewContainer container,
                    NativeWebRequest request,
                    WebDataBinderFactory binders) {
                Person person = people.findByLogin(String.valueOf(request.getHeader("X-Test-Login")))
                        .orElseThrow();
                return new CurrentPerson(
                        person.id(),
                        person.login(),
                        true,
                        person.permissions(),
                        false,
                        person.projectIds(),
                        "127.0.0.1");
            }
        };
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(resolver);
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst((request, response, handler, e) -> {
                    if (!(e instanceof Problem problem)) {
                        return null;
                    }
                    response.setStatus(problem.status().value());
                    return new ModelAndView();
                });
            }
        };
    }
}

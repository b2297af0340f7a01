package org.otvet.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.otvet.server.floor.AgentSeats;
import org.otvet.server.people.People;
import org.otvet.server.platform.Home;
import org.otvet.server.platform.OtvetSettings;
import org.otvet.server.platform.StartFailure;
import org.otvet.server.platform.Welcome;
import org.otvet.server.projects.Projects;
import org.otvet.simulator.DialledLine;
import org.otvet.simulator.Habits;
import org.otvet.simulator.SimulatedAgent;
import org.otvet.simulator.SimulatedCarrier;
import org.otvet.simulator.SimulatedCentre;
import org.otvet.switchboard.EmbeddedExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sets the demonstration up once the lines are open, and lets simulated people in once the program is ready. */
@Component
@Conditional(InDemoMode.class)
class DemoCentre implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCentre.class);
    /** Higher than that of floor and lines: begins after them and ends before. */
    private static final int PHASE = 2000;

    private final OtvetSettings settings;
    private final People people;
    private final Projects projects;
    private final AgentSeats seats;
    private final EmbeddedExchange exchange;
    private final Welcome welcome;
    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random();
    private final String sipPassword;
    private @Nullable SimulatedCarrier carrier;
    private @Nullable SimulatedCentre simulated;
    private @Nullable ScheduledExecutorService timer;
    private volatile boolean running;

    DemoCentre(
            OtvetSettings settings,
            People people,
            Projects projects,
            AgentSeats seats,
            EmbeddedExchange exchange,
            Welcome welcome,
            Home home) {
        if (!settings.loopbackOnly()) {
            throw new StartFailure("the demo has known passwords and runs on a loopback address only, not on "
                    + settings.listen().getHostAddress() + "; leave out --listen or start without --demo");
        }
        this.settings = settings;
        this.people = people;
        this.projects = projects;
        this.seats = seats;
        this.exchange = exchange;
        this.welcome = welcome;
        this.sipPassword = sipPassword(home.folder("demo").resolve("sip-password"));
    }

    /** The same at every start, or each start would change every simulated agent's telephone. */
    private static String sipPassword(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            String secret = HexFormat.of().formatHex(bytes);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        running = true;
        SimulatedCarrier outside = carrier();
        carrier = outside;
        String host = settings.listen().getHostAddress();
        new DemoProjects(projects).setUp((host.contains(":") ? "[" + host + "]" : host) + ":" + outside.port());
        new DemoPeople(people).setUp(sipPassword);
    }

    /** On a port that stays the same where it is free, so that the trunk does not change at every start. */
    private SimulatedCarrier carrier() {
        int usual = settings.sipPort() == 0 ? 0 : (settings.sipPort() + 500) % 65_000;
        try {
            return new SimulatedCarrier(new InetSocketAddress(settings.listen(), usual), Habits.CALM, random);
        } catch (UncheckedIOException taken) {
            return new SimulatedCarrier(new InetSocketAddress(settings.listen(), 0), Habits.CALM, random);
        }
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        SimulatedCentre centre = new SimulatedCentre(
                exchange.sipAddress(),
                Habits.LIVELY,
                List.of(
                        new DialledLine("1000", "ru", 4),
                        new DialledLine("1001", "ru", 3),
                        new DialledLine("+78125550142", "ru", 2),
                        new DialledLine("+442079460142", "en", 3)),
                DemoPeople.SIMULATED.stream()
                        .map(one -> new SimulatedAgent(one.extension(), sipPassword, one.language()))
                        .toList(),
                random);
        simulated = centre;
        centre.start();
        SimulatedStaff staff = new SimulatedStaff(seats, projects, centre, random);
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("demo-staff").factory());
        timer = looking;
        looking.scheduleWithFixedDelay(
                () -> {
                    try {
                        staff.look(clock.instant());
                    } catch (RuntimeException problem) {
                        LOG.debug("simulated staff goes on after {}", problem.toString());
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
        welcome.add("Demo: sign in as agent1 to agent5, supervisor1, manager1 or admin, password demo");
        welcome.add("SIP callers on this machine reach the demo at sip:1000@"
                + settings.listen().getHostAddress() + ":"
                + exchange.sipAddress().getPort());
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
        if (simulated != null) {
            simulated.close();
        }
        if (carrier != null) {
            carrier.close();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

package org.otvet.simulator;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.CallState;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.PhoneLoop;
import org.otvet.phone.SipPhone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers who call and agents who answer, until closed. One timer thread decides; one loop carries signalling and
 * audio. A customer who is not told that a conversation began gives up when the patience ends, as people do.
 */
public final class SimulatedCentre implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCentre.class);
    private static final int CUSTOMERS_PER_LANGUAGE = 40;
    /** Who call as soon as the doors open. */
    private static final int FIRST_CUSTOMERS = 4;

    private static final Duration NO_AUDIO_KEPT = Duration.ZERO;

    private final InetSocketAddress exchange;
    private final Habits habits;
    private final List<DialledLine> lines;
    private final List<SimulatedAgent> agents;
    private final Random random;
    private final PhoneLoop loop = PhoneLoop.start("simulated-phones");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator").factory());
    private final Map<String, Phrases> phrases = new HashMap<>();
    private final Map<String, List<Persona>> customers = new HashMap<>();
    private final Map<String, SipPhone> agentPhones = new HashMap<>();
    private final Map<String, SimulatedCustomer> calling = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public SimulatedCentre(
            InetSocketAddress exchange,
            Habits habits,
            List<DialledLine> lines,
            List<SimulatedAgent> agents,
            Random random) {
        this.exchange = exchange;
        this.habits = habits;
        this.lines = List.copyOf(lines);
        this.agents = List.copyOf(agents);
        this.random = random;
        for (String language : List.of("ru", "en")) {
            phrases.put(language, Phrases.in(language));
            customers.put(language, Persona.several(CUSTOMERS_PER_LANGUAGE, language, random));
        }
    }

    /** Registers the agents' phones and lets customers come. */
    public void start() {
        for (SimulatedAgent agent : agents) {
            Phrases words = words(agent.language());
            SipPhone phone = SipPhone.builder(agent.user())
                    .password(agent.password())
                    .bind(ownAddress(), 0)
                    .server(exchange.getAddress().getHostAddress(), exchange.getPort())
                    .voice(() -> words.ofAgent(random))
                    .incoming(this::decide)
                    .remember(NO_AUDIO_KEPT)
                    .loop(loop)
                    .start();
            agentPhones.put(agent.user(), phone);
            phone.register();
        }
        if (!lines.isEmpty()) {
            for (int i = 0; i < FIRST_CUSTOMERS; i++) {
                later(Duration.ofSeconds(3L + 2L * i), this::dialSomewhere);
            }
            later(Duration.ofSeconds(3), this::customerComes);
        }
        LOG.info("simulated centre: {} agents, {} lines, {} calls an hour", agents.size(), lines.size(), (int)
                habits.callsPerHour());
    }

    /** A customer is with an agent now, whoever that is; unknown numbers are ignored. */
    public void conversationBegan(String customerNumber) {
        later(Duration.ZERO, () -> {
            SimulatedCustomer customer = calling.get(digits(customerNumber));
            if (customer != null) {
                customer.conversationBegan(habits.talk(random));
            }
        });
    }

    /** Customers on the line now, waiting or talking. */
    public int customersOnTheLine() {
        return calling.size();
    }

    public Set<String> registeredAgents() {
        Set<String> registered = ConcurrentHashMap.newKeySet();
        agentPhones.forEach((user, phone) -> {
            if (phone.isRegistered()) {
                registered.add(user);
            }
        });
        return registered;
    }

    private AnswerPolicy decide(PhoneCall call) {
        if (random.nextDouble() < habits.overlooked()) {
            return AnswerPolicy.ring();
        }
        long ringMs = habits.ringMs(random);
        later(Duration.ofMillis(ringMs + 200), () -> {
            if (call.state() == CallState.UP) {
                conversationBegan(call.callerNumber());
            }
        });
        return AnswerPolicy.answerAfter(ringMs);
    }

    private void customerComes() {
        try {
            dialSomewhere();
        } finally {
            later(habits.untilNext(LocalTime.now(), random), this::customerComes);
        }
    }

    private void dialSomewhere() {
        if (calling.size() < habits.callsAtOnce()) {
            DialledLine line = pickLine();
            List<Persona> known = customers.getOrDefault(line.language(), List.of());
            Persona persona = known.get(random.nextInt(known.size()));
            calling.computeIfAbsent(digits(persona.number()), number -> dial(number, persona, line));
        }
    }

    private SimulatedCustomer dial(String number, Persona persona, DialledLine line) {
        Phrases words = words(line.language());
        SipPhone phone = SipPhone.builder(persona.number())
                .displayName(persona.name())
                .bind(ownAddress(), 0)
                .server(exchange.getAddress().getHostAddress(), exchange.getPort())
                .voice(() -> words.ofCustomer(random))
                .remember(NO_AUDIO_KEPT)
                .loop(loop)
                .start();
        PhoneCall call = phone.call(line.number());
        SimulatedCustomer customer = new SimulatedCustomer(phone, call, timer, () -> calling.remove(number));
        customer.waitAtMost(habits.patience(random));
        return customer;
    }

    /** On the exchange's own machine, its address is one of ours too. */
    private String ownAddress() {
        return exchange.getAddress().isLoopbackAddress() ? exchange.getAddress().getHostAddress() : "0.0.0.0";
    }

    private DialledLine pickLine() {
        int chosen = random.nextInt(lines.stream().mapToInt(DialledLine::weight).sum());
        for (DialledLine line : lines) {
            chosen -= line.weight();
            if (chosen < 0) {
                return line;
            }
        }
        return lines.getLast();
    }

    private Phrases words(String language) {
        Phrases words = phrases.get(language);
        if (words == null) {
            throw new IllegalArgumentException("language " + language + " is not known; use ru or en");
        }
        return words;
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private void later(Duration wait, Runnable task) {
        if (closed) {
            return;
        }
        timer.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException problem) {
                        LOG.warn("simulator goes on after {}", problem.toString(), problem);
                    }
                },
                wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Everybody hangs up and unregisters. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        timer.shutdownNow();
        new ArrayList<>(calling.values()).forEach(SimulatedCustomer::leave);
        agentPhones.values().forEach(SipPhone::close);
        try {
            // the last BYE and REGISTER go out within this time
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}

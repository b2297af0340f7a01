package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.otvet.server.people.CurrentPerson.OTVET;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.otvet.phone.PhoneBuilder;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.WavFile;
import org.otvet.phone.WavTone;
import org.otvet.server.Browser;
import org.otvet.server.people.People;
import org.otvet.server.people.PersonDraft;
import org.otvet.server.people.PersonDraft.PhoneDraft;
import org.otvet.server.people.Phone;
import org.otvet.server.projects.DialledNumber;
import org.otvet.server.projects.DialledNumber.Destination;
import org.otvet.server.projects.Disposition;
import org.otvet.server.projects.Project;
import org.otvet.server.projects.Projects;
import org.otvet.server.projects.Prompt;
import org.otvet.server.projects.Queue;
import org.otvet.server.projects.TrunkLine;
import tools.jackson.databind.JsonNode;

/** A small centre of its own for one test, with names and numbers nobody else uses. */
final class TestCentre implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(10);
    static final int GREETING_HERTZ = 1000;
    static final int MUSIC_HERTZ = 800;
    /** Where callers come from: the trunk's address. Agents' phones are at 127.0.0.1. */
    static final String CARRIER_HOST = "127.0.0.2";

    private static final String PASSWORD = "a long pass phrase 7";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Browser browser;
    private final People people;
    private final Projects projects;
    private final InetSocketAddress exchange;
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final int number = NUMBERS.incrementAndGet();

    final UUID project = UUID.randomUUID();
    final UUID queue = UUID.randomUUID();
    final UUID trunk = UUID.nameUUIDFromBytes("end-to-end trunk".getBytes());
    final UUID sold = UUID.randomUUID();
    /** Straight to the queue. */
    final String queueNumber = "7812555%04d".formatted(number);
    /** A greeting first. */
    final String greetingNumber = "7812777%04d".formatted(number);

    TestCentre(Browser browser, People people, Projects projects, InetSocketAddress exchange) {
        this.browser = browser;
        this.people = people;
        this.projects = projects;
        this.exchange = exchange;
    }

    /** Sets up project, trunk, queue and numbers. */
    TestCentre open(Queue.AnswerMode mode, int offerTimeoutSeconds, int missedLimit) {
        projects.put(OTVET, new Project(project, "Project " + number, null, "en", true));
        projects.put(
                OTVET,
                new TrunkLine(trunk, "Carrier", List.of(CARRIER_HOST), List.of(), "udp", 0, Set.of(project), true));
        UUID greeting = prompt("Greeting " + number, Prompt.Kind.GREETING, GREETING_HERTZ, 1500);
        UUID music = prompt("Music " + number, Prompt.Kind.MUSIC, MUSIC_HERTZ, 2000);
        projects.put(
                OTVET,
                new Queue(
                        queue,
                        project,
                        "Queue " + number,
                        10,
                        null,
                        music,
                        mode,
                        offerTimeoutSeconds,
                        60,
                        null,
                        missedLimit,
                        80,
                        20,
                        true));
        number(queueNumber, new Destination(DialledNumber.Kind.QUEUE, queue, null));
        number(greetingNumber, new Destination(DialledNumber.Kind.GREETING_THEN_QUEUE, queue, greeting));
        projects.put(OTVET, new Disposition(sold, project, null, "Sold", "sold", 1, true));
        return this;
    }

    /** Lets the trunk call out, to this address. */
    void carrierAt(String hostPort) {
        projects.put(
                OTVET,
                new TrunkLine(
                        trunk, "Carrier", List.of(CARRIER_HOST), List.of(hostPort), "udp", 0, Set.of(project), true));
    }

    UUID prompt(String name, Prompt.Kind kind, int hertz, int lengthMs) {
        short[] samples = new short[lengthMs * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(8000 * Math.sin(2 * Math.PI * hertz * i / 8000));
        }
        try {
            Path file = Files.createTempFile("prompt", ".wav");
            WavFile.write(file, samples);
            UUID id = UUID.randomUUID();
            projects.put(OTVET, new Prompt(id, project, name, "en", kind, 0, Path.of("")), Files.readAllBytes(file));
            Files.delete(file);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void number(String dialled, Destination destination) {
        projects.put(OTVET, new DialledNumber(UUID.randomUUID(), dialled, null, project, destination, true));
    }

    /** Somebody with a SIP phone, registered and signed in, not yet ready. */
    TestAgent agent(int index, UnaryOperator<PhoneBuilder> phone) {
        return person(index, phone, "agent");
    }

    /** The same with other roles. */
    TestAgent person(int index, UnaryOperator<PhoneBuilder> phone, String... roles) {
        String login = "e2e%d-%d".formatted(number, index);
        String extension = "8%03d%d".formatted(number, index);
        UUID id = UUID.randomUUID();
        people.put(
                OTVET,
                id,
                new PersonDraft(
                        login,
                        "Agent " + index,
                        "en",
                        Set.of(roles),
                        Set.of(project),
                        Set.of(queue),
                        true,
                        PASSWORD,
                        new PhoneDraft(Phone.Kind.SIP, extension, null, "sip secret of " + login)));
        SipPhone sip = phone.apply(SipPhone.builder(extension)
                        .password("sip secret of " + login)
                        .server(exchange.getHostString(), exchange.getPort()))
                .start();
        closing.add(sip);
        sip.register().awaitRegistered(SOON);
        Browser desk = browser.signedIn(login, PASSWORD);
        return new TestAgent(id, sip, desk);
    }

    /** A telephone at the carrier. */
    SipPhone caller(String from, double hertz) {
        return caller(from, phone -> phone.tone(hertz));
    }

    SipPhone caller(String from, UnaryOperator<PhoneBuilder> settings) {
        SipPhone phone = settings.apply(SipPhone.builder(from)
                        .bind(CARRIER_HOST, 0)
                        .server(exchange.getHostString(), exchange.getPort()))
                .start();
        closing.add(phone);
        return phone;
    }

    /** Waits until so much more sound has come to a party. */
    static void letTalk(PhoneCall call, Duration sound) {
        long until = call.audioStats().packetsReceived() + sound.toMillis() / 20;
        await(call + " hears " + sound)
                .atMost(sound.plus(SOON))
                .until(() -> call.audioStats().packetsReceived() >= until);
    }

    InetSocketAddress exchange() {
        return exchange;
    }

    /** The only call of this centre with the customer's number, once it satisfies {@code result}. */
    JsonNode awaitCall(String customer, String result) {
        Browser admin = browser.admin();
        return await("call of " + customer + " is " + result)
                .atMost(SOON)
                .until(
                        () -> admin.get("/api/calls?projectId=" + project + "&number=" + customer.replace("+", "%2B"))
                                .expect(200)
                                .json()
                                .get("items"),
                        items -> items.size() == 1
                                && items.get(0).get("result").asString().equals(result))
                .get(0);
    }

    static JsonNode calls(Browser admin, String customer) {
        return admin.get("/api/calls?number=" + customer.replace("+", "%2B"))
                .expect(200)
                .json()
                .get("items");
    }

    List<String> factTypes(JsonNode call) {
        List<String> types = new ArrayList<>();
        details(call).get("facts").forEach(fact -> types.add(fact.get("type").asString()));
        return types;
    }

    JsonNode details(JsonNode call) {
        return browser.admin()
                .get("/api/calls/" + call.get("interactionId").asString())
                .expect(200)
                .json();
    }

    WavTone recording(JsonNode call) {
        assertThat(call.get("recordingIds").size()).as("recordings of " + call).isEqualTo(1);
        return recording(browser.admin(), call.get("recordingIds").get(0).asString());
    }

    static WavTone recording(Browser listener, String id) {
        try {
            HttpResponse<byte[]> audio = listener.client()
                    .send(
                            listener.request("/api/recordings/" + id + "/audio")
                                    .GET()
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(audio.statusCode()).isEqualTo(200);
            return WavTone.of(WavFile.read(audio.body(), id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : closing) {
            one.close();
        }
    }
}

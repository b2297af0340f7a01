package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.Codec;
import org.otvet.phone.Coding;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.Voice;
import org.otvet.phone.WavTone;
import org.otvet.telephony.Counterpart;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.LegId;
import org.otvet.telephony.LineSecurity;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.Playback;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;
import org.otvet.telephony.Sound;
import org.otvet.telephony.Trunk;
import org.otvet.telephony.TrunkId;

/** Telephones with different codecs hear each other, and prompts, and are recorded. */
class CodecsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final double CUSTOMER = 440;
    private static final double AGENT = 620;
    private static final int PROMPT = 1000;

    private final HeardEvents events = new HeardEvents();
    private EmbeddedExchange exchange;
    private SipPhone agent;
    private SipPhone caller;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        exchange = new EmbeddedExchange(
                new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999), Clock.systemUTC());
        exchange.start(events);
    }

    @AfterEach
    void close() {
        exchange.close();
        agent.close();
        caller.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(Codec.PCMA, 20, Codings.G722, 20),
                Arguments.of(Codings.G722, 20, Codec.PCMU, 20),
                Arguments.of(Codec.PCMA, 20, Codings.OPUS, 20),
                Arguments.of(Codings.OPUS, 20, Codec.PCMA, 20),
                Arguments.of(Codings.G722, 20, Codings.OPUS, 20),
                Arguments.of(Codec.PCMU, 10, Codings.OPUS, 60),
                Arguments.of(Codings.OPUS, 10, Codec.PCMA, 30),
                Arguments.of(Codings.G722, 30, Codec.PCMA, 60));
    }

    @ParameterizedTest(name = "{0} of {1} ms and {2} of {3} ms")
    @MethodSource("pairs")
    void theyTalkPressKeysAndAreRecorded(Coding customers, int customerMs, Coding agents, int agentMs)
            throws Exception {
        Talk talk = talk(customers, customerMs, agents, agentMs, List.of());
        assertThat(talk.calling().codec()).isEqualTo(customers);
        assertThat(talk.taking().codec()).isEqualTo(agents);

        RecordingId recording = RecordingId.random();
        Path file = directory.resolve("talk.wav");
        exchange.record(new RecordingOrder(recording, talk.customer(), talk.agent(), file));
        hearEachOther(talk);
        letTalk(talk.taking(), agentMs, 50);
        letTalk(talk.calling(), customerMs, 50);
        exchange.stopRecording(recording);
        ExchangeEvent.RecordingClosed closed = events.await(
                ExchangeEvent.RecordingClosed.class, e -> e.recording().equals(recording));
        assertThat(closed.problem()).isEmpty();
        WavTone wav = WavTone.of(file);
        assertThat(wav.share(0, CUSTOMER)).as("customer's channel: %s", wav).isGreaterThan(0.7);
        assertThat(wav.share(1, AGENT)).as("agent's channel: %s", wav).isGreaterThan(0.7);
        assertThat(wav.share(0, AGENT)).isZero();
        assertThat(wav.share(1, CUSTOMER)).isZero();

        talk.calling().press("159#");
        talk.taking().awaitKeys("159#", PATIENCE);
        talk.taking().press("20*");
        talk.calling().awaitKeys("20*", PATIENCE);
        hearEachOther(talk);

        exchange.mute(talk.agent(), true);
        talk.calling().awaitSilence(PATIENCE);
        exchange.mute(talk.agent(), false);
        talk.calling().awaitHears(AGENT, PATIENCE);
    }

    @Test
    void opusIsPassedOnAsItIsAndMutedToo() {
        Talk talk = talk(Codings.OPUS, 20, Codings.OPUS, 20, List.of(Codec.PCMA));

        // the agent's telephone would rather have had G.711, but what the customer speaks is offered first
        assertThat(talk.taking().codec()).isEqualTo(Codings.OPUS);
        hearEachOther(talk);
        talk.calling().press("7");
        talk.taking().awaitKeys("7", PATIENCE);
        exchange.mute(talk.customer(), true);
        talk.taking().awaitSilence(PATIENCE);
        exchange.mute(talk.customer(), false);
        hearEachOther(talk);
    }

    @ParameterizedTest
    @MethodSource("inbandCodecs")
    void keysAreFoundInTheSoundOfATelephoneWithoutEvents(Coding coding) {
        agent = SipPhone.builder("agent1").start();
        configure(List.of());
        caller = SipPhone.builder("100")
                .bind("127.0.0.2", 0)
                .server("127.0.0.1", exchange.sipAddress().getPort())
                .codecs(coding)
                .withoutEvents()
                .voice(() -> new KeysInSound("147*#0"))
                .start();
        PhoneCall calling = caller.call("1001");
        LegId leg = events.await(ExchangeEvent.LegOffered.class, e -> true).leg();
        exchange.answer(leg);
        calling.awaitUp(PATIENCE);
        await().atMost(PATIENCE).until(() -> keysOf(leg).length() >= 6);
        assertThat(keysOf(leg)).isEqualTo("147*#0");
    }

    static Stream<Coding> inbandCodecs() {
        return Stream.of(Codec.PCMA, Codec.PCMU, Codings.G722);
    }

    private String keysOf(LegId leg) {
        return events.all().stream()
                .filter(ExchangeEvent.DigitPressed.class::isInstance)
                .map(ExchangeEvent.DigitPressed.class::cast)
                .filter(e -> e.leg().equals(leg))
                .map(e -> String.valueOf(e.digit()))
                .collect(Collectors.joining());
    }

    /** Half a second of silence, then each key for 100 ms with a pause as long. */
    private static final class KeysInSound implements Voice {
        private static final String ALL = "123A456B789C*0#D";
        private static final double[] LOW = {697, 770, 852, 941};
        private static final double[] HIGH = {1209, 1336, 1477, 1633};

        private final String keys;
        private long time = -4000;

        KeysInSound(String keys) {
            this.keys = keys;
        }

        @Override
        public boolean speak(short[] frame) {
            for (int i = 0; i < frame.length; i++, time++) {
                int which = (int) (time / 1600);
                boolean pressed = time >= 0 && which < keys.length() && time % 1600 < 800;
                int at = pressed ? ALL.indexOf(keys.charAt(which)) : 0;
                frame[i] = pressed
                        ? (short) (4000 * Math.sin(2 * Math.PI * LOW[at / 4] * time / 8000)
                                + 4000 * Math.sin(2 * Math.PI * HIGH[at % 4] * time / 8000))
                        : 0;
            }
            return true;
        }
    }

    @Test
    void aTrunkSpeaksOnlyWhatItMay() {
        agent = SipPhone.builder("agent1").incoming(AnswerPolicy.answer()).start();
        configure(List.of("PCMU"));
        caller = SipPhone.builder("100")
                .bind("127.0.0.2", 0)
                .server("127.0.0.1", exchange.sipAddress().getPort())
                .codecs(Codings.OPUS, Codec.PCMA, Codec.PCMU)
                .tone(CUSTOMER)
                .start();
        PhoneCall calling = caller.call("1001");
        exchange.answer(events.await(ExchangeEvent.LegOffered.class, e -> true).leg());
        calling.awaitUp(PATIENCE);
        assertThat(calling.codec()).isEqualTo(Codec.PCMU);
    }

    private record Talk(LegId customer, LegId agent, PhoneCall calling, PhoneCall taking) {}

    private static void hearEachOther(Talk talk) {
        talk.calling().awaitHearsOnly(PATIENCE, AGENT);
        talk.taking().awaitHearsOnly(PATIENCE, CUSTOMER);
    }

    private static void letTalk(PhoneCall call, int packetMs, int packets) {
        long until = call.audioStats().packetsReceived() + packets;
        await().atMost(PATIENCE).until(() -> call.audioStats().packetsReceived() >= until);
    }

    private void configure(List<String> trunkCodecs) {
        exchange.configure(new ExchangePlan(
                List.of(new PhoneAccount(
                        new PhoneId("p1"),
                        "agent1",
                        PhoneAccount.Kind.FIXED,
                        Map.of(),
                        "sip:agent1@127.0.0.1:" + agent.port())),
                List.of(new Trunk(
                        new TrunkId("t1"),
                        "carrier",
                        List.of("127.0.0.2/32"),
                        List.of(),
                        "udp",
                        0,
                        trunkCodecs,
                        null,
                        0,
                        1,
                        LineSecurity.USUAL))));
    }

    private Talk talk(Coding customers, int customerMs, Coding agents, int agentMs, List<Coding> agentsOther) {
        agent = SipPhone.builder("agent1")
                .incoming(AnswerPolicy.answer())
                .codecs(Stream.concat(agentsOther.stream(), Stream.of(agents)).toArray(Coding[]::new))
                .packets(agentMs)
                .tone(AGENT)
                .start();
        configure(List.of());
        caller = SipPhone.builder("100")
                .bind("127.0.0.2", 0)
                .server("127.0.0.1", exchange.sipAddress().getPort())
                .codecs(customers)
                .packets(customerMs)
                .tone(CUSTOMER)
                .start();
        PhoneCall calling = caller.call("1001");
        LegId leg = events.await(ExchangeEvent.LegOffered.class, e -> true).leg();
        exchange.answer(leg);
        calling.awaitUp(PATIENCE);
        exchange.play(
                leg, new Playback(PlaybackId.random(), List.of(new Sound.Tone(PROMPT, Duration.ofMillis(1010))), true));
        calling.awaitHearsOnly(PATIENCE, PROMPT);
        LegId other = LegId.random();
        exchange.dial(new Dial(
                other,
                new DialTarget.Phone(new PhoneId("p1")),
                "100",
                null,
                PATIENCE,
                false,
                Map.of(),
                new Counterpart.Party(leg)));
        PhoneCall taking = agent.awaitCall(PATIENCE).awaitUp(PATIENCE);
        events.await(ExchangeEvent.LegAnswered.class, other);
        exchange.connect(leg, other);
        return new Talk(leg, other, calling, taking);
    }
}

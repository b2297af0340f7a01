package org.otvet.switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otvet.phone.PhoneAssertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.phone.AnswerPolicy;
import org.otvet.phone.Codec;
import org.otvet.phone.Coding;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.Voice;
import org.otvet.phone.WavTone;
import org.otvet.telephony.Dial;
import org.otvet.telephony.DialTarget;
import org.otvet.telephony.ExchangeEvent.LegAnswered;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.ExchangeEvent.RecordingClosed;
import org.otvet.telephony.ExchangePlan;
import org.otvet.telephony.HangUpCause;
import org.otvet.telephony.HeardEvents;
import org.otvet.telephony.Hearing;
import org.otvet.telephony.LegId;
import org.otvet.telephony.Mix;
import org.otvet.telephony.MixId;
import org.otvet.telephony.PhoneAccount;
import org.otvet.telephony.PhoneId;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;

/** Telephones that speak with a tone each prove who hears whom in a conversation of several. */
class MixIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double[] TONES = {440, 620, 1400, 1900, 800, 1000, 1200, 2300};
    private static final int CUSTOMER = 0;
    private static final int AGENT = 1;
    private static final int SUPERVISOR = 2;

    private final HeardEvents events = new HeardEvents();
    private final EmbeddedExchange exchange = new EmbeddedExchange(
            new ExchangeSettings(InetAddress.getLoopbackAddress(), 0, 21000, 28999), Clock.systemUTC());
    private final List<SipPhone> phones = new ArrayList<>();
    private final List<LegId> legs = new ArrayList<>();
    private final List<PhoneCall> calls = new ArrayList<>();
    private final MixId mix = MixId.random();

    @BeforeEach
    void start() {
        exchange.start(events);
    }

    @AfterEach
    void stop() {
        exchange.close();
        phones.forEach(SipPhone::close);
    }

    private void parties(int count) {
        parties(Collections.<Coding>nCopies(count, Codec.PCMA));
    }

    private void parties(List<Coding> codecs) {
        int count = codecs.size();
        List<PhoneAccount> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double tone = TONES[i];
            SipPhone phone = SipPhone.builder("party" + i)
                    .codecs(codecs.get(i))
                    .voice(() -> quiet(tone))
                    .incoming(AnswerPolicy.answer())
                    .start();
            phones.add(phone);
            accounts.add(new PhoneAccount(
                    new PhoneId("p" + i),
                    "party" + i,
                    PhoneAccount.Kind.FIXED,
                    Map.of(),
                    "sip:party" + i + "@127.0.0.1:" + phone.port()));
        }
        exchange.configure(new ExchangePlan(accounts, List.of()));
        for (int i = 0; i < count; i++) {
            LegId leg = LegId.random();
            exchange.dial(
                    new Dial(leg, new DialTarget.Phone(new PhoneId("p" + i)), "100", null, PATIENCE, false, Map.of()));
            events.await(LegAnswered.class, leg);
            legs.add(leg);
            calls.add(phones.get(i).awaitCall(PATIENCE).awaitUp(PATIENCE));
        }
    }

    /** Quiet enough that seven of them together are not cut off. */
    private static Voice quiet(double hertz) {
        return new Voice() {
            private long position;

            @Override
            public boolean speak(short[] frame) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (short) Math.round(3000 * Math.sin(2 * Math.PI * hertz * position++ / 8000));
                }
                return true;
            }
        };
    }

    private Mix.Party hears(int party, int... others) {
        return new Mix.Party(
                legs.get(party),
                new Hearing.Only(
                        Set.copyOf(Arrays.stream(others).mapToObj(legs::get).toList())));
    }

    private void supervise(Mix.Party customer, Mix.Party agent) {
        exchange.mix(new Mix(mix, List.of(customer, agent, hears(SUPERVISOR, CUSTOMER, AGENT))));
    }

    private void listen() {
        supervise(hears(CUSTOMER, AGENT), hears(AGENT, CUSTOMER));
    }

    private void whisper() {
        supervise(hears(CUSTOMER, AGENT), hears(AGENT, CUSTOMER, SUPERVISOR));
    }

    private void bargeIn() {
        supervise(hears(CUSTOMER, AGENT, SUPERVISOR), hears(AGENT, CUSTOMER, SUPERVISOR));
    }

    private void connect() {
        exchange.connect(legs.get(CUSTOMER), legs.get(AGENT));
    }

    /** Waits for a moment in which nothing but these tones is heard; a busy machine makes gaps, and gaps make noise. */
    private void hearsOnly(int party, double... tones) {
        calls.get(party).awaitHearsOnly(PATIENCE, tones);
    }

    private Object figure(int party, String name) {
        return exchange.legs().stream()
                .filter(leg -> leg.leg().equals(legs.get(party)))
                .findFirst()
                .orElseThrow()
                .detail()
                .get(name);
    }

    private void awaitDirect() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(figure(CUSTOMER, "connected"))
                        && Boolean.FALSE.equals(figure(CUSTOMER, "mixed"))
                        && Boolean.FALSE.equals(figure(AGENT, "mixed")));
    }

    @Test
    void aSupervisorListensWhispersBargesInAndLeaves() {
        parties(3);
        connect();
        hearsOnly(CUSTOMER, TONES[AGENT]);
        hearsOnly(AGENT, TONES[CUSTOMER]);

        listen();
        hearsOnly(SUPERVISOR, TONES[CUSTOMER], TONES[AGENT]);
        hearsOnly(CUSTOMER, TONES[AGENT]);
        hearsOnly(AGENT, TONES[CUSTOMER]);

        whisper();
        hearsOnly(AGENT, TONES[CUSTOMER], TONES[SUPERVISOR]);
        hearsOnly(CUSTOMER, TONES[AGENT]);
        hearsOnly(SUPERVISOR, TONES[CUSTOMER], TONES[AGENT]);

        bargeIn();
        hearsOnly(CUSTOMER, TONES[AGENT], TONES[SUPERVISOR]);
        hearsOnly(AGENT, TONES[CUSTOMER], TONES[SUPERVISOR]);

        listen();
        hearsOnly(CUSTOMER, TONES[AGENT]);
        hearsOnly(AGENT, TONES[CUSTOMER]);

        exchange.hangUp(legs.get(SUPERVISOR), HangUpCause.NORMAL);
        awaitDirect();
        hearsOnly(CUSTOMER, TONES[AGENT]);
        hearsOnly(AGENT, TONES[CUSTOMER]);
        assertThat(calls.get(SUPERVISOR)).endsWith(200);
    }

    @Test
    void partiesHearEachOtherWhateverTheirCodecs() {
        parties(List.of(Codings.OPUS, Codec.PCMU, Codings.G722));
        connect();
        bargeIn();
        for (int party = 0; party < 3; party++) {
            for (int other = 0; other < 3; other++) {
                if (party != other) {
                    calls.get(party).awaitHears(TONES[other], PATIENCE);
                }
            }
        }
        exchange.hangUp(legs.get(AGENT), HangUpCause.NORMAL);
        calls.get(CUSTOMER).awaitHearsOnly(PATIENCE, TONES[SUPERVISOR]);
        calls.get(SUPERVISOR).awaitHearsOnly(PATIENCE, TONES[CUSTOMER]);
    }

    @Test
    void theSupervisorHearsTheAgentWhileTheCustomerIsAway() {
        parties(3);
        listen();
        exchange.disconnect(legs.get(CUSTOMER));
        calls.get(CUSTOMER).awaitSilence(PATIENCE);
        hearsOnly(SUPERVISOR, TONES[AGENT]);
        calls.get(AGENT).awaitSilence(PATIENCE);
        whisper();
        hearsOnly(AGENT, TONES[CUSTOMER], TONES[SUPERVISOR]);
        exchange.mix(new Mix(mix, List.of()));
        calls.get(AGENT).awaitSilence(PATIENCE);
        calls.get(SUPERVISOR).awaitSilence(PATIENCE);
    }

    @Test
    void onlyTwoAreConnectedDirectly() {
        parties(2);
        exchange.mix(Mix.conference(mix, legs));
        awaitDirect();
        hearsOnly(CUSTOMER, TONES[AGENT]);
        hearsOnly(AGENT, TONES[CUSTOMER]);
    }

    @Test
    void theCustomerIsHandedFromTheAgentToTheSupervisor() {
        parties(3);
        listen();
        calls.get(SUPERVISOR).awaitHears(TONES[CUSTOMER], PATIENCE);
        exchange.connect(legs.get(CUSTOMER), legs.get(SUPERVISOR));
        hearsOnly(CUSTOMER, TONES[SUPERVISOR]);
        hearsOnly(SUPERVISOR, TONES[CUSTOMER]);
        calls.get(AGENT).awaitSilence(PATIENCE);
    }

    @Test
    void eightPartiesHearAllTheOthersAndAMutedOneIsNotHeard() {
        parties(8);
        exchange.mix(Mix.conference(mix, legs));
        for (int i = 0; i < 8; i++) {
            hearsOnly(i, withoutTones(i));
        }
        exchange.mute(legs.get(3), true);
        for (int i = 0; i < 8; i++) {
            if (i != 3) {
                hearsOnly(i, withoutTones(i, 3));
            }
        }
        hearsOnly(3, withoutTones(3));
        phones.get(5).calls().forEach(PhoneCall::hangUp);
        events.await(LegEnded.class, legs.get(5));
        exchange.mute(legs.get(3), false);
        for (int i = 0; i < 8; i++) {
            if (i != 5) {
                hearsOnly(i, withoutTones(i, 5));
            }
        }
    }

    private static double[] withoutTones(int... parties) {
        return IntStream.range(0, 8)
                .filter(i -> Arrays.stream(parties).noneMatch(p -> p == i))
                .mapToDouble(i -> TONES[i])
                .toArray();
    }

    @Test
    void theRecordingGoesOnWithWhomTheCustomerHears(@TempDir Path directory) throws Exception {
        parties(3);
        connect();
        RecordingOrder order = new RecordingOrder(
                RecordingId.random(), legs.get(CUSTOMER), legs.get(AGENT), directory.resolve("r.wav"));
        exchange.record(order);
        letHear(CUSTOMER, Duration.ofSeconds(2));
        whisper();
        calls.get(AGENT).awaitHears(TONES[SUPERVISOR], PATIENCE);
        letHear(CUSTOMER, Duration.ofSeconds(2));
        exchange.stopRecording(order.id());
        RecordingClosed closed =
                events.await(RecordingClosed.class, e -> e.recording().equals(order.id()));
        assertThat(closed.problem()).isEmpty();
        assertThat(WavTone.of(order.file()))
                .hasTone(0, TONES[CUSTOMER], 0.6)
                .hasTone(1, TONES[AGENT], 0.6)
                .lacksTone(0, TONES[SUPERVISOR])
                .lacksTone(1, TONES[SUPERVISOR])
                .lacksTone(0, TONES[AGENT])
                .lacksTone(1, TONES[CUSTOMER]);

        RecordingOrder second = new RecordingOrder(
                RecordingId.random(), legs.get(CUSTOMER), legs.get(AGENT), directory.resolve("s.wav"));
        bargeIn();
        calls.get(CUSTOMER).awaitHears(TONES[SUPERVISOR], PATIENCE);
        exchange.record(second);
        letHear(CUSTOMER, Duration.ofSeconds(3));
        exchange.stopRecording(second.id());
        events.await(RecordingClosed.class, e -> e.recording().equals(second.id()));
        assertThat(WavTone.of(second.file()))
                .hasTone(0, TONES[CUSTOMER], 0.5)
                .hasTone(1, TONES[AGENT], 0.5)
                .hasTone(1, TONES[SUPERVISOR], 0.5)
                .lacksTone(0, TONES[SUPERVISOR]);
    }

    /** Waits until so much more sound has come to a party. */
    private void letHear(int party, Duration sound) {
        PhoneCall call = calls.get(party);
        long until = call.audioStats().packetsReceived() + sound.toMillis() / 20;
        Awaitility.await()
                .atMost(sound.plus(PATIENCE))
                .until(() -> call.audioStats().packetsReceived() >= until);
    }
}

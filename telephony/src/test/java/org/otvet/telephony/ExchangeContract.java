package org.otvet.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.telephony.ExchangeEvent.DigitPressed;
import org.otvet.telephony.ExchangeEvent.LegAnswered;
import org.otvet.telephony.ExchangeEvent.LegEnded;
import org.otvet.telephony.ExchangeEvent.LegOffered;
import org.otvet.telephony.ExchangeEvent.LegRinging;
import org.otvet.telephony.ExchangeEvent.MediaStarted;
import org.otvet.telephony.ExchangeEvent.PlaybackEnded;
import org.otvet.telephony.ExchangeEvent.RecordingClosed;

/** What the rest of Otvet may expect of any exchange; each exchange's tests extend this with its own {@link FarEnd}. */
public abstract class ExchangeContract {

    private static final int CALLER = 440;
    private static final int AGENT = 660;
    private static final int THIRD = 1900;
    private static final int PROMPT = 1000;

    private FarEnd far;

    protected abstract FarEnd farEnd();

    @BeforeEach
    void begin() {
        far = farEnd();
    }

    @AfterEach
    void end() {
        far.close();
    }

    @Test
    void offersACallFromATrunkWithItsNumbers() {
        var caller = far.callIn("+79211234567", "1001", CALLER);
        var offered = offered();

        assertThat(offered.origin()).isEqualTo(new Origin.FromTrunk(far.trunk()));
        assertThat(offered.callerNumber()).isEqualTo("+79211234567");
        assertThat(offered.dialled()).isEqualTo("1001");
        assertThat(offered.protocolCallId()).isNotBlank();
        caller.hangUp();
        assertThat(ended(offered.leg()).cause()).isEqualTo(HangUpCause.CANCELLED);
        far.events().assertEndedOnceAndLast(offered.leg());
    }

    @Test
    void ringsBeforeItAnswers() {
        var caller = far.callIn("100", "1001", CALLER);
        var leg = offered().leg();
        far.exchange().ring(leg);
        caller.awaitRinging();
        far.exchange().answer(leg);
        caller.awaitUp();
        far.events().await(LegAnswered.class, leg);
        far.events().await(MediaStarted.class, leg);
        far.exchange().hangUp(leg, HangUpCause.NORMAL);
        caller.awaitEnded();
        assertThat(ended(leg).endedBy()).isEqualTo(EndedBy.OTVET);
        far.events().assertEndedOnceAndLast(leg);
    }

    @Test
    void refusesACallThatNobodyWants() {
        var caller = far.callIn("100", "5", CALLER);
        var leg = offered().leg();
        far.exchange().hangUp(leg, HangUpCause.NOT_FOUND);
        caller.awaitEnded();
        assertThat(ended(leg).cause()).isEqualTo(HangUpCause.NOT_FOUND);
    }

    @Test
    void playsInALoopUntilStopped() {
        var caller = far.callIn("100", "1001", CALLER);
        var leg = up(offered().leg());
        var playback = new Playback(PlaybackId.random(), List.of(new Sound.Tone(PROMPT, Duration.ofMillis(300))), true);
        far.exchange().play(leg, playback);
        caller.awaitHears(PROMPT);
        far.exchange().stopPlaying(leg);
        caller.awaitSilence();
        var end = far.events().await(PlaybackEnded.class, leg);
        assertThat(end.playback()).isEqualTo(playback.id());
        assertThat(end.completed()).isFalse();
    }

    @Test
    void saysWhenAPlaybackIsOver() {
        far.callIn("100", "1001", CALLER);
        var leg = up(offered().leg());
        List<Sound> sounds =
                List.of(new Sound.Tone(PROMPT, Duration.ofMillis(100)), new Sound.Silence(Duration.ofMillis(60)));
        far.exchange().play(leg, new Playback(PlaybackId.random(), sounds, false));
        assertThat(far.events().await(PlaybackEnded.class, leg).completed()).isTrue();
    }

    @Test
    void saysWhenASoundCannotBePlayed() {
        far.callIn("100", "1001", CALLER);
        var leg = up(offered().leg());
        far.exchange()
                .play(leg, new Playback(PlaybackId.random(), List.of(new Sound.File(Path.of("/no/such.wav"))), true));
        var end = far.events().await(PlaybackEnded.class, leg);
        assertThat(end.completed()).isFalse();
        assertThat(end.problem()).isNotBlank();
    }

    @Test
    void connectedPartiesHearEachOtherAndNobodyElse() {
        var caller = far.callIn("100", "1001", CALLER);
        var callerLeg = up(offered().leg());
        var agentLeg = dialPhone(Duration.ofSeconds(10));
        var agent = far.awaitCallAtPhone();
        far.events().await(LegRinging.class, agentLeg);
        assertThat(agent.shownNumber()).isEqualTo("+79211234567");
        agent.answer(AGENT);
        far.events().await(LegAnswered.class, agentLeg);

        far.exchange().connect(callerLeg, agentLeg);
        caller.awaitHears(AGENT);
        agent.awaitHears(CALLER);

        far.exchange().mute(agentLeg, true);
        caller.awaitSilence();
        agent.awaitHears(CALLER);
        far.exchange().mute(agentLeg, false);
        caller.awaitHears(AGENT);

        far.exchange().disconnect(callerLeg);
        caller.awaitSilence();
        agent.awaitSilence();

        far.exchange().connect(callerLeg, agentLeg);
        caller.awaitHears(AGENT);
        caller.hangUp();
        assertThat(ended(callerLeg).endedBy()).isEqualTo(EndedBy.PEER);
        assertThat(ended(callerLeg).cause()).isEqualTo(HangUpCause.NORMAL);
        assertThat(ended(callerLeg).media().packetsReceived()).isPositive();
        agent.awaitSilence();
        far.exchange().hangUp(agentLeg, HangUpCause.NORMAL);
        agent.awaitEnded();
    }

    @Test
    void threePartiesHearWhomTheyShall() {
        var caller = far.callIn("100", "1001", CALLER);
        var callerLeg = up(offered().leg());
        var agentLeg = dialPhone(Duration.ofSeconds(10));
        var agent = far.awaitCallAtPhone();
        agent.answer(AGENT);
        far.events().await(LegAnswered.class, agentLeg);
        far.exchange().connect(callerLeg, agentLeg);
        caller.awaitHears(AGENT);
        var third = far.callIn("200", "1001", THIRD);
        var thirdLeg = up(far.events()
                .await(LegOffered.class, e -> e.callerNumber().equals("200"))
                .leg());

        var mix = MixId.random();
        var onlyAgent = new Mix.Party(callerLeg, new Hearing.Only(Set.of(agentLeg)));
        var all = new Mix.Party(thirdLeg, new Hearing.Everybody());
        far.exchange()
                .mix(new Mix(
                        mix, List.of(onlyAgent, new Mix.Party(agentLeg, new Hearing.Only(Set.of(callerLeg))), all)));
        third.awaitHearsOnly(CALLER, AGENT);
        caller.awaitHearsOnly(AGENT);
        agent.awaitHearsOnly(CALLER);

        far.exchange().mix(new Mix(mix, List.of(onlyAgent, new Mix.Party(agentLeg, new Hearing.Everybody()), all)));
        agent.awaitHearsOnly(CALLER, THIRD);
        caller.awaitHearsOnly(AGENT);

        far.exchange().mix(Mix.conference(mix, List.of(callerLeg, agentLeg, thirdLeg)));
        caller.awaitHearsOnly(AGENT, THIRD);

        agent.hangUp();
        ended(agentLeg);
        caller.awaitHearsOnly(THIRD);
        third.awaitHearsOnly(CALLER);
        far.exchange().disconnect(thirdLeg);
        caller.awaitSilence();
        third.awaitSilence();
    }

    @Test
    void whoComesIntoAMixHearsNoMusicAnyMoreAndOneWhoIsInItMay() {
        var caller = far.callIn("100", "1001", CALLER);
        var callerLeg = up(offered().leg());
        var agentLeg = dialPhone(Duration.ofSeconds(10));
        var agent = far.awaitCallAtPhone();
        agent.answer(AGENT);
        far.events().await(LegAnswered.class, agentLeg);
        var music = new Playback(PlaybackId.random(), List.of(new Sound.Tone(PROMPT, Duration.ofSeconds(1))), true);
        far.exchange().play(callerLeg, music);
        caller.awaitHears(PROMPT);
        var mix = MixId.random();
        var onlySpeaks = new Mix.Party(agentLeg, new Hearing.Only(Set.of()));
        far.exchange().mix(new Mix(mix, List.of(new Mix.Party(callerLeg, new Hearing.Everybody()), onlySpeaks)));
        caller.awaitHearsOnly(AGENT);
        agent.awaitSilence();
        far.exchange().play(callerLeg, music);
        caller.awaitHearsOnly(PROMPT);
        far.exchange().stopPlaying(callerLeg);
        caller.awaitHearsOnly(AGENT);
        far.exchange().mix(new Mix(mix, List.of()));
        caller.awaitSilence();
    }

    @Test
    void musicReplacesThePartnerAndTheConnectionEndsIt() {
        var caller = far.callIn("100", "1001", CALLER);
        var callerLeg = up(offered().leg());
        var agentLeg = dialPhone(Duration.ofSeconds(10));
        var agent = far.awaitCallAtPhone();
        agent.answer(AGENT);
        far.events().await(LegAnswered.class, agentLeg);
        far.exchange()
                .play(
                        callerLeg,
                        new Playback(
                                PlaybackId.random(), List.of(new Sound.Tone(PROMPT, Duration.ofSeconds(1))), true));
        caller.awaitHears(PROMPT);
        far.exchange().connect(callerLeg, agentLeg);
        caller.awaitHears(AGENT);
    }

    @Test
    void carriesKeysBothWays() {
        var caller = far.callIn("100", "1001", CALLER);
        var leg = up(offered().leg());
        far.events().await(MediaStarted.class, leg);
        caller.press("19*#");
        for (char digit : "19*#".toCharArray()) {
            far.events().await(DigitPressed.class, e -> e.leg().equals(leg) && e.digit() == digit);
        }
        far.exchange().sendDigits(leg, "42");
        caller.awaitDigits("42");
    }

    @Test
    void aTelephoneThatIsNotAnsweredRingsForItsTimeOnly() {
        var leg = dialPhone(Duration.ofSeconds(1));
        var agent = far.awaitCallAtPhone();
        far.events().await(LegRinging.class, leg);
        assertThat(ended(leg).cause()).isEqualTo(HangUpCause.NO_ANSWER);
        agent.awaitEnded();
        far.events().assertEndedOnceAndLast(leg);
    }

    @Test
    void aRefusalIsARefusal() {
        var leg = dialPhone(Duration.ofSeconds(10));
        far.awaitCallAtPhone().decline();
        var end = ended(leg);
        assertThat(end.cause()).isEqualTo(HangUpCause.DECLINED);
        assertThat(end.endedBy()).isEqualTo(EndedBy.PEER);
    }

    @Test
    void anAbsentTelephoneIsUnreachableAtOnce() {
        var leg = LegId.random();
        assertThat(far.exchange().isReachable(far.absentPhone())).isFalse();
        far.exchange()
                .dial(new Dial(
                        leg,
                        new DialTarget.Phone(far.absentPhone()),
                        "1",
                        null,
                        Duration.ofSeconds(20),
                        false,
                        Map.of()));
        assertThat(ended(leg).cause()).isEqualTo(HangUpCause.UNREACHABLE);
    }

    @Test
    void aRingingTelephoneCanBeCalledBack() {
        var leg = dialPhone(Duration.ofSeconds(20));
        var agent = far.awaitCallAtPhone();
        far.events().await(LegRinging.class, leg);
        far.exchange().hangUp(leg, HangUpCause.CANCELLED);
        agent.awaitEnded();
        assertThat(ended(leg).endedBy()).isEqualTo(EndedBy.OTVET);
        far.events().assertEndedOnceAndLast(leg);
    }

    @Test
    void dialsOutOverTheTrunk() {
        var leg = LegId.random();
        far.exchange()
                .dial(new Dial(
                        leg,
                        new DialTarget.Number(far.trunk(), "84951234567"),
                        "78120000000",
                        null,
                        Duration.ofSeconds(10),
                        false,
                        Map.of()));
        var callee = far.awaitCallAtTrunk();
        callee.answer(AGENT);
        far.events().await(LegAnswered.class, leg);
        callee.hangUp();
        assertThat(ended(leg).endedBy()).isEqualTo(EndedBy.PEER);
    }

    @Test
    void recordsEachPartyInItsOwnChannel(@TempDir Path directory) {
        var caller = far.callIn("100", "1001", CALLER);
        var callerLeg = up(offered().leg());
        var agentLeg = dialPhone(Duration.ofSeconds(10));
        var agent = far.awaitCallAtPhone();
        agent.answer(AGENT);
        far.events().await(LegAnswered.class, agentLeg);
        far.exchange().connect(callerLeg, agentLeg);
        var order = new RecordingOrder(RecordingId.random(), callerLeg, agentLeg, directory.resolve("a/b/r.wav"));
        far.exchange().record(order);
        caller.awaitHears(AGENT);
        agent.awaitHears(CALLER);
        // A second of sound in both channels, so that a tone can be told.
        Awaitility.await().until(() -> Files.size(order.file()) > 16_000);
        caller.hangUp();
        var closed =
                far.events().await(RecordingClosed.class, e -> e.recording().equals(order.id()));
        assertThat(closed.problem()).isEmpty();
        assertThat(closed.lengthMs()).isPositive();
        assertThat(far.tonesOf(order.file())).containsExactly(CALLER, AGENT);
    }

    @Test
    void nothingSaidWhileARecordingIsPausedIsKept(@TempDir Path directory) {
        var caller = far.callIn("100", "1001", CALLER);
        var callerLeg = up(offered().leg());
        var agentLeg = dialPhone(Duration.ofSeconds(10));
        var agent = far.awaitCallAtPhone();
        agent.answer(AGENT);
        far.events().await(LegAnswered.class, agentLeg);
        far.exchange().connect(callerLeg, agentLeg);
        caller.awaitHears(AGENT);
        agent.awaitHears(CALLER);
        var silent = new RecordingPlace(directory.resolve("paused.wav"), null);
        var paused = new RecordingOrder(RecordingId.random(), callerLeg, agentLeg, silent, true);
        var both = new RecordingOrder(RecordingId.random(), callerLeg, agentLeg, directory.resolve("both.wav"));
        far.exchange().record(paused);
        far.exchange().record(both);
        Awaitility.await().until(() -> Files.size(both.file()) > 16_000);
        far.exchange().stopRecording(paused.id());
        var closed =
                far.events().await(RecordingClosed.class, e -> e.recording().equals(paused.id()));
        assertThat(closed.problem()).isEmpty();
        assertThat(closed.lengthMs()).isGreaterThanOrEqualTo(900);
        far.exchange().pauseRecording(both.id(), true);
        far.exchange().pauseRecording(RecordingId.random(), true);
        far.exchange().pauseRecording(both.id(), false);
        caller.hangUp();
        far.events().await(RecordingClosed.class, e -> e.recording().equals(both.id()));
        assertThat(far.tonesOf(paused.file())).containsOnly(0);
        assertThat(far.tonesOf(both.file())).containsExactly(CALLER, AGENT);
    }

    @Test
    void commandsForALegThatIsGoneAreIgnored() {
        var caller = far.callIn("100", "1001", CALLER);
        var leg = up(offered().leg());
        caller.awaitUp();
        caller.hangUp();
        ended(leg);
        far.exchange().answer(leg);
        far.exchange().stopPlaying(leg);
        far.exchange().connect(leg, LegId.random());
        far.exchange().mix(Mix.conference(MixId.random(), List.of(leg, LegId.random())));
        far.exchange().sendDigits(leg, "1");
        far.exchange().hangUp(leg, HangUpCause.NORMAL);
        far.events().assertEndedOnceAndLast(leg);
        assertThat(far.exchange().legs()).isEmpty();
    }

    private LegOffered offered() {
        return far.events().await(LegOffered.class, e -> true);
    }

    private LegEnded ended(LegId leg) {
        return far.events().await(LegEnded.class, leg);
    }

    private LegId up(LegId leg) {
        far.exchange().answer(leg);
        far.events().await(LegAnswered.class, leg);
        return leg;
    }

    private LegId dialPhone(Duration ringTime) {
        var leg = LegId.random();
        far.exchange()
                .dial(new Dial(
                        leg, new DialTarget.Phone(far.phone()), "+79211234567", "Мария", ringTime, false, Map.of()));
        return leg;
    }
}

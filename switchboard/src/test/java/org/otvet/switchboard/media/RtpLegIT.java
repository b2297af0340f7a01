package org.otvet.switchboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.prompt.PreparedSound;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.switchboard.sdp.SdpException;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.Sound;

class RtpLegIT {

    /** Keeps what a leg reports, as short words. */
    private static final class Events implements MediaLegListener {
        final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void onMediaStarted() {
            all.add("started");
        }

        @Override
        public void onMediaLost(long silentMs) {
            all.add("lost");
        }

        @Override
        public void onMediaResumed() {
            all.add("resumed");
        }

        @Override
        public void onDigit(char digit, int lengthMs) {
            all.add("digit " + digit + " " + lengthMs);
        }

        @Override
        public void onPlaybackEnded(PlaybackId playback, boolean completed, String problem) {
            all.add("played " + completed);
        }

        @Override
        public void onPeerHold(boolean held) {
            all.add("hold " + held);
        }
    }

    private final MediaEngine engine =
            new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31000, 31199));
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Events aliceEvents = new Events();
    private final Events bobEvents = new Events();
    private RtpPeer alice;
    private RtpPeer bob;
    private MediaLeg aliceLeg;
    private MediaLeg bobLeg;

    @BeforeEach
    void start() throws Exception {
        engine.start();
        open.add(engine);
        alice = peer("127.0.0.2", G711.PCMU, 440);
        bob = peer("127.0.0.3", G711.PCMA, 660);
        aliceLeg = engine.createRtp(aliceEvents);
        alice.follow(aliceLeg.answer(alice.sdp(), null));
        bobLeg = engine.createRtp(bobEvents);
        bob.follow(bobLeg.offer());
        bobLeg.applyAnswer(bob.sdp(), null);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private RtpPeer peer(String host, G711 law, int hertz) throws Exception {
        RtpPeer peer = new RtpPeer(host, law, hertz);
        open.add(peer);
        return peer;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20));
    }

    @Test
    void carriesSoundBothWaysBetweenDifferentLaws() {
        aliceLeg.connect(bobLeg);

        soon().until(() -> alice.hears(660) && bob.hears(440));
        assertThat(aliceEvents.all).contains("started");
        assertThat(bobLeg.stats().codec()).isEqualTo("PCMA");
        assertThat(aliceLeg.stats().packetsReceived()).isPositive();
        assertThat(aliceLeg.stats().packetsLost()).isZero();
    }

    @Test
    void aBurstAtTheBeginningIsPassedOnWhole() throws Exception {
        RtpPeer early = peer("127.0.0.4", G711.PCMU, 440);
        early.sending = false;
        MediaLeg earlyLeg = engine.createRtp(new Events());
        early.follow(earlyLeg.answer(early.sdp(), null));
        earlyLeg.connect(bobLeg);
        soon().until(() -> earlyLeg.details().get("remote").toString().contains("127.0.0.4"));
        bob.forget();
        for (int i = 0; i < 10; i++) {
            early.sendRaw(early.packet(G711.PCMU.payloadType(), i == 0, i * 160, new byte[160]));
        }

        soon().until(() -> bob.heard(G711.PCMA.payloadType()).size() >= 10);
        List<Integer> sequences = bob.heard(G711.PCMA.payloadType()).stream()
                .map(RtpPeer.Heard::sequence)
                .toList();
        for (int i = 1; i < 10; i++) {
            assertThat(sequences.get(i)).as("in %s", sequences).isEqualTo((sequences.get(i - 1) + 1) & 0xFFFF);
        }
    }

    @Test
    void mutedPartySendsSilenceAndStillHears() {
        aliceLeg.connect(bobLeg);
        soon().until(() -> bob.hears(440));

        aliceLeg.mute(true);
        soon().until(() -> bob.lastSound(10).length > 0 && Goertzel.rms(bob.lastSound(10)) < 50);
        assertThat(alice.hears(660)).isTrue();

        aliceLeg.mute(false);
        soon().until(() -> bob.hears(440));
    }

    @Test
    void partedPartiesHearNothing() {
        aliceLeg.connect(bobLeg);
        soon().until(() -> bob.hears(440) && alice.hears(660));

        bobLeg.disconnect();
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        bob.forget();
        alice.forget();
        await().during(Duration.ofMillis(300))
                .until(() -> bob.heard().isEmpty() && alice.heard().isEmpty());
    }

    @Test
    void receiverSeesOneSteadyStreamWhateverItIsMadeFrom() throws Exception {
        PreparedSound music = engine.sounds().prepare(new Sound.Tone(1000, Duration.ofMillis(130)));
        aliceLeg.play(PlaybackId.random(), List.of(music), true);
        soon().until(() -> Goertzel.share(alice.lastSound(10), 1000) > 0.8);
        aliceLeg.connect(bobLeg);
        soon().until(() -> alice.hears(660));
        aliceLeg.play(PlaybackId.random(), List.of(music), true);
        soon().until(() -> Goertzel.share(alice.lastSound(10), 1000) > 0.8);
        aliceLeg.stopPlaying();
        soon().until(() -> alice.hears(660));

        List<RtpPeer.Heard> heard = alice.heard();
        assertThat(heard.getFirst().marker()).isTrue();
        int markers = 0;
        for (int i = 1; i < heard.size(); i++) {
            RtpPeer.Heard before = heard.get(i - 1);
            RtpPeer.Heard now = heard.get(i);
            assertThat(now.ssrc()).isEqualTo(before.ssrc());
            assertThat((now.sequence() - before.sequence()) & 0xFFFF).isEqualTo(1);
            assertThat(now.timestamp() - before.timestamp())
                    .isGreaterThanOrEqualTo(160)
                    .isLessThan(1600);
            if (now.marker()) {
                markers++;
            } else {
                assertThat(now.timestamp() - before.timestamp()).isEqualTo(160);
            }
        }
        assertThat(markers).isEqualTo(3);
        assertThat(aliceEvents.all).containsSubsequence("played false", "played false");
    }

    @Test
    void playbackEndsByItselfOnce() throws Exception {
        PreparedSound beep = engine.sounds().prepare(new Sound.Tone(1000, Duration.ofMillis(200)));
        aliceLeg.play(PlaybackId.random(), List.of(beep, beep), false);

        soon().until(() -> aliceEvents.all.contains("played true"));
        assertThat(alice.heard(0)).hasSize(20);
    }

    @Test
    void strangersAreNeitherHeardNorSpokenTo() throws Exception {
        RtpPeer silent = peer("127.0.0.2", G711.PCMU, 440);
        silent.sending = false;
        Events silentEvents = new Events();
        MediaLeg silentLeg = engine.createRtp(silentEvents);
        silent.follow(silentLeg.answer(silent.sdp(), null));
        silentLeg.connect(bobLeg);
        RtpPeer stranger = peer("127.0.0.9", G711.PCMU, 1500);
        stranger.target = silent.target;
        soon().until(() -> (long) silentLeg.details().get("packetsDropped") > 10);
        assertThat(bob.hears(1500)).isFalse();
        assertThat(silentEvents.all).doesNotContain("started");

        silent.sending = true;
        soon().until(() -> bob.hears(440) && silent.hears(660));
        RtpPeer sameHost = peer("127.0.0.2", G711.PCMU, 1800);
        sameHost.target = silent.target;
        bob.forget();
        await().during(Duration.ofMillis(400))
                .atMost(Duration.ofSeconds(2))
                .until(() -> bob.heard().size() < 10 || bob.hears(440));
        assertThat(stranger.heard()).isEmpty();
        assertThat(sameHost.heard()).isEmpty();
        assertThat(silentLeg.stats().packetsReceived())
                .isLessThan(silent.heard().size() + 200L);
    }

    @Test
    void firstPacketFromTheRightHostWinsEvenFromAnotherPort() throws Exception {
        RtpPeer described = peer("127.0.0.5", G711.PCMA, 660);
        described.sending = false;
        RtpPeer otherPort = peer("127.0.0.5", G711.PCMA, 900);
        MediaLeg leg = engine.createRtp(new Events());
        otherPort.follow(leg.answer(described.sdp(), null));
        aliceLeg.connect(leg);

        soon().until(() -> alice.hears(900));
        soon().until(() -> otherPort.hears(440));
    }

    @Test
    void theRestOfAnotherCallFromTheSameHostGivesWayToTheDescribedAddress() throws Exception {
        RtpPeer described = peer("127.0.0.5", G711.PCMA, 660);
        described.sending = false;
        RtpPeer restOfAnotherCall = peer("127.0.0.5", G711.PCMA, 900);
        MediaLeg leg = engine.createRtp(new Events());
        restOfAnotherCall.follow(leg.answer(described.sdp(), null));
        aliceLeg.connect(leg);
        soon().until(() -> alice.hears(900));

        described.target = restOfAnotherCall.target;
        described.sending = true;

        soon().until(() -> alice.hears(660) && described.hears(440));
        restOfAnotherCall.forget();
        soon().until(() -> described.heard().size() > 30);
        assertThat(restOfAnotherCall.heard()).isEmpty();
        assertThat(alice.hears(660)).isTrue();
    }

    @Test
    void rubbishIsCountedOnly() throws Exception {
        aliceLeg.connect(bobLeg);
        soon().until(() -> bob.hears(440));
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] rubbish = new byte[random.nextInt(1, 1900)];
            random.nextBytes(rubbish);
            if (i % 2 == 0) {
                rubbish[0] = (byte) (0x80 | rubbish[0] & 0x3F);
            }
            if (rubbish.length > 1 && (rubbish[1] & 0x7F) % 101 != 0) {
                rubbish[1] = (byte) (rubbish[1] & 0x80 | 77);
            }
            alice.sendRaw(rubbish);
        }
        await().pollDelay(Duration.ofMillis(1200)).until(() -> true);
        bob.forget();
        soon().until(() -> bob.hears(440));
        assertThat(engine.isHealthy()).isTrue();
    }

    @Test
    void keysAreReportedOnceAndPassedOn() throws Exception {
        aliceLeg.connect(bobLeg);
        soon().until(() -> bob.hears(440));
        alice.sending = false;
        alice.pressKey(5, 8);
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        alice.pressKey(11, 5);

        soon().until(() -> aliceEvents.all.contains("digit # 100"));
        assertThat(aliceEvents.all.stream().filter(e -> e.startsWith("digit")))
                .containsExactly("digit 5 160", "digit # 100");
        assertThat(bob.heard(96)).hasSize(17);
        assertThat(bob.heard(96).stream().map(RtpPeer.Heard::timestamp).distinct())
                .hasSize(2);
    }

    @Test
    void sendsKeysWithProperDurationsAndThreeEnds() {
        assertThat(bobLeg.sendDigits("7*")).isTrue();

        soon().until(() -> bob.heard(96).size() == 16);
        List<RtpPeer.Heard> seven = bob.heard(96).subList(0, 8);
        assertThat(seven.getFirst().marker()).isTrue();
        assertThat(seven.stream().map(h -> h.payload()[0])).containsOnly((byte) 7);
        assertThat(seven.stream().map(RtpPeer.Heard::timestamp).distinct()).hasSize(1);
        assertThat(seven.stream().map(h -> ((h.payload()[2] & 0xFF) << 8) | (h.payload()[3] & 0xFF)))
                .containsExactly(160, 320, 480, 640, 800, 960, 960, 960);
        assertThat(seven.stream().filter(h -> (h.payload()[1] & 0x80) != 0)).hasSize(3);
        assertThat(bob.heard(96).get(8).payload()[0]).isEqualTo((byte) 10);
        assertThat(bob.heard(96).get(8).timestamp() - seven.getFirst().timestamp())
                .isPositive();
    }

    @Test
    void holdByThePeerStopsSoundTowardsIt() throws Exception {
        aliceLeg.connect(bobLeg);
        soon().until(() -> alice.hears(660));

        String answer = aliceLeg.answer(alice.sdp("a=sendonly"), null);
        assertThat(answer).contains("a=recvonly");
        soon().until(() -> aliceEvents.all.contains("hold true"));
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        alice.forget();
        await().during(Duration.ofMillis(300)).until(() -> alice.heard().isEmpty());
        assertThat(bob.hears(440)).isTrue();

        aliceLeg.answer(alice.sdpAt("0.0.0.0"), null);
        aliceLeg.answer(alice.sdp("a=sendrecv"), null);
        soon().until(() -> aliceEvents.all.contains("hold false") && alice.hears(660));
        assertThat(aliceEvents.all.stream().filter(e -> e.startsWith("hold")))
                .containsExactly("hold true", "hold false");
    }

    @Test
    void followsThePartyToANewAddress() throws Exception {
        aliceLeg.connect(bobLeg);
        soon().until(() -> bob.hears(440));
        RtpPeer elsewhere = peer("127.0.0.4", G711.PCMU, 1200);

        elsewhere.follow(aliceLeg.answer(elsewhere.sdp(), null));
        soon().until(() -> bob.hears(1200) && elsewhere.hears(660));
    }

    @Test
    void silenceIsReportedOnceAndItsEndToo() {
        soon().until(() -> aliceEvents.all.contains("started"));
        alice.sending = false;
        await().atMost(7, TimeUnit.SECONDS).until(() -> aliceEvents.all.contains("lost"));
        alice.sending = true;
        soon().until(() -> aliceEvents.all.contains("resumed"));
        assertThat(aliceEvents.all.stream().filter("lost"::equals)).hasSize(1);
    }

    @Test
    void toldOneLineWhenPortsAreUsedUpAndFreesThem() throws Exception {
        try (DatagramSocket foreign = new DatagramSocket(31302, InetAddress.getLoopbackAddress());
                MediaEngine small = new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31300, 31305))) {
            small.start();
            MediaLeg one = small.createRtp(aliceEvents);
            small.createRtp(bobEvents);
            assertThatThrownBy(() -> small.createRtp(bobEvents))
                    .isInstanceOf(NoMediaPortException.class)
                    .hasMessageContaining("in use");
            one.close();
            soon().ignoreExceptions().until(() -> small.createRtp(aliceEvents) != null);
            foreign.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), 31300));
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> aliceLeg.answer("rubbish", null)).isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> aliceLeg.answer(alice.sdp().replace("RTP/AVP 0 96", "RTP/AVP 18"), null))
                .isInstanceOf(IncompatibleMediaException.class)
                .hasMessageContaining("PCM");
        aliceLeg.connect(bobLeg);
        soon().until(() -> bob.hears(440));
    }

    @Test
    void versionCountsUpAndSessionStays() throws Exception {
        String first = aliceLeg.answer(alice.sdp(), null);
        String second = aliceLeg.offer();
        String[] a = first.split("\r\n")[1].split(" ");
        String[] b = second.split("\r\n")[1].split(" ");
        assertThat(b[1]).isEqualTo(a[1]);
        assertThat(Long.parseLong(b[2])).isEqualTo(Long.parseLong(a[2]) + 1);
        assertThat(second).contains("a=rtpmap:96 telephone-event/8000");
    }
}

package org.otvet.switchboard.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otvet.switchboard.media.Goertzel;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLeg;
import org.otvet.switchboard.media.MediaLegListener;
import org.otvet.switchboard.media.MediaSettings;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.telephony.PlaybackId;
import org.otvet.telephony.Sound;

class WebRtcLegIT {

    private final MediaEngine engine =
            new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31400, 31499));
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private final MediaLegListener listener = new MediaLegListener() {
        @Override
        public void onMediaStarted() {
            events.add("started");
        }

        @Override
        public void onMediaLost(long silentMs) {
            events.add("lost");
        }

        @Override
        public void onPeerGone(String reason) {
            events.add("gone: " + reason);
        }
    };

    @BeforeEach
    void start() throws Exception {
        engine.start();
        open.add(engine);
        await().until(engine::isHealthy);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private BrowserPeer browser(int hertz) throws Exception {
        BrowserPeer browser = new BrowserPeer("127.0.0.1", hertz);
        open.add(browser);
        return browser;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(6)).pollInterval(Duration.ofMillis(20));
    }

    private static boolean hears(BrowserPeer browser, int hertz) {
        return Goertzel.share(browser.lastSound(), hertz) > 0.9;
    }

    private void play(MediaLeg leg, int hertz) throws Exception {
        leg.play(
                PlaybackId.random(),
                engine.sounds().prepare(List.of(new Sound.Tone(hertz, Duration.ofSeconds(20)))),
                true);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1, 8})
    void twoBrowsersHearEachOther(int profile) throws Exception {
        BrowserPeer caller = browser(440);
        BrowserPeer called = browser(660);
        MediaLeg callerLeg = engine.createWebRtc(listener);
        String answer = callerLeg.answer(caller.offer(), null);
        assertThat(answer)
                .contains("a=setup:passive", "a=ice-lite", "a=rtcp-mux", "a=group:BUNDLE 0", "a=mid:0")
                .contains("UDP/TLS/RTP/SAVPF 0 126\r\n")
                .endsWith("\r\n");
        caller.start(answer, profile);
        MediaLeg calledLeg = engine.createWebRtc(listener);
        String offer = calledLeg.offer();
        assertThat(offer).contains("a=setup:actpass", "a=ice-lite");
        calledLeg.applyAnswer(called.answer(), null);
        called.start(offer, profile, 1);

        callerLeg.connect(calledLeg);
        soon().until(() -> hears(caller, 660) && hears(called, 440));
        assertThat(events).containsOnly("started");
        assertThat(callerLeg.stats().packetsLost()).isZero();
    }

    @Test
    void handshakeWaitsForTheDescriptionOfACalledBrowser() throws Exception {
        BrowserPeer browser = browser(440);
        MediaLeg leg = engine.createWebRtc(listener);
        String offer = leg.offer();
        browser.start(offer, 7);
        play(leg, 1000);
        await().pollDelay(Duration.ofMillis(400)).until(() -> browser.srtp == null);

        leg.applyAnswer(browser.answer(), null);
        soon().until(() -> browser.srtp != null && hears(browser, 1000));
    }

    @Test
    void aCertificateThatWasNotToldGetsNothing() throws Exception {
        BrowserPeer impostor = browser(440);
        MediaLeg leg = engine.createWebRtc(listener);
        DtlsIdentity other = DtlsIdentity.create(java.time.Instant.now());
        impostor.start(leg.answer(impostor.sdp("actpass", other.fingerprint()), null), 7);
        play(leg, 1000);

        soon().until(() -> events.stream().anyMatch(e -> e.startsWith("gone") && e.contains("certificate")));
        assertThat(impostor.failure).contains("bad_certificate");
        assertThat(impostor.heard).isEmpty();
    }

    @Test
    void aBrowserWithoutSrtpIsRefusedCleanly() throws Exception {
        BrowserPeer browser = browser(440);
        MediaLeg leg = engine.createWebRtc(listener);
        browser.start(leg.answer(browser.offer(), null));
        soon().until(() -> events.stream().anyMatch(e -> e.contains("no common SRTP profile")));
    }

    @Test
    void farewellOfThePageIsReportedAtOnceAndOursReachesIt() throws Exception {
        BrowserPeer browser = browser(440);
        MediaLeg leg = engine.createWebRtc(listener);
        browser.start(leg.answer(browser.offer(), null), 7);
        soon().until(() -> events.contains("started"));
        browser.transport.close();
        soon().until(() -> events.stream().anyMatch(e -> e.startsWith("gone: The browser closed")));

        BrowserPeer second = browser(440);
        MediaLeg secondLeg = engine.createWebRtc(listener);
        second.start(secondLeg.answer(second.offer(), null), 7);
        soon().until(() -> second.srtp != null);
        int before = second.rawReceived.size();
        secondLeg.close();
        soon().until(() -> second.rawReceived.stream().skip(before).anyMatch(bytes -> bytes[0] == 21));
    }

    @Test
    void silentBrowserIsReportedAndGetsNoMoreSound() throws Exception {
        BrowserPeer browser = browser(440);
        MediaLeg leg = engine.createWebRtc(listener);
        browser.start(leg.answer(browser.offer(), null), 7);
        play(leg, 1000);
        soon().until(() -> hears(browser, 1000));
        browser.checking = false;
        browser.sending = false;
        await().atMost(Duration.ofSeconds(8)).until(() -> events.contains("lost"));
        await().atMost(Duration.ofSeconds(14)).until(() -> {
            browser.heard.clear();
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            return browser.heard.isEmpty();
        });
        browser.checking = true;
        soon().until(() -> hears(browser, 1000));
    }

    @Test
    void forgedReplayedAndHostilePacketsChangeNothing() throws Exception {
        BrowserPeer browser = browser(440);
        BrowserPeer partner = browser(660);
        MediaLeg leg = engine.createWebRtc(listener);
        String answer = leg.answer(browser.offer(), null);
        MediaLeg partnerLeg = engine.createWebRtc(listener);
        partner.start(partnerLeg.answer(partner.offer(), null), 7);
        Random random = new Random(5);
        browser.start(answer, 7);
        leg.connect(partnerLeg);
        soon().until(() -> hears(partner, 440) && hears(browser, 660));
        long received = leg.stats().packetsReceived();
        browser.sending = false;
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        for (int i = 0; i < 2000; i++) {
            byte[] packet = browser.lastProtected.clone();
            if (i % 3 == 0) {
                packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
            } else if (i % 3 == 1) {
                packet = new byte[random.nextInt(1, 1500)];
                random.nextBytes(packet);
            }
            browser.send(packet);
        }
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(leg.stats().packetsReceived()).isLessThan(received + 50);
        browser.sending = true;
        soon().until(() -> hears(partner, 440) && hears(browser, 660));
        assertThat(engine.isHealthy()).isTrue();
    }

    @Test
    void hugeHandshakeFragmentsAreTurnedAwayBeforeTheLibrary() {
        DtlsGuard guard = new DtlsGuard();
        byte[] bomb = new byte[13 + 12 + 10];
        bomb[0] = 22;
        bomb[12] = 22;
        bomb[13] = 1;
        bomb[24] = 10;
        assertThat(guard.isAcceptable(bomb.clone(), bomb.length)).isTrue();
        byte[] large = bomb.clone();
        large[14] = 0x7F;
        assertThat(guard.isAcceptable(large, large.length)).isFalse();
        byte[] ahead = bomb.clone();
        ahead[18] = 9;
        assertThat(guard.isAcceptable(ahead, ahead.length)).isFalse();
        byte[] cut = bomb.clone();
        cut[24] = 11;
        assertThat(guard.isAcceptable(cut, cut.length)).isFalse();
        int accepted = 0;
        while (guard.isAcceptable(bomb.clone(), bomb.length)) {
            accepted++;
        }
        assertThat(accepted).isLessThan(64);
    }

    @Test
    void laterOffersKeepTheirKeysAndMayNotChangeTheCertificate() throws Exception {
        BrowserPeer browser = browser(440);
        MediaLeg leg = engine.createWebRtc(listener);
        String first = leg.answer(browser.offer(), null);
        browser.start(first, 7);
        soon().until(() -> events.contains("started"));
        String second = leg.answer(browser.offer().replace("a=sendrecv", "a=sendonly"), null);
        for (String kept : new String[] {"a=ice-ufrag", "a=ice-pwd", "a=fingerprint", "a=setup:passive"}) {
            assertThat(line(second, kept)).isEqualTo(line(first, kept));
        }
        assertThat(second).contains("a=recvonly");
        DtlsIdentity other = DtlsIdentity.create(java.time.Instant.now());
        assertThatThrownBy(() -> leg.answer(browser.sdp("actpass", other.fingerprint()), null))
                .isInstanceOf(IncompatibleMediaException.class);
        assertThatThrownBy(() -> leg.answer(browser.sdp("passive", browser.identity.fingerprint()), null))
                .isInstanceOf(IncompatibleMediaException.class);
    }

    private static String line(String sdp, String start) {
        return sdp.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}

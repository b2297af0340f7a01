package org.otvet.switchboard.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionFactory;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.media.Encryption;
import org.otvet.switchboard.media.Goertzel;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLegListener;
import org.otvet.switchboard.media.MediaSettings;
import org.otvet.switchboard.sdp.IncompatibleMediaException;
import org.otvet.telephony.MediaEncryption;

/** SIP telephones whose media is secured by a handshake of its own, without ICE (RFC 5763, RFC 5764). */
class DtlsTelephoneIT {

    private static final int PROFILE = SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;

    private final MediaEngine engine =
            new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31500, 31599));
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private final MediaLegListener listener = new MediaLegListener() {
        @Override
        public void onMediaStarted() {
            events.add("started");
        }

        @Override
        public void onPeerGone(String reason) {
            events.add("gone");
        }
    };

    @BeforeEach
    void start() throws Exception {
        engine.start();
        open.add(engine);
        await().atMost(Duration.ofSeconds(30)).until(engine::isHealthy);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private BrowserPeer telephone(int hertz) throws Exception {
        BrowserPeer telephone = new BrowserPeer("127.0.0.1", hertz).asTelephone();
        open.add(telephone);
        return telephone;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20));
    }

    private static boolean hears(BrowserPeer peer, int hertz) {
        return Goertzel.share(peer.lastSound(), hertz) > 0.9;
    }

    @Test
    void twoThatOfferHandshakesHearEachOther() throws Exception {
        BrowserPeer one = telephone(440);
        BrowserPeer other = telephone(620);
        var first = engine.createRtp(listener);
        var second = engine.createRtp(listener);
        String answer = first.answer(one.offer(), InetAddress.getLoopbackAddress());
        assertThat(answer)
                .contains(" UDP/TLS/RTP/SAVP ", "a=setup:passive", "a=fingerprint:sha-256 ")
                .doesNotContain("ice", "candidate");
        one.start(answer, PROFILE);
        other.start(second.answer(other.offer(), InetAddress.getLoopbackAddress()), PROFILE);

        first.connect(second);

        soon().until(() -> hears(one, 620) && hears(other, 440));
        assertThat(first.details()).containsEntry("encryption", "DTLS-SRTP");

        assertThatThrownBy(() -> first.answer(
                        "v=0\r\no=x 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                                + "m=audio 4000 RTP/AVP 0\r\n",
                        InetAddress.getLoopbackAddress()))
                .as("in the clear from now on")
                .isInstanceOf(IncompatibleMediaException.class);
        assertThat(first.details()).containsEntry("transport", "SRTP");
    }

    @Test
    void aHandshakeIsDemandedWhereOthersReadTheSignalling() throws Exception {
        BrowserPeer peer = telephone(440);
        var leg = engine.createRtp(listener, new Encryption(MediaEncryption.REQUIRED, false));
        String offer = leg.offer();
        assertThat(offer).contains(" UDP/TLS/RTP/SAVP ", "a=setup:actpass").doesNotContain("a=crypto");

        leg.applyAnswer(peer.answer(), InetAddress.getLoopbackAddress());
        peer.start(offer, PROFILE);

        soon().until(() -> events.contains("started"));
        assertThatThrownBy(() -> leg.answer(
                        "v=0\r\no=x 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                                + "m=audio 4000 RTP/AVP 0\r\n",
                        null))
                .isInstanceOf(IncompatibleMediaException.class);
    }

    @Test
    void oneThatWaitsForTheHandshakeGetsIt() throws Exception {
        BrowserPeer waiting = telephone(440);
        BrowserPeer other = telephone(620);
        var first = engine.createRtp(listener, new Encryption(MediaEncryption.REQUIRED, false));
        String offer = first.offer();
        first.applyAnswer(waiting.sdp("passive", waiting.identity.fingerprint()), InetAddress.getLoopbackAddress());
        waiting.start(offer);
        var second = engine.createRtp(listener);
        String answer =
                second.answer(other.sdp("passive", other.identity.fingerprint()), InetAddress.getLoopbackAddress());
        assertThat(answer).contains("a=setup:active");
        other.start(answer);

        first.connect(second);

        soon().until(() -> hears(waiting, 620) && hears(other, 440));
    }

    @Test
    void oneThatWaitsUnderAnotherCertificateIsNotSpokenWith() throws Exception {
        BrowserPeer waiting = telephone(440);
        var leg = engine.createRtp(listener);
        String answer = leg.answer(waiting.sdp("passive", "AB:".repeat(31) + "CD"), InetAddress.getLoopbackAddress());

        waiting.start(answer);

        soon().until(() -> events.contains("gone"));
        assertThat(events).doesNotContain("started");
        assertThat(waiting.rawReceived).noneMatch(packet -> (packet[0] & 0xFF) >= 128);
    }

    @Test
    void anRsaCertificateServesToo() throws Exception {
        BrowserPeer peer = new BrowserPeer("127.0.0.1", 440, RsaIdentity.create()).asTelephone();
        open.add(peer);
        var leg = engine.createRtp(listener);

        peer.start(leg.answer(peer.offer(), InetAddress.getLoopbackAddress()), PROFILE);

        soon().until(() -> events.contains("started"));
    }

    @Test
    void anotherCertificateThanToldEndsTheCallAndNothingGoesOutInTheClear() throws Exception {
        BrowserPeer peer = telephone(440);
        var leg = engine.createRtp(listener);
        String answer = leg.answer(peer.sdp("active", "AB:".repeat(31) + "CD"), InetAddress.getLoopbackAddress());
        leg.sendDigits("12345");

        peer.start(answer, PROFILE);

        soon().until(() -> events.contains("gone"));
        assertThat(events).doesNotContain("started");
        assertThat(peer.rawReceived).noneMatch(packet -> (packet[0] & 0xFF) >= 128);
    }

    @Test
    void aStrangersHandshakeIsNotBegun() throws Exception {
        BrowserPeer peer = telephone(440);
        BrowserPeer stranger = new BrowserPeer("127.0.0.7", 700).asTelephone();
        open.add(stranger);
        var leg = engine.createRtp(listener);
        String answer = leg.answer(peer.offer(), InetAddress.getLoopbackAddress());

        stranger.start(answer, PROFILE);
        soon().until(() -> (Long) leg.details().get("packetsDropped") > 0);
        peer.start(answer, PROFILE);

        soon().until(() -> events.contains("started"));
        assertThat(stranger.rawReceived).isEmpty();
        assertThat(events).doesNotContain("gone");
    }
}

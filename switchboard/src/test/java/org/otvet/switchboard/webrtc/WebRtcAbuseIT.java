package org.otvet.switchboard.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.media.Goertzel;
import org.otvet.switchboard.media.MediaEngine;
import org.otvet.switchboard.media.MediaLegListener;
import org.otvet.switchboard.media.MediaSettings;

/** Attacks on a browser's leg while it is up or about to be. */
class WebRtcAbuseIT {

    private static final int FIRST = 31700;
    private static final int LAST = 31719;
    private static final int BAD_PACKETS = 100_000;

    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private final MediaLegListener listener = new MediaLegListener() {
        @Override
        public void onPeerGone(String reason) {
            events.add("gone: " + reason);
        }
    };

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    private static boolean hears(BrowserPeer browser, int hertz) {
        return Goertzel.share(browser.lastSound(), hertz) > 0.9;
    }

    @Test
    void aHundredThousandForgedPacketsFromTheBrowsersOwnAddressDoNotEndTheCall() throws Exception {
        try (var engine = new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), FIRST, LAST))) {
            engine.start();
            await().until(engine::isHealthy);
            try (var browser = new BrowserPeer("127.0.0.1", 440);
                    var partner = new BrowserPeer("127.0.0.1", 660)) {
                var leg = engine.createWebRtc(listener);
                browser.start(leg.answer(browser.offer(), null), 7);
                var partnerLeg = engine.createWebRtc(listener);
                partner.start(partnerLeg.answer(partner.offer(), null), 7);
                leg.connect(partnerLeg);
                soon().until(() -> hears(partner, 440) && hears(browser, 660));
                var random = new Random(9);
                for (int i = 0; i < BAD_PACKETS; i++) {
                    var packet = browser.lastProtected.clone();
                    int at = i % 4 == 0 ? 8 + random.nextInt(4) : 12 + random.nextInt(packet.length - 12);
                    packet[at] ^= (byte) (1 + random.nextInt(255));
                    browser.send(packet);
                }
                browser.heard.clear();
                partner.heard.clear();
                soon().until(() -> hears(partner, 440) && hears(browser, 660));
                assertThat(events).isEmpty();
                assertThat(engine.isHealthy()).isTrue();
            }
        }
    }

    @Test
    void aClientHelloFromAnAddressWithoutACheckIsDroppedSilently() throws Exception {
        try (var engine = new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), FIRST, LAST))) {
            engine.start();
            await().until(engine::isHealthy);
            try (var browser = new BrowserPeer("127.0.0.1", 440);
                    var attacker = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.66"))) {
                var leg = engine.createWebRtc(listener);
                var answer = leg.answer(browser.offer(), null);
                for (int i = 0; i < 1_000; i++) {
                    for (int port = FIRST; port <= LAST; port++) {
                        var hello = clientHello(i);
                        if (i % 20 == port % 20) {
                            attacker.send(
                                    new DatagramPacket(hello, hello.length, InetAddress.getLoopbackAddress(), port));
                        }
                    }
                }
                browser.start(answer, 7);
                soon().until(() -> browser.srtp != null);
                soon().until(() -> leg.stats().packetsReceived() > 0);
                attacker.setSoTimeout(1);
                assertThat(receives(attacker)).isFalse();
                assertThat(events).isEmpty();
            }
        }
    }

    private static boolean receives(DatagramSocket socket) throws Exception {
        try {
            socket.receive(new DatagramPacket(new byte[2048], 2048));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** A DTLS 1.2 ClientHello with one suite and no extensions (RFC 6347 section 4.2). */
    private static byte[] clientHello(int sequence) {
        var body = new byte[2 + 32 + 1 + 1 + 2 + 2 + 2];
        body[0] = (byte) 254;
        body[1] = (byte) 253;
        body[37] = 2;
        body[38] = (byte) 0xC0;
        body[39] = 0x2B;
        body[40] = 1;
        var packet = new byte[13 + 12 + body.length];
        packet[0] = 22;
        packet[1] = (byte) 254;
        packet[2] = (byte) 253;
        packet[9] = (byte) (sequence >> 8);
        packet[10] = (byte) sequence;
        packet[12] = (byte) (12 + body.length);
        packet[13] = 1;
        packet[16] = (byte) body.length;
        packet[24] = (byte) body.length;
        System.arraycopy(body, 0, packet, 25, body.length);
        return packet;
    }
}

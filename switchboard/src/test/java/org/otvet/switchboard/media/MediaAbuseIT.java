package org.otvet.switchboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.rtp.RtpPacket;

/** Strangers who spray the whole port range, and parties that change their stream or come late. */
class MediaAbuseIT {

    private static final int FIRST = 31600;
    private static final int LAST = 31699;

    private final MediaEngine engine = new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), FIRST, LAST));
    private final List<AutoCloseable> open = new ArrayList<>();
    private RtpPeer alice;
    private RtpPeer bob;
    private MediaLeg aliceLeg;
    private MediaLeg bobLeg;

    @BeforeEach
    void start() throws Exception {
        engine.start();
        open.add(engine);
        alice = new RtpPeer("127.0.0.2", G711.PCMU, 440);
        open.add(alice);
        bob = new RtpPeer("127.0.0.3", G711.PCMA, 660);
        open.add(bob);
        aliceLeg = engine.createRtp(new MediaLegListener() {});
        alice.follow(aliceLeg.answer(alice.sdp(), null));
        bobLeg = engine.createRtp(new MediaLegListener() {});
        bob.follow(bobLeg.offer());
        bobLeg.applyAnswer(bob.sdp(), null);
        aliceLeg.connect(bobLeg);
    }

    @AfterEach
    void stop() throws Exception {
        for (var closeable : open.reversed()) {
            closeable.close();
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
    }

    @Test
    void sprayingEveryPortWithSoundAndReportsReachesNobodyAndLearnsNothing() throws Exception {
        soon().until(() -> bob.hears(440) && alice.hears(660));
        try (var stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.66"))) {
            stranger.setSoTimeout(1);
            for (int round = 0; round < 20; round++) {
                for (int port = FIRST; port <= LAST; port++) {
                    send(stranger, port, sound(round));
                    send(stranger, port, farewell());
                }
            }
            soon().until(() -> dropped(aliceLeg) >= 20 && dropped(bobLeg) >= 20);
            assertThat(alice.heard()).noneMatch(h -> h.payload().length == 160 && h.payload()[0] == 0x55);
            assertThat(bob.heard()).noneMatch(h -> h.payload().length == 160 && h.payload()[0] == 0x55);
            assertThat(hearsNothing(stranger)).isTrue();
        }
        alice.forget();
        bob.forget();
        soon().until(() -> bob.hears(440) && alice.hears(660));
        assertThat(aliceLeg.stats().packetsLost()).isZero();
    }

    @Test
    void anotherSourceIdentifierIsANewStreamOfTheSameParty() throws Exception {
        soon().until(() -> bob.hears(440));
        alice.sending = false;
        bob.forget();
        var law = G711.PCMU;
        int sequence = 40_000;
        for (int i = 0; i < 40; i++) {
            var payload = new byte[160];
            for (int j = 0; j < 160; j++) {
                payload[j] = law.encode((short) (8000 * Math.sin(2 * Math.PI * 1200 * (i * 160 + j) / 8000)));
            }
            var packet = new byte[172];
            RtpPacket.writeHeader(packet, i == 0, 0, sequence++, 7 + 160 * i, 0x0BADCAFE);
            System.arraycopy(payload, 0, packet, 12, 160);
            alice.sendRaw(packet);
        }
        soon().until(() -> bob.hears(1200));
        // The jump from one source's numbers to the other's is no loss.
        assertThat(aliceLeg.stats().packetsLost()).isLessThan(100);
        assertThat(bob.heard())
                .extracting(RtpPeer.Heard::ssrc)
                .containsOnly(bob.heard().getFirst().ssrc());
        alice.sending = true;
        soon().until(() -> bob.hears(440));
    }

    @Test
    void payloadTypesNobodyAgreedOnAreSkippedAndTheOtherLawIsUnderstood() throws Exception {
        soon().until(() -> bob.hears(440));
        for (int type = 1; type < 128; type++) {
            if (type != 8 && type != 96 && type != 101) {
                alice.sendRaw(alice.packet(type, false, alice.timestamp(), new byte[160]));
            }
        }
        bob.forget();
        soon().until(() -> bob.hears(440));
        assertThat(bob.heard()).extracting(RtpPeer.Heard::payloadType).containsOnly(8);
        alice.sending = false;
        bob.forget();
        for (int i = 0; i < 20; i++) {
            var payload = new byte[160];
            for (int j = 0; j < 160; j++) {
                payload[j] = G711.PCMA.encode((short) (8000 * Math.sin(2 * Math.PI * 900 * (i * 160 + j) / 8000)));
            }
            alice.sendRaw(alice.packet(8, false, alice.timestamp() + 160 * i, payload));
        }
        soon().until(() -> bob.hears(900));
    }

    @Test
    void mediaThatComesLateIsHeard() throws Exception {
        try (var late = new RtpPeer("127.0.0.7", G711.PCMU, 1000)) {
            late.sending = false;
            var lateLeg = engine.createRtp(new MediaLegListener() {});
            late.follow(lateLeg.answer(late.sdp(), null));
            lateLeg.connect(bobLeg);
            // What is sent to it does not wait for what it sends.
            soon().until(() -> late.hears(660));
            late.sending = true;
            soon().until(() -> bob.hears(1000));
        }
    }

    private static long dropped(MediaLeg leg) {
        return (long) leg.details().get("packetsDropped");
    }

    private static boolean hearsNothing(DatagramSocket socket) throws Exception {
        try {
            socket.receive(new DatagramPacket(new byte[2048], 2048));
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private static void send(DatagramSocket socket, int port, byte[] bytes) throws Exception {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static byte[] sound(int round) {
        var packet = new byte[172];
        Arrays.fill(packet, (byte) 0x55);
        RtpPacket.writeHeader(packet, round == 0, round % 2 * 8, round, 160 * round, 0x66666666);
        return packet;
    }

    /** A receiver report and a BYE (RFC 3550 section 6.6). */
    private static byte[] farewell() {
        return new byte[] {(byte) 0x80, (byte) 201, 0, 1, 1, 1, 1, 1, (byte) 0x81, (byte) 203, 0, 1, 1, 1, 1, 1};
    }
}

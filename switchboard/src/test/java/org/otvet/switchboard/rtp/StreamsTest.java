package org.otvet.switchboard.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final long MS = 1_000_000L;

    @Test
    void relayKeepsLossAndReorderingVisibleAcrossTheWrap() {
        OutboundStream stream = new OutboundStream();
        int[] order = {65533, 65534, 0, 65535, 2, 3};
        int firstOut = 0;
        int firstTimestamp = 0;
        for (int i = 0; i < order.length; i++) {
            int position = (short) (order[i] - 65533);
            stream.relay(1, 42, order[i], position * 160, false, 160, i * 20 * MS);
            if (i == 0) {
                firstOut = stream.sequence();
                firstTimestamp = stream.timestamp();
            }
            assertThat((stream.sequence() - firstOut) & 0xFFFF).isEqualTo(position);
            assertThat(stream.timestamp() - firstTimestamp).isEqualTo(position * 160);
        }
    }

    @Test
    void aChangeOfSourceContinuesAfterTheNewestPacketEvenWhenALateOneWasLast() {
        OutboundStream stream = new OutboundStream();
        stream.relay(1, 42, 65535, 1600, false, 160, 0);
        stream.relay(1, 42, 1, 1600 + 320, false, 160, 40 * MS);
        int newest = stream.sequence();
        int newestTimestamp = stream.timestamp();
        stream.relay(1, 42, 0, 1600 + 160, false, 160, 41 * MS);
        stream.own(160, 60 * MS);
        assertThat(stream.sequence()).isEqualTo((newest + 1) & 0xFFFF);
        assertThat(stream.timestamp() - newestTimestamp).isGreaterThanOrEqualTo(160);
        assertThat(stream.marker()).isTrue();
        int own = stream.timestamp();
        stream.own(160, 80 * MS);
        assertThat(stream.marker()).isFalse();
        assertThat(stream.timestamp() - own).isEqualTo(160);
        stream.relay(2, 43, 9, 5, false, 160, 1080 * MS);
        assertThat(stream.marker()).isTrue();
        assertThat(stream.timestamp() - own).isBetween(8000, 8400);
    }

    @Test
    void aSourceThatStartsAnewOrJumpsIsANewStretch() {
        OutboundStream stream = new OutboundStream();
        stream.relay(1, 42, 100, 0, false, 160, 0);
        int before = stream.timestamp();
        stream.relay(1, 42, 101, 900_000, false, 160, 20 * MS);
        assertThat(stream.marker()).isTrue();
        assertThat(stream.timestamp() - before).isEqualTo(160);
        before = stream.timestamp();
        stream.relay(1, 77, 5000, 33, false, 160, 40 * MS);
        assertThat(stream.timestamp() - before).isEqualTo(160);
    }

    @Test
    void packetsNotPassedOnLeaveNoHole() {
        OutboundStream stream = new OutboundStream();
        stream.relay(1, 42, 10, 0, false, 160, 0);
        int first = stream.sequence();
        stream.skip(1);
        stream.relay(1, 42, 12, 320, false, 160, 40 * MS);
        assertThat(stream.sequence()).isEqualTo((first + 1) & 0xFFFF);
    }

    @Test
    void countsLossDuplicatesAndJitter() {
        ReceptionStatistics statistics = new ReceptionStatistics();
        for (int i = 0; i < 1000; i++) {
            if (i >= 100 && i < 110) {
                continue;
            }
            statistics.onPacket(7, (65_000 + i) & 0xFFFF, i * 160, 8000, true, i * 20 * MS + (i % 2) * 4 * MS);
        }
        assertThat(statistics.received()).isEqualTo(990);
        assertThat(statistics.lost()).isEqualTo(10);
        assertThat(statistics.losses()).isEqualTo(1);
        assertThat(statistics.jitterMs()).isCloseTo(4, within(0.5));
        statistics.onPacket(8, 5, 0, 8000, true, 0);
        assertThat(statistics.lost()).isEqualTo(10);
    }

    @Test
    void jitterIsTheSameAtAnyClockAndKeysDoNotCount() {
        ReceptionStatistics opus = new ReceptionStatistics();
        for (int i = 0; i < 500; i++) {
            opus.onPacket(7, i, i * 960, 48_000, true, i * 20 * MS + (i % 2) * 4 * MS);
        }
        assertThat(opus.jitterMs()).isCloseTo(4, within(0.5));
        for (int i = 500; i < 520; i++) {
            opus.onPacket(7, i, 500 * 960, 48_000, false, i * 20 * MS);
        }
        assertThat(opus.jitterMs()).isCloseTo(4, within(0.5));
    }

    @Test
    void reportsAreReadByTheOtherSideAndGiveTheRoundTrip() {
        RtcpSession ours = new RtcpSession();
        RtcpSession theirs = new RtcpSession();
        ReceptionStatistics heardByThem = new ReceptionStatistics();
        heardByThem.onPacket(111, 1, 0, 8000, true, 0);
        heardByThem.onPacket(111, 5, 640, 8000, true, 80 * MS);
        byte[] packet = new byte[RtcpSession.MAX_BYTES];
        long wall = 1_800_000_000_000L;

        int length = ours.writeReport(packet, 111, 5, 10, 1600, new ReceptionStatistics(), wall, 0);
        assertThat(length % 4).isZero();
        assertThat(theirs.onPacket(packet, length, 222, wall + 30, 30 * MS)).isTrue();
        length = theirs.writeReport(packet, 222, 5, 1, 160, heardByThem, wall + 130, 130 * MS);
        assertThat(length).isLessThanOrEqualTo(RtcpSession.MAX_BYTES);
        assertThat(ours.onPacket(packet, length, 111, wall + 180, 180 * MS)).isTrue();
        assertThat(ours.roundTripMs()).isCloseTo(80, within(2.0));
        assertThat(ours.peerLost()).isEqualTo(3);
        assertThat(ours.peerFractionLost()).isCloseTo(0.6, within(0.01));
        assertThat(ours.onPacket(packet, length - 3, 111, wall, 0)).isFalse();
    }

    @Test
    void keysSurviveLossOfTheirEnds() {
        DigitReceiver receiver = new DigitReceiver();
        assertThat(receiver.onEvent(1000, event(1, false, 160), 0, 4, 8000, 0)).isEqualTo((char) 0);
        assertThat(receiver.onEvent(1000, event(1, false, 320), 0, 4, 8000, 20 * MS))
                .isEqualTo((char) 0);
        assertThat(receiver.onTime(100 * MS)).isEqualTo((char) 0);
        assertThat(receiver.onTime(300 * MS)).isEqualTo('1');
        assertThat(receiver.lengthMs()).isEqualTo(40);
        assertThat(receiver.onEvent(1000, event(1, true, 480), 0, 4, 8000, 310 * MS))
                .isEqualTo((char) 0);
        assertThat(receiver.onEvent(3000, event(2, false, 160), 0, 4, 8000, 400 * MS))
                .isEqualTo((char) 0);
        assertThat(receiver.onEvent(5000, event(3, false, 160), 0, 4, 8000, 500 * MS))
                .isEqualTo('2');
        assertThat(receiver.onEvent(5000, event(3, true, 160), 0, 4, 8000, 520 * MS))
                .isEqualTo('3');
        assertThat(receiver.onEvent(5000, event(3, true, 160), 0, 4, 8000, 540 * MS))
                .isEqualTo((char) 0);
        assertThat(receiver.onEvent(3000, event(2, true, 160), 0, 4, 8000, 540 * MS))
                .isEqualTo((char) 0);
        assertThat(receiver.onEvent(9000, event(16, true, 160), 0, 4, 8000, 600 * MS))
                .isEqualTo((char) 0);
        assertThat(receiver.onEvent(9000, event(1, true, 160), 0, 3, 8000, 600 * MS))
                .isEqualTo((char) 0);
    }

    private static byte[] event(int event, boolean end, int duration) {
        return new byte[] {(byte) event, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration};
    }

    @Test
    void rubbishNeverThrows() {
        Random random = new Random(11);
        RtcpSession rtcp = new RtcpSession();
        DigitReceiver digits = new DigitReceiver();
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[2100];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
                bytes[1] = (byte) (200 + i % 5);
                bytes[2] = 0;
            }
            int length = random.nextInt(1, 2048);
            rtcp.onPacket(bytes, length, 1, 0, 0);
            int offset = RtpPacket.payloadOffset(bytes, length);
            if (offset >= 0) {
                int payload = RtpPacket.payloadLength(bytes, offset, length);
                assertThat(offset + Math.max(payload, 0)).isLessThanOrEqualTo(length);
                digits.onEvent(i, bytes, offset, Math.max(0, payload), 8000, i);
            }
        }
    }
}

package org.otvet.phone;

import java.nio.ByteBuffer;

/**
 * One call's RTCP (RFC 3550 section 6.4): sender reports with a block on what was received. Owned by the loop.
 */
final class Reports {

    private static final int SENDER_REPORT = 200;
    private static final int DESCRIPTION = 202;
    private static final int SENDER_BYTES = 28;
    private static final int BLOCK_BYTES = 24;
    private static final long NTP_EPOCH_OFFSET_S = 2_208_988_800L;

    private final int ssrc;
    private final ByteBuffer packet = ByteBuffer.allocate(96);

    private boolean heard;
    private int source;
    private int base;
    private int highest;
    private int cycles;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private double jitter;
    private int transit;

    private int lastReport;
    private long lastReportNs;

    Reports(int ssrc) {
        this.ssrc = ssrc;
    }

    /** @param now in units of the timestamp */
    void received(int from, int sequence, int timestamp, int now) {
        if (!heard || from != source) {
            heard = true;
            source = from;
            base = sequence;
            highest = sequence;
            cycles = 0;
            received = 0;
            expectedBefore = 0;
            receivedBefore = 0;
            transit = now - timestamp;
        }
        received++;
        if ((short) (sequence - highest) > 0) {
            cycles += sequence < highest ? 65_536 : 0;
            highest = sequence;
        }
        int difference = Math.abs(now - timestamp - transit);
        transit = now - timestamp;
        jitter += (difference - jitter) / 16;
    }

    void read(ByteBuffer data) {
        if (data.remaining() >= SENDER_BYTES && (data.get(1) & 0xFF) == SENDER_REPORT) {
            lastReport = data.getInt(8) << 16 | data.getInt(12) >>> 16;
            lastReportNs = System.nanoTime();
        }
    }

    /** A report, ready to be sent. */
    ByteBuffer write(long sent, int timestamp) {
        long wall = System.currentTimeMillis();
        int blocks = heard ? 1 : 0;
        packet.clear();
        head(blocks, SENDER_REPORT, SENDER_BYTES + blocks * BLOCK_BYTES);
        packet.putInt((int) (wall / 1000 + NTP_EPOCH_OFFSET_S))
                .putInt((int) ((wall % 1000 << 32) / 1000))
                .putInt(timestamp)
                .putInt((int) sent)
                .putInt((int) sent * 160);
        if (heard) {
            block();
        }
        head(1, DESCRIPTION, 16);
        packet.put((byte) 1)
                .put((byte) 5)
                .put(new byte[] {'p', 'h', 'o', 'n', 'e'})
                .put((byte) 0);
        return packet.flip();
    }

    private void block() {
        long expected = (long) cycles + highest - base + 1;
        long expectedNow = expected - expectedBefore;
        long lostNow = Math.max(0, expectedNow - (received - receivedBefore));
        expectedBefore = expected;
        receivedBefore = received;
        long fraction = expectedNow == 0 ? 0 : Math.min(255, lostNow * 256 / expectedNow);
        long delay = lastReport == 0 ? 0 : (System.nanoTime() - lastReportNs) * 65_536 / 1_000_000_000L;
        packet.putInt(source)
                .putInt((int) (fraction << 24 | expected - received & 0xFFFFFF))
                .putInt(cycles + highest)
                .putInt((int) jitter)
                .putInt(lastReport)
                .putInt((int) delay);
    }

    private void head(int count, int type, int bytes) {
        packet.put((byte) (0x80 | count))
                .put((byte) type)
                .putShort((short) (bytes / 4 - 1))
                .putInt(ssrc);
    }
}

package org.otvet.switchboard.rtp;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** One leg's RTCP: makes our reports and reads the peer's (RFC 3550 section 6). One thread, except for the getters. */
public final class RtcpSession {

    /** Room a report needs. */
    public static final int MAX_BYTES = 96;

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final long NTP_EPOCH_OFFSET_S = 2_208_988_800L;

    private final byte[] name = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE)
            .getBytes(StandardCharsets.US_ASCII);
    private int lastSenderReport;
    private long lastSenderReportNs;
    private volatile double roundTripMs = -1;
    private volatile double peerFractionLost = -1;
    private volatile long peerLost = -1;

    /**
     * Writes a report: what we sent, what we received, and our name.
     *
     * @param wallMs milliseconds since 1970
     * @param rtpTimestamp the timestamp of our stream that belongs to {@code nowNs}
     * @return bytes written
     */
    public int writeReport(
            byte[] into,
            int ssrc,
            int rtpTimestamp,
            long packets,
            long octets,
            ReceptionStatistics reception,
            long wallMs,
            long nowNs) {
        boolean sender = packets > 0;
        boolean receiver = reception.hasSource();
        int offset = 8;
        if (sender) {
            long ntp = ntp(wallMs);
            RtpPacket.putInt32(into, 8, (int) (ntp >>> 32));
            RtpPacket.putInt32(into, 12, (int) ntp);
            RtpPacket.putInt32(into, 16, rtpTimestamp);
            RtpPacket.putInt32(into, 20, (int) packets);
            RtpPacket.putInt32(into, 24, (int) octets);
            offset = 28;
        }
        if (receiver) {
            int delay = lastSenderReport == 0 ? 0 : (int) ((nowNs - lastSenderReportNs) * 65536 / 1_000_000_000L);
            reception.writeReportBlock(into, offset, lastSenderReport, delay);
            offset += 24;
        }
        writeHead(into, 0, receiver ? 1 : 0, sender ? SENDER_REPORT : RECEIVER_REPORT, offset, ssrc);
        int start = offset;
        into[offset + 8] = 1;
        into[offset + 9] = (byte) name.length;
        System.arraycopy(name, 0, into, offset + 10, name.length);
        offset += 10 + name.length;
        do {
            into[offset++] = 0;
        } while ((offset - start) % 4 != 0);
        writeHead(into, start, 1, DESCRIPTION, offset - start, ssrc);
        return offset;
    }

    /**
     * Reads a compound packet from the peer.
     *
     * @return false when it is malformed; what stood before the malformed part has been taken
     */
    public boolean onPacket(byte[] packet, int length, int ourSsrc, long wallMs, long nowNs) {
        int offset = 0;
        while (offset < length) {
            if (length - offset < 4 || (packet[offset] & 0xC0) != 0x80) {
                return false;
            }
            int bytes = 4 + 4 * (((packet[offset + 2] & 0xFF) << 8) | (packet[offset + 3] & 0xFF));
            if (bytes > length - offset) {
                return false;
            }
            int type = packet[offset + 1] & 0xFF;
            int blocks = packet[offset] & 0x1F;
            int firstBlock = type == SENDER_REPORT ? 28 : 8;
            if (type == SENDER_REPORT || type == RECEIVER_REPORT) {
                if (bytes < firstBlock + 24 * blocks) {
                    return false;
                }
                if (type == SENDER_REPORT) {
                    lastSenderReport =
                            (RtpPacket.int32(packet, offset + 8) << 16) | (RtpPacket.int32(packet, offset + 12) >>> 16);
                    lastSenderReportNs = nowNs;
                }
                for (int i = 0; i < blocks; i++) {
                    onBlock(packet, offset + firstBlock + 24 * i, ourSsrc, wallMs);
                }
            }
            offset += bytes;
        }
        return true;
    }

    private void onBlock(byte[] packet, int offset, int ourSsrc, long wallMs) {
        if (RtpPacket.int32(packet, offset) != ourSsrc) {
            return;
        }
        peerFractionLost = (packet[offset + 4] & 0xFF) / 256.0;
        // 24 bits with sign: duplicates can make it negative
        peerLost = Math.max(0, RtpPacket.int32(packet, offset + 4) << 8 >> 8);
        int reported = RtpPacket.int32(packet, offset + 16);
        if (reported == 0) {
            return;
        }
        int now = (int) (ntp(wallMs) >>> 16);
        int roundTrip = now - reported - RtpPacket.int32(packet, offset + 20);
        // a peer may lie or its clock may step: only a plausible time is believed
        if (roundTrip >= 0 && roundTrip < 10 * 65536) {
            roundTripMs = roundTrip * 1000.0 / 65536;
        }
    }

    /** The last round trip the peer's reports gave, in ms; -1 while there is none. */
    public double roundTripMs() {
        return roundTripMs;
    }

    /** Which part of our packets the peer missed between its last two reports, 0 to 1; -1 while it reported none. */
    public double peerFractionLost() {
        return peerFractionLost;
    }

    /** How many of our packets the peer missed in all; -1 while it reported none. */
    public long peerLost() {
        return peerLost;
    }

    private static long ntp(long wallMs) {
        long seconds = wallMs / 1000 + NTP_EPOCH_OFFSET_S;
        long fraction = ((wallMs % 1000) << 32) / 1000;
        return (seconds << 32) | fraction;
    }

    private static void writeHead(byte[] into, int at, int count, int type, int bytes, int ssrc) {
        into[at] = (byte) (0x80 | count);
        into[at + 1] = (byte) type;
        int words = bytes / 4 - 1;
        into[at + 2] = (byte) (words >>> 8);
        into[at + 3] = (byte) words;
        RtpPacket.putInt32(into, at + 4, ssrc);
    }
}

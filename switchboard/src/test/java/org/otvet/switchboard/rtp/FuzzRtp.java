package org.otvet.switchboard.rtp;

/** RTP and RTCP of any content: lengths inside the packet, figures inside their ranges. */
public final class FuzzRtp {

    private FuzzRtp() {}

    public static void fuzzerTestOneInput(byte[] data) {
        RtpPacket.isRtcp(data, data.length);
        int offset = RtpPacket.payloadOffset(data, data.length);
        ReceptionStatistics reception = new ReceptionStatistics();
        if (offset >= 0) {
            int bytes = RtpPacket.payloadLength(data, offset, data.length);
            if (bytes >= 0 && offset + bytes > data.length) {
                throw new IllegalStateException("a payload longer than its packet");
            }
            for (int i = 1; i < 4; i++) {
                reception.onPacket(
                        RtpPacket.ssrc(data),
                        RtpPacket.sequence(data) * i & 0xFFFF,
                        RtpPacket.timestamp(data),
                        8000,
                        i != 2,
                        i);
            }
            if (reception.lost() < 0 || reception.jitterMs() < 0) {
                throw new IllegalStateException("figures below zero");
            }
        }
        RtcpSession session = new RtcpSession();
        session.onPacket(data, data.length, 1, 1_000, 1_000_000);
        int bytes = session.writeReport(new byte[RtcpSession.MAX_BYTES], 1, 2, 3, 4, reception, 1_000, 2_000_000);
        if (bytes > RtcpSession.MAX_BYTES || bytes % 4 != 0) {
            throw new IllegalStateException("a report of " + bytes + " bytes");
        }
    }
}

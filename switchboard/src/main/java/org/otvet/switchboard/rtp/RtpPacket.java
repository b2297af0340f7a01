package org.otvet.switchboard.rtp;

/** Reads and writes RTP headers (RFC 3550 section 5.1) in place. Sequence numbers come as 0 to 65535. */
public final class RtpPacket {

    public static final int HEADER_BYTES = 12;

    private RtpPacket() {}

    /**
     * Where the payload starts, or -1 when these bytes are no RTP packet: wrong version, or a header, extension or
     * padding longer than the packet.
     */
    public static int payloadOffset(byte[] packet, int length) {
        if (length < HEADER_BYTES || (packet[0] & 0xC0) != 0x80) {
            return -1;
        }
        int offset = HEADER_BYTES + 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0) {
            if (length < offset + 4) {
                return -1;
            }
            offset += 4 + 4 * (((packet[offset + 2] & 0xFF) << 8) | (packet[offset + 3] & 0xFF));
        }
        return offset <= length ? offset : -1;
    }

    /** Bytes of payload from {@code offset}, padding taken off; -1 when the padding is longer than that. */
    public static int payloadLength(byte[] packet, int offset, int length) {
        int bytes = length - offset;
        if ((packet[0] & 0x20) != 0) {
            int padding = packet[length - 1] & 0xFF;
            if (padding == 0 || padding > bytes) {
                return -1;
            }
            bytes -= padding;
        }
        return bytes;
    }

    /** On a multiplexed port, whether these bytes are RTCP rather than RTP (RFC 5761 section 4). */
    public static boolean isRtcp(byte[] packet, int length) {
        int type = length < 2 ? 0 : packet[1] & 0xFF;
        return type >= 192 && type <= 223;
    }

    public static boolean marker(byte[] packet) {
        return (packet[1] & 0x80) != 0;
    }

    public static int payloadType(byte[] packet) {
        return packet[1] & 0x7F;
    }

    public static int sequence(byte[] packet) {
        return ((packet[2] & 0xFF) << 8) | (packet[3] & 0xFF);
    }

    public static int timestamp(byte[] packet) {
        return int32(packet, 4);
    }

    public static int ssrc(byte[] packet) {
        return int32(packet, 8);
    }

    /** Writes a plain 12-byte header. */
    public static void writeHeader(
            byte[] packet, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        packet[0] = (byte) 0x80;
        packet[1] = (byte) ((marker ? 0x80 : 0) | payloadType);
        packet[2] = (byte) (sequence >>> 8);
        packet[3] = (byte) sequence;
        putInt32(packet, 4, timestamp);
        putInt32(packet, 8, ssrc);
    }

    static int int32(byte[] bytes, int offset) {
        return (bytes[offset] << 24)
                | ((bytes[offset + 1] & 0xFF) << 16)
                | ((bytes[offset + 2] & 0xFF) << 8)
                | (bytes[offset + 3] & 0xFF);
    }

    static void putInt32(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) (value >>> 24);
        bytes[offset + 1] = (byte) (value >>> 16);
        bytes[offset + 2] = (byte) (value >>> 8);
        bytes[offset + 3] = (byte) value;
    }
}

package org.otvet.switchboard.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;

/** The head of our recordings: RIFF WAVE, two channels of G.711 at 8,000 Hz, data from byte 58. */
final class WavHeader {

    static final int BYTES = 58;
    static final int FRAME_BYTES = 2;

    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final long MAX_DATA = 0xFFFFFFFFL - BYTES;

    private WavHeader() {}

    /** The head of a file with so many bytes of data, ready to be written. */
    static ByteBuffer of(G711 law, long dataBytes) {
        long data = Math.min(dataBytes, MAX_DATA);
        ByteBuffer head = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("RIFF")).putInt((int) (data + BYTES - 8)).put(ascii("WAVE"));
        head.put(ascii("fmt ")).putInt(18);
        head.putShort((short) (law == G711.PCMA ? A_LAW : MU_LAW)).putShort((short) 2);
        head.putInt(G711.SAMPLES_PER_SECOND).putInt(G711.SAMPLES_PER_SECOND * FRAME_BYTES);
        head.putShort((short) FRAME_BYTES).putShort((short) 8).putShort((short) 0);
        head.put(ascii("fact")).putInt(4).putInt((int) (data / FRAME_BYTES));
        head.put(ascii("data")).putInt((int) data);
        return head.flip();
    }

    /** The law of a recording with this head, or null when it is no head of ours. */
    static @Nullable G711 lawOf(ByteBuffer head) {
        if (head.remaining() < BYTES) {
            return null;
        }
        ByteBuffer bytes = head.slice().order(ByteOrder.LITTLE_ENDIAN);
        G711 law = switch (bytes.getShort(20)) {
            case A_LAW -> G711.PCMA;
            case MU_LAW -> G711.PCMU;
            default -> null;
        };
        if (law == null) {
            return null;
        }
        ByteBuffer expected = of(law, 0);
        for (int at = 0; at < BYTES; at++) {
            boolean isSize = (at >= 4 && at < 8) || (at >= 46 && at < 50) || at >= 54;
            if (!isSize && bytes.get(at) != expected.get(at)) {
                return null;
            }
        }
        return law;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

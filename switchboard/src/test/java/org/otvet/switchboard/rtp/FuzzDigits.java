package org.otvet.switchboard.rtp;

import java.util.Arrays;

/** Streams of telephone events, ten bytes each: only keys come out, never more than there were packets. */
public final class FuzzDigits {

    private static final int STEP = 8;

    private FuzzDigits() {}

    public static void fuzzerTestOneInput(byte[] data) {
        DigitReceiver receiver = new DigitReceiver();
        int keys = 0;
        int packets = 0;
        for (int at = 0; at + 4 <= data.length; at += STEP) {
            byte[] payload = Arrays.copyOfRange(data, at + 4, Math.min(data.length, at + STEP));
            char key = receiver.onEvent(
                    RtpPacket.int32(data, at), payload, 0, payload.length, 8000, packets * 20_000_000L);
            packets++;
            keys += count(key, receiver);
        }
        keys += count(receiver.onTime(Long.MAX_VALUE / 2), receiver);
        if (keys > packets) {
            throw new IllegalStateException(keys + " keys from " + packets + " packets");
        }
    }

    private static int count(char key, DigitReceiver receiver) {
        if (key == 0) {
            return 0;
        }
        if ("0123456789*#ABCD".indexOf(key) < 0 || receiver.lengthMs() < 0 || receiver.lengthMs() > 8_192) {
            throw new IllegalStateException("a key " + (int) key + " of " + receiver.lengthMs() + " ms");
        }
        return 1;
    }
}

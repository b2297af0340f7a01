package org.otvet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sound SIPp plays. */
final class Tone {

    private Tone() {}

    static void writeMuLaw(Path file, int hertz, int seconds) throws IOException {
        var bytes = new byte[8000 * seconds];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = muLaw((int) (16000 * Math.sin(2 * Math.PI * hertz * i / 8000)));
        }
        Files.write(file, bytes);
    }

    /** ITU-T G.711 mu-law of a 16-bit sample. */
    private static byte muLaw(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample) + 132, 32767);
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        return (byte) ~(sign | exponent << 4 | magnitude >> exponent + 3 & 15);
    }
}

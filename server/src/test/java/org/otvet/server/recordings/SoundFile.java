package org.otvet.server.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.otvet.switchboard.codec.G711;

/** Two-channel G.711 WAV files as an exchange leaves them, with a tone of its own in each channel. */
final class SoundFile {

    private SoundFile() {}

    /** A file whose header promises nothing yet, as that of a recording going on. */
    static void begin(Path file, G711 law) {
        var head = ByteBuffer.allocate(58).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("RIFF")).putInt(50).put(ascii("WAVE")).put(ascii("fmt ")).putInt(18);
        head.putShort((short) (law == G711.PCMA ? 6 : 7)).putShort((short) 2);
        head.putInt(8000).putInt(16000).putShort((short) 2).putShort((short) 8).putShort((short) 0);
        head.put(ascii("fact")).putInt(4).putInt(0).put(ascii("data")).putInt(0);
        write(file, head.array());
    }

    /** Adds sound: sine waves of these amplitudes, 400 Hz left and 1000 Hz right. */
    static void grow(Path file, G711 law, int ms, int left, int right) {
        byte[] codes = new byte[ms * 8 * 2];
        for (int i = 0; i < ms * 8; i++) {
            codes[2 * i] = law.encode((short) (left * Math.sin(2 * Math.PI * 400 * i / 8000)));
            codes[2 * i + 1] = law.encode((short) (right * Math.sin(2 * Math.PI * 1000 * i / 8000)));
        }
        write(file, codes);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

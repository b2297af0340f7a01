package org.otvet.server.projects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.otvet.server.platform.Problem;
import org.otvet.switchboard.prompt.WavFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Sounds on disk. What is uploaded is decoded and written anew as mono, 8 kHz, 16-bit PCM, so nothing of the file but its
 * sound gets in.
 */
@Component
class PromptFiles {

    private static final Logger log = LoggerFactory.getLogger(PromptFiles.class);
    private static final int RATE = 8000;
    private static final int LONGEST_SECONDS = 1800;

    /**
     * Writes the sound; the length in milliseconds.
     *
     * @throws Problem 422 {@code not-audio}
     */
    long keep(Path file, byte[] upload) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, upload);
            short[] samples = WavFile.read(part);
            if (samples.length < RATE / 10 || samples.length > RATE * LONGEST_SECONDS) {
                throw notAudio("It must last from a tenth of a second to half an hour.");
            }
            Files.write(part, wav(samples));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return samples.length * 1000L / RATE;
        } catch (IOException e) {
            log.info("An uploaded sound was refused: {}", e.getMessage());
            throw notAudio("A WAV file with PCM sound is needed.");
        } finally {
            remove(part);
        }
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem notAudio(String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-audio", detail);
    }

    private static byte[] wav(short[] samples) {
        ByteBuffer out = ByteBuffer.allocate(44 + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length * 2);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (short sample : samples) {
            out.putShort(sample);
        }
        return out.array();
    }
}

package org.otvet.switchboard.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.otvet.switchboard.codec.G711;

/** Corrects the header of a recording whose process was killed. */
public final class RecordingRepair {

    private RecordingRepair() {}

    /** What stands in the file after the repair. */
    public record Repaired(long lengthMs, long bytes) {}

    /**
     * Makes the header agree with the length of the file. Safe to repeat.
     *
     * @throws IOException when the file cannot be read or written, or is not one of our recordings; one clear line
     */
    public static Repaired repair(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(WavHeader.BYTES);
            while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
                // until the head is whole or the file ends
            }
            G711 law = WavHeader.lawOf(head.flip());
            if (law == null) {
                throw new IOException(file + " is not a recording made by this program");
            }
            long data = channel.size() - WavHeader.BYTES;
            data -= data % WavHeader.FRAME_BYTES;
            channel.truncate(WavHeader.BYTES + data);
            ByteBuffer corrected = WavHeader.of(law, data);
            while (corrected.hasRemaining()) {
                channel.write(corrected, corrected.position());
            }
            return new Repaired(data / WavHeader.FRAME_BYTES / G711.SAMPLES_PER_MS, WavHeader.BYTES + data);
        } catch (NoSuchFileException e) {
            throw new IOException("Recording " + file + " does not exist", e);
        }
    }
}

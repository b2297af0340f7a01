package org.otvet.switchboard.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.otvet.switchboard.codec.G711;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;
import org.otvet.telephony.RecordingSeal;

/** The file behind a recording while it is written. One thread. */
abstract class RecordingFile implements AutoCloseable {

    private final FileChannel channel;
    private long soundBytes;

    RecordingFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the file and its folders.
     *
     * @throws IOException also when it exists already
     */
    static RecordingFile create(RecordingId id, RecordingPlace place, G711 law) throws IOException {
        Path file = place.file();
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("Recording " + file + " exists already", e);
        }
        RecordingSeal seal = place.seal();
        RecordingFile made =
                seal == null ? new WavRecordingFile(channel, law) : new SealedRecordingFile(channel, id, law, seal);
        try {
            made.begin();
            return made;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Writes what stands before the sound. */
    abstract void begin() throws IOException;

    /** Takes whole frames of sound, some of which it may hold back for a while. */
    void append(ByteBuffer sound) throws IOException {
        soundBytes += sound.remaining();
        write(sound);
    }

    abstract void write(ByteBuffer sound) throws IOException;

    /** Makes what was taken since the last time playable. */
    abstract void settle() throws IOException;

    /** Writes everything, and that nothing is to follow. */
    abstract void finish() throws IOException;

    final long soundBytes() {
        return soundBytes;
    }

    /** Length of the file. */
    abstract long bytes();

    final void writeFully(ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    @Override
    public final void close() throws IOException {
        channel.close();
    }
}

package org.otvet.switchboard.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.otvet.switchboard.codec.G711;

/** A WAV file in clear, whose head is written anew whenever its sound has grown. */
final class WavRecordingFile extends RecordingFile {

    private final G711 law;

    WavRecordingFile(FileChannel channel, G711 law) {
        super(channel);
        this.law = law;
    }

    @Override
    void begin() throws IOException {
        settle();
    }

    @Override
    void write(ByteBuffer sound) throws IOException {
        writeFully(sound, WavHeader.BYTES + soundBytes() - sound.remaining());
    }

    @Override
    void settle() throws IOException {
        writeFully(WavHeader.of(law, soundBytes()), 0);
    }

    @Override
    void finish() {}

    @Override
    long bytes() {
        return WavHeader.BYTES + soundBytes();
    }
}

package org.otvet.server.recordings;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.otvet.switchboard.codec.G711;

/** The codes of a two-channel G.711 WAV file in clear. */
final class WavCodes implements Sound.Codes {

    private static final int LONGEST_HEADER = 4096;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;

    private final FileChannel channel;
    private final long dataAt;

    private WavCodes(FileChannel channel, long dataAt) {
        this.channel = channel;
        this.dataAt = dataAt;
    }

    /** @throws IOException also when it is not such a file */
    static Sound open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return of(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Sound of(FileChannel channel) throws IOException {
        var head = ByteBuffer.allocate(LONGEST_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
            // until the buffer is full or the file ends
        }
        head.flip();
        if (head.remaining() < 12
                || !text(head, 0).equals("RIFF")
                || !text(head, 8).equals("WAVE")) {
            throw new IOException("not a WAV file");
        }
        int format = 0;
        int channels = 0;
        int rate = 0;
        int at = 12;
        while (at + 8 <= head.limit()) {
            String chunk = text(head, at);
            int size = head.getInt(at + 4);
            if (chunk.equals("data")) {
                if (channels != Sound.CHANNELS || format != A_LAW && format != MU_LAW) {
                    throw new IOException("not a two-channel G.711 recording");
                }
                long dataAt = at + 8L;
                long frames = Math.max(0, channel.size() - dataAt) / Sound.CHANNELS;
                G711 law = format == A_LAW ? G711.PCMA : G711.PCMU;
                return new Sound(new WavCodes(channel, dataAt), law, rate, frames, false);
            }
            if (chunk.equals("fmt ") && at + 16 <= head.limit()) {
                format = head.getShort(at + 8);
                channels = head.getShort(at + 10);
                rate = head.getInt(at + 12);
            }
            if (size < 0 || size > LONGEST_HEADER) {
                break;
            }
            at += 8 + size + (size & 1);
        }
        throw new IOException("a WAV file without sound");
    }

    @Override
    public void read(long at, byte[] into, int length) throws IOException {
        var buffer = ByteBuffer.wrap(into, 0, length);
        long position = dataAt + at;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException("the recording became shorter while it was read");
            }
            position += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String text(ByteBuffer head, int at) {
        return new String(head.array(), at, 4, StandardCharsets.US_ASCII);
    }
}

package org.otvet.server.recordings;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.otvet.switchboard.codec.G711;

/**
 * A two-channel G.711 WAV file as seen at one moment, read as 16-bit PCM. Its length is taken from the file, not from
 * its header, so it may still be growing or never have been closed. Not thread-safe.
 */
final class Sound implements AutoCloseable {

    static final int PCM_HEADER = 44;
    private static final int CHANNELS = 2;
    private static final int PCM_FRAME = CHANNELS * 2;
    private static final int FRAMES_AT_ONCE = 4096;
    private static final int LONGEST_HEADER = 4096;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;

    private final FileChannel channel;
    private final G711 law;
    private final int rate;
    private final long dataAt;
    private final long frames;

    private Sound(FileChannel channel, G711 law, int rate, long dataAt) throws IOException {
        this.channel = channel;
        this.law = law;
        this.rate = rate;
        this.dataAt = dataAt;
        this.frames = Math.max(0, channel.size() - dataAt) / CHANNELS;
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
                if (channels != CHANNELS || format != A_LAW && format != MU_LAW) {
                    throw new IOException("not a two-channel G.711 recording");
                }
                return new Sound(channel, format == A_LAW ? G711.PCMA : G711.PCMU, rate, at + 8L);
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

    long frames() {
        return frames;
    }

    int rate() {
        return rate;
    }

    long lengthMs() {
        return frames * 1000 / rate;
    }

    /** Length as a PCM WAV file in bytes. */
    long pcmLength() {
        return PCM_HEADER + frames * PCM_FRAME;
    }

    /** Writes bytes {@code first} to {@code last}, both included, of the PCM WAV file. */
    void writePcm(long first, long last, OutputStream out) throws IOException {
        long at = first;
        if (at < PCM_HEADER) {
            int end = (int) Math.min(PCM_HEADER, last + 1);
            out.write(pcmHeader(), (int) at, end - (int) at);
            at = end;
        }
        byte[] codes = new byte[FRAMES_AT_ONCE * CHANNELS];
        var pcm = ByteBuffer.allocate(FRAMES_AT_ONCE * PCM_FRAME).order(ByteOrder.LITTLE_ENDIAN);
        while (at <= last) {
            long frame = (at - PCM_HEADER) / PCM_FRAME;
            int count = (int) Math.min(FRAMES_AT_ONCE, frames - frame);
            read(frame, count, codes);
            pcm.clear();
            for (int i = 0; i < count * CHANNELS; i++) {
                pcm.putShort(law.decode(codes[i]));
            }
            int skip = (int) (at - PCM_HEADER - frame * PCM_FRAME);
            int length = (int) Math.min((long) count * PCM_FRAME - skip, last + 1 - at);
            out.write(pcm.array(), skip, length);
            at += length;
        }
    }

    /**
     * Loudest sample of each stretch of {@code framesEach} frames, both channels.
     *
     * @return left and right in turn, 0 to 255 for silence to full scale
     */
    byte[] peaks(int framesEach) throws IOException {
        int stretches = Math.toIntExact((frames + framesEach - 1) / framesEach);
        int[] loudness = new int[256];
        for (int code = 0; code < 256; code++) {
            loudness[code] = Math.min(255, Math.abs((int) law.decode((byte) code)) * 255 / 32124);
        }
        byte[] peaks = new byte[stretches * CHANNELS];
        byte[] codes = new byte[framesEach * CHANNELS * 64];
        for (int done = 0; done < stretches; done += 64) {
            int count = (int) Math.min(framesEach * 64L, frames - (long) done * framesEach);
            read((long) done * framesEach, count, codes);
            for (int i = 0; i < count * CHANNELS; i++) {
                int slot = (done + i / (framesEach * CHANNELS)) * CHANNELS + (i & 1);
                int loud = loudness[codes[i] & 0xff];
                if (loud > (peaks[slot] & 0xff)) {
                    peaks[slot] = (byte) loud;
                }
            }
        }
        return peaks;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void read(long frame, int count, byte[] into) throws IOException {
        var buffer = ByteBuffer.wrap(into, 0, count * CHANNELS);
        long position = dataAt + frame * CHANNELS;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException("the recording became shorter while it was read");
            }
            position += read;
        }
    }

    private byte[] pcmHeader() {
        // a WAV file counts its bytes in 32 bits; 13 hours fit
        long data = Math.min(frames * PCM_FRAME, 0xffff_ffffL - PCM_HEADER);
        var header = ByteBuffer.allocate(PCM_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (data + PCM_HEADER - 8)).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) CHANNELS);
        header.putInt(rate).putInt(rate * PCM_FRAME).putShort((short) PCM_FRAME).putShort((short) 16);
        header.put(ascii("data")).putInt((int) data);
        return header.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(ByteBuffer head, int at) {
        return new String(head.array(), at, 4, StandardCharsets.US_ASCII);
    }
}

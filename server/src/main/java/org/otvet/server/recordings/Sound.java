package org.otvet.server.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.recording.DamagedRecordingException;
import org.otvet.switchboard.recording.SealedRecording;

/**
 * A two-channel G.711 recording as seen at one moment, read as 16-bit PCM. It may still be growing or never have been
 * closed. Not thread-safe.
 */
final class Sound implements AutoCloseable {

    static final int PCM_HEADER = 44;
    static final int CHANNELS = 2;
    private static final int PCM_FRAME = CHANNELS * 2;
    private static final int FRAMES_AT_ONCE = 4096;
    private static final int SEALED_RATE = 8000;

    /** Where the G.711 codes come from, left and right in turn. */
    interface Codes extends AutoCloseable {

        /** @param at in bytes */
        void read(long at, byte[] into, int length) throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Codes codes;
    private final G711 law;
    private final int rate;
    private final long frames;
    private final boolean cut;

    Sound(Codes codes, G711 law, int rate, long frames, boolean cut) {
        this.codes = codes;
        this.law = law;
        this.rate = rate;
        this.frames = frames;
        this.cut = cut;
    }

    /**
     * A WAV file in clear. Its length is taken from the file, not from its header.
     *
     * @throws IOException also when it is not such a file
     */
    static Sound open(Path file) throws IOException {
        return WavCodes.open(file);
    }

    /** An encrypted one, which is closed with this. */
    static Sound of(SealedRecording sealed) {
        Codes codes = new Codes() {
            @Override
            public void read(long at, byte[] into, int length) throws IOException {
                sealed.read(at, into, 0, length);
            }

            @Override
            public void close() throws IOException {
                sealed.close();
            }
        };
        return new Sound(
                codes,
                sealed.law(),
                SEALED_RATE,
                sealed.soundBytes() / CHANNELS,
                sealed.ending() == SealedRecording.Ending.CUT);
    }

    /** Whether it has no end though it can have one: it goes on, or something is missing. */
    boolean isCut() {
        return cut;
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
        byte[] read = new byte[FRAMES_AT_ONCE * CHANNELS];
        var pcm = ByteBuffer.allocate(FRAMES_AT_ONCE * PCM_FRAME).order(ByteOrder.LITTLE_ENDIAN);
        while (at <= last) {
            long frame = (at - PCM_HEADER) / PCM_FRAME;
            // no more than is asked for: what is not may be damaged
            long lastFrame = Math.min(frames - 1, (last - PCM_HEADER) / PCM_FRAME);
            int count = (int) Math.min(FRAMES_AT_ONCE, lastFrame - frame + 1);
            read(frame, count, read);
            pcm.clear();
            for (int i = 0; i < count * CHANNELS; i++) {
                pcm.putShort(law.decode(read[i]));
            }
            int skip = (int) (at - PCM_HEADER - frame * PCM_FRAME);
            int length = (int) Math.min((long) count * PCM_FRAME - skip, last + 1 - at);
            out.write(pcm.array(), skip, length);
            at += length;
        }
    }

    /**
     * Loudest sample of each stretch of {@code framesEach} frames, both channels; 0 for a stretch that is damaged.
     *
     * @return left and right in turn, 0 to 255 for silence to full scale
     */
    Loudness peaks(int framesEach) throws IOException {
        int stretches = Math.toIntExact((frames + framesEach - 1) / framesEach);
        int[] loudness = new int[256];
        for (int code = 0; code < 256; code++) {
            loudness[code] = Math.min(255, Math.abs((int) law.decode((byte) code)) * 255 / 32124);
        }
        byte[] peaks = new byte[stretches * CHANNELS];
        byte[] read = new byte[framesEach * CHANNELS * 64];
        boolean damaged = false;
        for (int done = 0; done < stretches; done += 64) {
            int count = (int) Math.min(framesEach * 64L, frames - (long) done * framesEach);
            try {
                read((long) done * framesEach, count, read);
            } catch (DamagedRecordingException e) {
                damaged = true;
                continue;
            }
            for (int i = 0; i < count * CHANNELS; i++) {
                int slot = (done + i / (framesEach * CHANNELS)) * CHANNELS + (i & 1);
                int loud = loudness[read[i] & 0xff];
                if (loud > (peaks[slot] & 0xff)) {
                    peaks[slot] = (byte) loud;
                }
            }
        }
        return new Loudness(peaks, damaged);
    }

    record Loudness(byte[] peaks, boolean damaged) {}

    @Override
    public void close() throws IOException {
        codes.close();
    }

    private void read(long frame, int count, byte[] into) throws IOException {
        codes.read(frame * CHANNELS, into, count * CHANNELS);
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
}

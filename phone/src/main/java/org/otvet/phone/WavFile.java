package org.otvet.phone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A WAV file of 16-bit PCM or G.711, read whole.
 *
 * @param channels samples by channel, all of the same length
 */
public record WavFile(int sampleRate, short[][] channels) {

    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;

    /** Believes the header: what lies beyond the declared length of the data is not read. */
    public static WavFile read(Path file) throws IOException {
        return read(Files.readAllBytes(file), file.toString());
    }

    public static WavFile read(byte[] bytes, String name) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !tag(data, 0).equals("RIFF") || !tag(data, 8).equals("WAVE")) {
            throw new IOException(name + " is no WAV file");
        }
        int format = 0;
        int channels = 0;
        int rate = 0;
        int bits = 0;
        int at = 12;
        while (at + 8 <= bytes.length) {
            String chunk = tag(data, at);
            long length = data.getInt(at + 4) & 0xFFFFFFFFL;
            if (chunk.equals("fmt ") && length >= 16) {
                format = data.getShort(at + 8);
                channels = data.getShort(at + 10);
                rate = data.getInt(at + 12);
                bits = data.getShort(at + 22);
            } else if (chunk.equals("data")) {
                int present = (int) Math.min(length, bytes.length - at - 8);
                return new WavFile(rate, samples(data, at + 8, present, format, channels, bits, name));
            }
            at = (int) Math.min(Integer.MAX_VALUE - 16, at + 8 + length + (length & 1));
        }
        throw new IOException(name + " has no data chunk");
    }

    private static short[][] samples(
            ByteBuffer data, int start, int length, int format, int channels, int bits, String name)
            throws IOException {
        boolean pcm = format == PCM && bits == 16;
        if (channels < 1 || !(pcm || (format == A_LAW || format == MU_LAW) && bits == 8)) {
            throw new IOException(name + " has format " + format + ", " + bits + " bits, " + channels + " channels");
        }
        int width = bits / 8;
        int frames = length / (width * channels);
        short[][] samples = new short[channels][frames];
        Codec codec = format == A_LAW ? Codec.PCMA : Codec.PCMU;
        for (int frame = 0; frame < frames; frame++) {
            for (int channel = 0; channel < channels; channel++) {
                int at = start + (frame * channels + channel) * width;
                samples[channel][frame] = pcm ? data.getShort(at) : codec.decode(data.get(at));
            }
        }
        return samples;
    }

    /** Writes mono 16-bit PCM at 8 kHz, such as a prompt for a test. */
    public static void write(Path file, short[] samples) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) PCM).putShort((short) 1).putInt(8000).putInt(16_000);
        out.putShort((short) 2).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
        for (short sample : samples) {
            out.putShort(sample);
        }
        Files.write(file, out.array());
    }

    public int frames() {
        return channels[0].length;
    }

    public double seconds() {
        return (double) frames() / sampleRate;
    }

    private static String tag(ByteBuffer data, int at) {
        byte[] letters = new byte[4];
        data.get(at, letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }
}

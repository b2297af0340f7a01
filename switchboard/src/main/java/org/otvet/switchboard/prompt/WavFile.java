package org.otvet.switchboard.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.codec.Resampler;

/**
 * Reads WAV files: linear PCM of 8 to 32 bits, 32-bit float, A-law and mu-law; any usual sampling rate; channels are
 * mixed into one. The result is 16-bit linear at 8,000 Hz.
 */
public final class WavFile {

    private static final long MAX_BYTES = 128L << 20;
    private static final int MAX_CHANNELS = 8;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    private WavFile() {}

    /** @throws IOException one clear line that names the file */
    public static short[] read(Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new IOException(
                        "Sound file " + file + " has " + size + " bytes, more than the " + MAX_BYTES + " we read");
            }
            return decode(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new IOException("Sound file " + file + " does not exist", e);
        } catch (NotPlayable e) {
            throw new IOException("Sound file " + file + " cannot be played: " + e.getMessage(), e);
        }
    }

    static final class NotPlayable extends Exception {
        NotPlayable(String message) {
            super(message);
        }
    }

    private record Format(int tag, int channels, int rate, int bits) {
        int frameBytes() {
            return channels * bits / 8;
        }
    }

    static short[] decode(ByteBuffer file) throws NotPlayable {
        file.order(ByteOrder.LITTLE_ENDIAN);
        if (file.remaining() < 12 || file.getInt(0) != tag("RIFF") || file.getInt(8) != tag("WAVE")) {
            throw new NotPlayable("it is no WAV file");
        }
        Format format = null;
        file.position(12);
        while (file.remaining() >= 8) {
            int name = file.getInt();
            long declared = file.getInt() & 0xFFFFFFFFL;
            // a file still being written, or made by a pipe, has no true length
            int length = (int) Math.min(declared, file.remaining());
            if (name == tag("fmt ")) {
                format = formatOf(file.slice(file.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            } else if (name == tag("data")) {
                if (format == null) {
                    throw new NotPlayable("its format chunk does not come before its data");
                }
                return samples(file.slice(file.position(), length).order(ByteOrder.LITTLE_ENDIAN), format);
            }
            file.position(Math.min(file.limit(), file.position() + length + (length & 1)));
        }
        throw new NotPlayable("it has no data");
    }

    private static Format formatOf(ByteBuffer chunk) throws NotPlayable {
        if (chunk.remaining() < 16) {
            throw new NotPlayable("its format chunk is too short");
        }
        int tag = chunk.getShort(0) & 0xFFFF;
        if (tag == EXTENSIBLE && chunk.remaining() >= 26) {
            tag = chunk.getShort(24) & 0xFFFF;
        }
        Format format = new Format(tag, chunk.getShort(2) & 0xFFFF, chunk.getInt(4), chunk.getShort(14) & 0xFFFF);
        boolean known = switch (format.tag()) {
            case PCM -> format.bits() == 8 || format.bits() == 16 || format.bits() == 24 || format.bits() == 32;
            case FLOAT -> format.bits() == 32;
            case A_LAW, MU_LAW -> format.bits() == 8;
            default -> false;
        };
        if (!known) {
            throw new NotPlayable("its coding (format " + format.tag() + ", " + format.bits()
                    + " bits) is not one of PCM, float, A-law, mu-law");
        }
        if (format.channels() < 1 || format.channels() > MAX_CHANNELS) {
            throw new NotPlayable("it has " + format.channels() + " channels");
        }
        if (format.rate() < 4000 || format.rate() > 192_000) {
            throw new NotPlayable("its sampling rate is " + format.rate());
        }
        return format;
    }

    private static short[] samples(ByteBuffer data, Format format) {
        short[] mono = new short[data.remaining() / format.frameBytes()];
        for (int i = 0; i < mono.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += sample(data, i * format.frameBytes() + channel * format.bits() / 8, format);
            }
            mono[i] = (short) (sum / format.channels());
        }
        return Resampler.resample(mono, format.rate(), G711.SAMPLES_PER_SECOND);
    }

    private static int sample(ByteBuffer data, int at, Format format) {
        return switch (format.tag()) {
            case A_LAW -> G711.PCMA.decode(data.get(at));
            case MU_LAW -> G711.PCMU.decode(data.get(at));
            case FLOAT -> Math.clamp((long) (data.getFloat(at) * 32767), Short.MIN_VALUE, Short.MAX_VALUE);
            default ->
                switch (format.bits()) {
                    case 8 -> ((data.get(at) & 0xFF) - 128) << 8;
                    case 16 -> data.getShort(at);
                    case 24 -> data.getShort(at + 1);
                    default -> data.getShort(at + 2);
                };
        };
    }

    private static int tag(String name) {
        return name.charAt(0) | (name.charAt(1) << 8) | (name.charAt(2) << 16) | (name.charAt(3) << 24);
    }
}

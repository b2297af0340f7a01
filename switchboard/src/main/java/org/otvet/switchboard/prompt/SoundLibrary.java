package org.otvet.switchboard.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otvet.switchboard.codec.G711;
import org.otvet.telephony.Sound;

/** Makes sounds ready and keeps the most recently used ones, up to a bound in bytes. Safe from any thread. */
public final class SoundLibrary {

    /** The default bound: about half an hour of sound in every codec. */
    public static final long DEFAULT_MAX_BYTES = 64L << 20;

    private static final Duration MAX_MADE = Duration.ofMinutes(5);
    private static final double TONE_AMPLITUDE = 8000;
    private static final int RAMP_SAMPLES = 40;

    private record Kept(PreparedSound sound, FileTime modified) {}

    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final long maxBytes;
    private final Map<Sound, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    public SoundLibrary(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The sound ready to be played. Reads the file when it is new or changed since: blocks on the disk.
     *
     * @throws IOException when the file is missing, unreadable or not a WAV file we can play; one clear line
     */
    public PreparedSound prepare(Sound sound) throws IOException {
        FileTime modified = sound instanceof Sound.File(Path path) ? modified(path) : NEVER;
        synchronized (kept) {
            Kept found = kept.get(sound);
            if (found != null && found.modified().equals(modified)) {
                return found.sound();
            }
        }
        PreparedSound made = new PreparedSound(
                switch (sound) {
                    case Sound.File(Path path) -> WavFile.read(path);
                    case Sound.Tone(int hertz, Duration length) -> tone(hertz, samples(length));
                    case Sound.Silence(Duration length) -> new short[samples(length)];
                });
        keep(sound, new Kept(made, modified));
        return made;
    }

    /** All of them, in order. */
    public List<PreparedSound> prepare(List<Sound> sounds) throws IOException {
        List<PreparedSound> prepared = new ArrayList<>(sounds.size());
        for (Sound sound : sounds) {
            prepared.add(prepare(sound));
        }
        return prepared;
    }

    private void keep(Sound sound, Kept made) {
        if (made.sound().size() > maxBytes) {
            return;
        }
        synchronized (kept) {
            Kept before = kept.put(sound, made);
            bytes += made.sound().size() - (before == null ? 0 : before.sound().size());
            Iterator<Kept> oldest = kept.values().iterator();
            while (bytes > maxBytes && oldest.hasNext()) {
                bytes -= oldest.next().sound().size();
                oldest.remove();
            }
        }
    }

    private static FileTime modified(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("Sound file " + path + " does not exist");
        }
        return Files.getLastModifiedTime(path);
    }

    private static int samples(Duration length) throws IOException {
        if (length.isNegative() || length.compareTo(MAX_MADE) > 0) {
            throw new IOException(
                    "A tone or silence lasts at most " + MAX_MADE.toMinutes() + " minutes, not " + length);
        }
        return (int) (length.toMillis() * G711.SAMPLES_PER_MS);
    }

    private static short[] tone(int hertz, int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            // a hard edge is heard as a click
            double ramp = Math.min(1.0, Math.min(i, length - 1 - i) / (double) RAMP_SAMPLES);
            samples[i] = (short) (ramp * TONE_AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / G711.SAMPLES_PER_SECOND));
        }
        return samples;
    }
}

package org.otvet.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.otvet.server.recordings.ByteRange.Kind;
import org.otvet.switchboard.codec.G711;

class SoundTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(G711.class)
    void givesPcmThatAnOrdinaryPlayerReads(G711 law) throws Exception {
        Path file = folder.resolve("a.wav");
        SoundFile.begin(file, law);
        SoundFile.grow(file, law, 3000, 20_000, 5_000);
        try (Sound sound = Sound.open(file);
                var player = AudioSystem.getAudioInputStream(new ByteArrayInputStream(all(sound)))) {
            assertThat(player.getFormat().matches(new AudioFormat(8000, 16, 2, true, false)))
                    .isTrue();
            assertThat(player.getFrameLength()).isEqualTo(24_000);
            byte[] pcm = player.readAllBytes();
            assertThat(loudest(pcm, 0)).isCloseTo(20_000, within(800));
            assertThat(loudest(pcm, 1)).isCloseTo(5_000, within(300));
        }
    }

    @Test
    void anyRangeIsThatPartOfTheWhole() throws Exception {
        Path file = folder.resolve("a.wav");
        SoundFile.begin(file, G711.PCMA);
        SoundFile.grow(file, G711.PCMA, 1700, 9_000, 3_000);
        var random = new Random(7);
        try (Sound sound = Sound.open(file)) {
            byte[] whole = all(sound);
            assertThat(whole).hasSize((int) sound.pcmLength());
            for (int i = 0; i < 300; i++) {
                int first = random.nextInt(i < 100 ? 60 : whole.length);
                int last = first + random.nextInt(whole.length - first);
                var out = new ByteArrayOutputStream();
                sound.writePcm(first, last, out);
                assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
            }
        }
    }

    @Test
    void aGrowingFileIsWhatItIsAtTheMomentOfOpening() throws Exception {
        Path file = folder.resolve("a.wav");
        SoundFile.begin(file, G711.PCMU);
        SoundFile.grow(file, G711.PCMU, 500, 8_000, 8_000);
        try (Sound before = Sound.open(file)) {
            SoundFile.grow(file, G711.PCMU, 500, 8_000, 8_000);
            assertThat(before.lengthMs()).isEqualTo(500);
            assertThat(all(before)).hasSize(44 + 4000 * 4);
            try (Sound after = Sound.open(file)) {
                assertThat(after.lengthMs()).isEqualTo(1000);
            }
        }
    }

    @Test
    void refusesWhatIsNoRecording() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "RIFF but not really, and long enough to look like one");
        assertThatThrownBy(() -> Sound.open(text)).isInstanceOf(IOException.class);
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        assertThatThrownBy(() -> Sound.open(empty)).isInstanceOf(IOException.class);
    }

    @Test
    void peaksFollowLoudness() throws Exception {
        Path file = folder.resolve("a.wav");
        SoundFile.begin(file, G711.PCMA);
        SoundFile.grow(file, G711.PCMA, 1000, 0, 16_000);
        SoundFile.grow(file, G711.PCMA, 1000, 16_000, 0);
        var shape = peaks(file);
        assertThat(shape.lengthMs()).isEqualTo(2000);
        assertThat(shape.left()).hasSize(10);
        assertThat(Arrays.copyOf(shape.left(), 5)).containsOnly(0);
        assertThat(shape.left()[7]).isCloseTo(0.49, within(0.03));
        assertThat(shape.right()[2]).isCloseTo(0.49, within(0.03));
        assertThat(shape.damage()).isNull();
        assertThat(folder.resolve("a.wav.peaks")).doesNotExist();
    }

    private static Peaks.Shape peaks(Path file) throws IOException {
        try (Sound sound = Sound.open(file)) {
            return Peaks.of(sound, true, 10);
        }
    }

    @Test
    void rangesAreReadAsTheRfcSays() {
        assertThat(ByteRange.of("bytes=0-99", 1000).range()).isEqualTo(new ByteRange(0, 99));
        assertThat(ByteRange.of("bytes=900-", 1000).range()).isEqualTo(new ByteRange(900, 999));
        assertThat(ByteRange.of("bytes=-10", 1000).range()).isEqualTo(new ByteRange(990, 999));
        assertThat(ByteRange.of("bytes=990-2000", 1000).range()).isEqualTo(new ByteRange(990, 999));
        assertThat(ByteRange.of("bytes=1000-", 1000).kind()).isEqualTo(Kind.OUTSIDE);
        assertThat(ByteRange.of("bytes=-0", 1000).kind()).isEqualTo(Kind.OUTSIDE);
        assertThat(ByteRange.of("bytes=5-2", 1000).kind()).isEqualTo(Kind.WHOLE);
        assertThat(ByteRange.of("bytes=0-1,5-6", 1000).kind()).isEqualTo(Kind.WHOLE);
        assertThat(ByteRange.of("lines=0-1", 1000).kind()).isEqualTo(Kind.WHOLE);
        assertThat(ByteRange.of(null, 1000).kind()).isEqualTo(Kind.WHOLE);
    }

    @Test
    void pathsOutsideTheFolderAreNotOpened() {
        var recordings = new RecordingFolder(folder.resolve("recordings"));
        assertThat(recordings.file("2026/11/23/a.wav")).isPresent();
        assertThat(recordings.file("../secret.wav")).isEmpty();
        assertThat(recordings.file("/etc/passwd")).isEmpty();
        assertThat(recordings.file("a/../../b")).isEmpty();
        assertThat(recordings.file("")).isEmpty();
        assertThat(recordings.file("a\0b")).isEmpty();
    }

    private static byte[] all(Sound sound) throws IOException {
        var out = new ByteArrayOutputStream();
        sound.writePcm(0, sound.pcmLength() - 1, out);
        return out.toByteArray();
    }

    private static int loudest(byte[] pcm, int channel) {
        int loudest = 0;
        for (int i = channel * 2; i < pcm.length; i += 4) {
            loudest = Math.max(loudest, Math.abs((short) ((pcm[i] & 0xff) | pcm[i + 1] << 8)));
        }
        return loudest;
    }
}

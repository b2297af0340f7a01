package org.otvet.switchboard.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.media.Goertzel;
import org.otvet.telephony.Sound;

class SoundLibraryTest {

    @TempDir
    Path directory;

    private final SoundLibrary library = new SoundLibrary(200_000);

    /** A second of a 440 Hz tone in any layout. */
    private static byte[] wav(int tag, int channels, int rate, int bits, int hertz) {
        int frame = channels * bits / 8;
        ByteBuffer wav = ByteBuffer.allocate(44 + rate * frame).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes())
                .putInt(36 + rate * frame)
                .put("WAVEfmt ".getBytes())
                .putInt(16);
        wav.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * frame);
        wav.putShort((short) frame)
                .putShort((short) bits)
                .put("data".getBytes())
                .putInt(rate * frame);
        for (int i = 0; i < rate; i++) {
            double value = 0.25 * Math.sin(2 * Math.PI * hertz * i / rate);
            for (int channel = 0; channel < channels; channel++) {
                short sample = (short) (value * 32767);
                switch (tag * 100 + bits) {
                    case 108 -> wav.put((byte) (128 + value * 127));
                    case 116 -> wav.putShort(sample);
                    case 124 -> wav.put((byte) 0).putShort(sample);
                    case 132 -> wav.putShort((short) 0).putShort(sample);
                    case 332 -> wav.putFloat((float) value);
                    case 608 -> wav.put(G711.PCMA.encode(sample));
                    default -> wav.put(G711.PCMU.encode(sample));
                }
            }
        }
        return wav.array();
    }

    private static short[] heard(PreparedSound sound, G711 law) {
        byte[] codes = new byte[sound.length()];
        sound.copy(law, 0, codes, 0, codes.length);
        return law.decode(codes);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,8000,16",
        "1,2,44100,16",
        "1,1,16000,24",
        "1,2,48000,32",
        "3,1,48000,32",
        "1,1,8000,8",
        "6,1,8000,8",
        "7,2,8000,8"
    })
    void playsWhatPeopleUpload(int tag, int channels, int rate, int bits) throws Exception {
        Path file = Files.write(directory.resolve("x.wav"), wav(tag, channels, rate, bits, 440));
        PreparedSound sound = library.prepare(new Sound.File(file));
        assertThat(sound.length()).isEqualTo(8000);
        for (G711 law : G711.values()) {
            assertThat(Goertzel.share(heard(sound, law), 440)).isGreaterThan(0.97);
            assertThat(Goertzel.rms(heard(sound, law))).isCloseTo(5790, within(150.0));
        }
    }

    @Test
    void keepsSoundsUntilTheirFileChanges() throws Exception {
        Path file = Files.write(directory.resolve("x.wav"), wav(1, 1, 8000, 16, 440));
        PreparedSound first = library.prepare(new Sound.File(file));
        assertThat(library.prepare(new Sound.File(file))).isSameAs(first);
        Files.write(file, wav(1, 1, 8000, 16, 880));
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5000));
        assertThat(Goertzel.share(heard(library.prepare(new Sound.File(file)), G711.PCMA), 880))
                .isGreaterThan(0.97);
    }

    @Test
    void keepsNoMoreThanItMay() throws Exception {
        PreparedSound first = library.prepare(new Sound.Tone(300, Duration.ofSeconds(5)));
        for (int i = 1; i < 5; i++) {
            library.prepare(new Sound.Tone(300 + i, Duration.ofSeconds(5)));
        }
        assertThat(library.prepare(new Sound.Tone(304, Duration.ofSeconds(5)))).isNotSameAs(first);
        assertThat(library.prepare(new Sound.Tone(300, Duration.ofSeconds(5)))).isNotSameAs(first);
    }

    @Test
    void saysInOneLineWhyAFileCannotBePlayed() throws Exception {
        Path text = Files.writeString(directory.resolve("text.wav"), "this is no sound at all, only text in a file");
        assertThatThrownBy(() -> library.prepare(new Sound.File(text)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("text.wav")
                .hasMessageContaining("no WAV file");
        assertThatThrownBy(() -> library.prepare(new Sound.File(directory.resolve("none.wav"))))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> library.prepare(new Sound.Silence(Duration.ofHours(3))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void damagedFilesGiveASoundOrAnIoException() throws Exception {
        Random random = new Random(1);
        byte[] good = wav(1, 2, 8000, 16, 440);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(300));
            for (int j = 0; j < 3 && bad.length > 0; j++) {
                bad[random.nextInt(Math.min(bad.length, 60))] = (byte) random.nextInt();
            }
            Path file = Files.write(directory.resolve("bad.wav"), bad);
            try {
                assertThat(WavFile.read(file)).isNotNull();
            } catch (IOException e) {
                assertThat(e.getMessage()).contains("bad.wav");
            }
        }
    }
}

package org.otvet.switchboard.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.otvet.switchboard.prompt.WavFile;

/** Keys by the limits of ITU-T Q.24, and speech in which there are none. */
class DtmfDetectorTest {

    private static final String KEYS = "123A456B789C*0#D";
    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};

    private final StringBuilder found = new StringBuilder();
    private final List<Integer> lengths = new ArrayList<>();
    private final DtmfDetector detector = new DtmfDetector((key, lengthMs) -> {
        found.append(key);
        lengths.add(lengthMs);
    });
    private final Random random = new Random(5);
    private long time;

    private static double amplitude(double dBm0) {
        return 32_124 * Math.pow(10, (dBm0 - 3.14) / 20);
    }

    private void key(char key, int ms, double lowLevel, double highLevel, double shift) {
        int at = KEYS.indexOf(key);
        double low = LOW[at / 4] * (1 + shift);
        double high = HIGH[at % 4] * (1 + shift);
        short[] samples = new short[ms * 8];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) (time + i) / 8000;
            double value = amplitude(lowLevel) * Math.sin(2 * Math.PI * low * seconds)
                    + amplitude(highLevel) * Math.sin(2 * Math.PI * high * seconds);
            // as it comes over a line
            samples[i] = G711.PCMA.decode(
                    G711.PCMA.encode((short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE)));
        }
        hear(samples);
    }

    private void pause(int ms, double noise) {
        short[] samples = new short[ms * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (noise * random.nextGaussian());
        }
        hear(samples);
    }

    /** In pieces as packets have them. */
    private void hear(short[] samples) {
        time += samples.length;
        for (int from = 0; from < samples.length; from += 160) {
            short[] piece = java.util.Arrays.copyOfRange(samples, from, Math.min(samples.length, from + 160));
            detector.hear(piece, piece.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-3, -3",
        "-10, -10",
        "-25, -25",
        "-6, -3",
        "-3, -9",
        "-10, -17",
        "-21, -18",
    })
    void findsEveryKeyAtTheLevelsOfALine(double lowLevel, double highLevel) {
        for (char key : KEYS.toCharArray()) {
            key(key, 50, lowLevel, highLevel, 0);
            pause(50, 10);
        }
        assertThat(found.toString()).isEqualTo(KEYS);
        assertThat(lengths).allSatisfy(length -> assertThat(length).isBetween(25, 64));
    }

    @Property(tries = 200)
    void fortyMillisecondsAreEnoughWhereverTheyBegin(
            @ForAll @IntRange(max = 15) int which,
            @ForAll @IntRange(max = 101) int offset,
            @ForAll @IntRange(min = -15, max = 15) int perThousand) {
        found.setLength(0);
        char key = KEYS.charAt(which);
        hear(new short[offset + 800]);
        key(key, 40, -9, -9, perThousand / 1000.0);
        pause(60, 5);
        assertThat(found.toString()).isEqualTo(String.valueOf(key));
    }

    @Test
    void shortOnesAndForeignTonesAreNone() {
        for (char key : KEYS.toCharArray()) {
            key(key, 20, -9, -9, 0);
            pause(60, 10);
            key(key, 60, -9, -9, 0.05);
            pause(60, 10);
            key(key, 60, -6, -20, 0);
            pause(60, 10);
            key(key, 60, -15, -6, 0);
            pause(60, 10);
            key(key, 60, -50, -50, 0);
            pause(60, 10);
        }
        assertThat(found.toString()).isEmpty();
    }

    @Test
    void anInterruptionIsNoSecondKeyButAPauseIs() {
        key('5', 60, -9, -9, 0);
        pause(8, 0);
        key('5', 60, -9, -9, 0);
        pause(45, 5);
        key('5', 60, -9, -9, 0);
        pause(100, 5);
        assertThat(found.toString()).isEqualTo("55");
    }

    @Test
    void noiseDoesNotHideThem() {
        for (char key : KEYS.toCharArray()) {
            key(key, 60, -12, -12, 0);
            pause(60, amplitude(-30));
        }
        assertThat(found.toString()).isEqualTo(KEYS);
    }

    static Stream<Path> recordings() throws IOException {
        try (Stream<Path> prompts = Files.list(Path.of("../server/src/main/resources/prompts"));
                Stream<Path> voices =
                        Files.list(Path.of("../simulator/src/main/resources/org/otvet/simulator/voices"))) {
            return Stream.concat(prompts, voices)
                    .filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void speechAndMusicHaveNoKeys(Path file) throws IOException {
        short[] speech = WavFile.read(file);
        for (double loudness : new double[] {0.3, 1, 1.7}) {
            short[] scaled = new short[speech.length];
            for (int i = 0; i < speech.length; i++) {
                scaled[i] = (short) Math.clamp(Math.round(speech[i] * loudness), Short.MIN_VALUE, Short.MAX_VALUE);
            }
            hear(scaled);
            pause(30, 0);
        }
        assertThat(found.toString()).isEmpty();
    }
}

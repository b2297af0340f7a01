package org.otvet.switchboard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input that ever mattered, and a fixed set of mutations of each, through every reader. */
class FuzzCorpusTest {

    private static final int MUTATIONS = 300;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void nothingThrowsWhatItShouldNot(FuzzTarget target) throws Exception {
        assertThat(target.corpus()).isNotEmpty();
        for (var file : target.corpus()) {
            var seed = Files.readAllBytes(file);
            check(target, seed);
            var random = new Random(Arrays.hashCode(seed));
            for (int i = 0; i < MUTATIONS; i++) {
                check(target, mutated(seed, random));
            }
        }
    }

    private static void check(FuzzTarget target, byte[] data) {
        try {
            target.read(data);
        } catch (Throwable e) {
            throw new AssertionError(target + " fails on " + HexFormat.of().formatHex(data), e);
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        var data = seed.clone();
        for (int i = random.nextInt(1, 6); i > 0 && data.length > 0; i--) {
            int at = random.nextInt(data.length);
            switch (random.nextInt(4)) {
                case 0 -> data[at] = (byte) random.nextInt(256);
                case 1 -> data[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> data = Arrays.copyOf(data, at);
                default -> {
                    int other = random.nextInt(data.length);
                    int length = Math.min(random.nextInt(1, 20), data.length - Math.max(at, other));
                    System.arraycopy(data, other, data, at, length);
                }
            }
        }
        return data;
    }
}

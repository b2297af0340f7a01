package org.otvet.switchboard.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MixerTest {

    private static short[] frame(int level) {
        short[] frame = new short[Mixer.FRAME_SAMPLES];
        Arrays.fill(frame, (short) level);
        return frame;
    }

    private static short[] mix(short[][] said, boolean... heard) {
        short[] into = frame(-1);
        Mixer.mix(said, heard, into);
        return into;
    }

    @Test
    void levelsAreAdded() {
        short[][] said = {frame(1000), frame(-300), frame(20)};
        assertThat(mix(said, true, true, true)).containsOnly((short) 720);
        assertThat(mix(said, false, true, true)).containsOnly((short) -280);
        assertThat(mix(said, false, false, false)).containsOnly((short) 0);
    }

    @Test
    void tooLoudIsCutOffAndDoesNotWrap() {
        short[][] loud = {frame(30_000), frame(30_000), frame(-20_000)};
        assertThat(mix(loud, true, true, false)).containsOnly(Short.MAX_VALUE);
        assertThat(mix(loud, true, true, true)).containsOnly(Short.MAX_VALUE);
        short[][] low = {frame(-30_000), frame(-30_000)};
        assertThat(mix(low, true, true)).containsOnly(Short.MIN_VALUE);
    }

    /** What a party hears in a conference is all there is without its own voice. */
    @Property(tries = 300)
    void everybodyHearsAllButThemselves(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int parties) {
        Random random = new Random(seed);
        short[][] said = new short[parties][Mixer.FRAME_SAMPLES];
        for (short[] frame : said) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) random.nextInt(-2_700, 2_700);
            }
        }
        boolean[] all = new boolean[parties];
        Arrays.fill(all, true);
        short[] total = mix(said, all);
        for (int party = 0; party < parties; party++) {
            boolean[] others = all.clone();
            others[party] = false;
            short[] heard = mix(said, others);
            for (int i = 0; i < heard.length; i++) {
                assertThat(heard[i]).isEqualTo((short) (total[i] - said[party][i]));
            }
        }
    }

    @Property(tries = 300)
    void noSampleIsFurtherThanFullScaleFromTheTrueSum(@ForAll long seed) {
        Random random = new Random(seed);
        short[][] said = new short[8][Mixer.FRAME_SAMPLES];
        for (short[] frame : said) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) random.nextInt();
            }
        }
        boolean[] heard = new boolean[8];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = random.nextBoolean();
        }
        short[] sum = mix(said, heard);
        for (int i = 0; i < sum.length; i++) {
            int exact = 0;
            for (int party = 0; party < 8; party++) {
                exact += heard[party] ? said[party][i] : 0;
            }
            assertThat((int) sum[i]).isEqualTo(Math.max(-32_768, Math.min(32_767, exact)));
        }
    }
}

package org.otvet.switchboard.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final int FRAME = Mixer.FRAME_SAMPLES;

    private final Intake intake = new Intake();
    private int timestamp = Integer.MAX_VALUE - 3 * FRAME;

    private static void write(Intake intake, int source, int at, int level) {
        short[] frame = new short[FRAME];
        Arrays.fill(frame, (short) level);
        intake.write(source, at, frame, FRAME);
    }

    private void write(int level) {
        write(intake, 1, timestamp, level);
        timestamp += FRAME;
    }

    private static int read(Intake intake) {
        short[] frame = new short[FRAME];
        intake.read(frame);
        for (short sample : frame) {
            assertThat(sample).as("all of a frame").isEqualTo(frame[0]);
        }
        return frame[0];
    }

    private int read() {
        return read(intake);
    }

    @Test
    void whatIsSaidComesOutInOrderALittleLater() {
        List<Integer> heard = new ArrayList<>();
        for (int level = 1_000; level < 2_000; level++) {
            write(level);
            heard.add(read());
        }
        assertThat(heard.subList(0, 2)).containsOnly(0);
        for (int i = 2; i < heard.size(); i++) {
            assertThat(heard.get(i)).isEqualTo(1_000 + i - 2);
        }
    }

    @Test
    void nothingIsThereBeforeAnythingIsSaid() {
        assertThat(List.of(read(), read(), read())).containsOnly(0);
    }

    @Test
    void itIsClosedOnlyWhenAllWasHeard() {
        write(5_000);
        write(5_001);
        assertThat(intake.closeIfEmpty()).isFalse();
        assertThat(List.of(read(), read(), read(), read())).containsExactly(0, 0, 5_000, 5_001);
        assertThat(intake.closeIfEmpty()).isTrue();
        assertThat(intake.isOpen()).isFalse();
        assertThat(intake.write(1, timestamp, new short[FRAME], FRAME)).isFalse();
    }

    @Test
    void aPacketThatWasOvertakenFindsItsPlace() {
        write(intake, 1, FRAME, 1_001);
        write(intake, 1, 3 * FRAME, 1_003);
        write(intake, 1, 2 * FRAME, 1_002);
        assertThat(List.of(read(), read(), read(), read(), read())).containsExactly(0, 0, 1_001, 1_002, 1_003);
    }

    @Test
    void aLostPacketIsSilenceAndAnOldOneIsNotHeardAgain() {
        write(intake, 1, FRAME, 1_001);
        write(intake, 1, 3 * FRAME, 1_003);
        assertThat(List.of(read(), read(), read(), read(), read())).containsExactly(0, 0, 1_001, 0, 1_003);
        write(intake, 1, 2 * FRAME, 1_002);
        assertThat(List.of(read(), read(), read())).containsExactly(0, 0, 0);
    }

    @Test
    void whatComesTooLateIsHeardAllTheSame() {
        write(1_001);
        write(1_002);
        for (int i = 0; i < 10; i++) {
            read();
        }
        for (int level = 1_003; level < 1_013; level++) {
            write(level);
        }
        List<Integer> heard = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            heard.add(read());
        }
        assertThat(heard).containsSubsequence(1_003, 1_004, 1_005, 1_006, 1_007, 1_008, 1_009, 1_010, 1_011, 1_012);
    }

    @Test
    void aDelayThatIsOverIsMadeUpForInAPause() {
        for (int i = 0; i < 20; i++) {
            write(1_000 + i);
        }
        int lag = 0;
        for (int second = 0; second < 4; second++) {
            for (int i = 0; i < 50; i++) {
                write(second < 2 ? 2_000 : 0);
                read();
            }
        }
        write(9_000);
        while (read() != 9_000) {
            write(0);
            lag++;
        }
        assertThat(lag).isLessThanOrEqualTo(4);
    }

    @Test
    void anotherStreamOfTheSamePartyGoesOnAfterTheFirst() {
        write(1_001);
        write(intake, 2, 77, 2_001);
        write(intake, 2, 77 + FRAME, 2_002);
        assertThat(List.of(read(), read(), read(), read(), read())).containsExactly(0, 0, 1_001, 2_001, 2_002);
    }

    @Test
    void timestampsThatJumpBeginAnew() {
        write(1_001);
        timestamp += 1_000_000;
        write(1_002);
        assertThat(List.of(read(), read(), read())).containsExactly(0, 0, 1_002);
        timestamp -= 2_000_000;
        write(1_003);
        assertThat(List.of(read(), read(), read())).containsExactly(0, 0, 1_003);
    }

    /** Whatever order and delay packets come in, and however large they are, reading never fails and repeats nothing. */
    @Property(tries = 200)
    void noSoundIsHeardTwice(@ForAll long seed) {
        Random random = new Random(seed);
        Intake any = new Intake();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            order.add(i);
        }
        for (int i = 0; i + 3 < order.size(); i += 3) {
            Collections.swap(order, i, i + random.nextInt(3));
        }
        List<Integer> heard = new ArrayList<>();
        for (int i : order) {
            write(any, 1, i * FRAME, 10_000 + i);
            if (random.nextInt(10) == 0) {
                write(any, 1, i * FRAME, 10_000 + i);
            }
            for (int reads = random.nextInt(3); reads > 0; reads--) {
                short[] frame = new short[FRAME];
                any.read(frame);
                heard.add((int) frame[FRAME - 1]);
            }
        }
        heard.removeIf(level -> level == 0);
        assertThat(heard).doesNotHaveDuplicates();
    }
}

package org.otvet.phone;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a telephone says, 160 samples (20 ms at 8 kHz) at a time; one instance belongs to one call. */
public interface Voice {

    /** Fills the whole frame; false sends no packet for these 20 ms. */
    boolean speak(short[] frame);

    /** A sine tone of a quarter of full scale: the party's own voice in tone-coded tests. */
    static Voice tone(double hertz) {
        return new Voice() {
            private long position;

            @Override
            public boolean speak(short[] frame) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (short) Math.round(8000 * Math.sin(2 * Math.PI * hertz * position++ / 8000));
                }
                return true;
            }
        };
    }

    /** Packets of silence. */
    static Voice silence() {
        return frame -> {
            Arrays.fill(frame, (short) 0);
            return true;
        };
    }

    /** No packets at all. */
    static Voice nothing() {
        return _ -> false;
    }

    /** Speaks 8 kHz samples again and again, with {@code pauseMs} of silence after each time. */
    static Voice loop(short[] samples, long pauseMs) {
        return phrases(() -> pauseMs, samples);
    }

    /** Speaks phrases one after the other, beginning again after the last, with a pause after each. */
    static Voice phrases(LongSupplier pauseMs, short[]... phrases) {
        return new Voice() {
            private int phrase;
            private int position;
            private long pausing;
            private short @Nullable [] now = phrases.length == 0 ? null : phrases[0];

            @Override
            public boolean speak(short[] frame) {
                for (int i = 0; i < frame.length; i++) {
                    if (pausing > 0 || now == null) {
                        pausing--;
                        frame[i] = 0;
                    } else if (position < now.length) {
                        frame[i] = now[position++];
                    } else {
                        frame[i] = 0;
                        pausing = Math.max(0, pauseMs.getAsLong()) * 8;
                        phrase = (phrase + 1) % phrases.length;
                        now = phrases[phrase];
                        position = 0;
                    }
                }
                return true;
            }
        };
    }
}

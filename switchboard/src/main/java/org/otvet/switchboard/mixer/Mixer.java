package org.otvet.switchboard.mixer;

/** Adds voices. Stateless; safe from any thread. */
public final class Mixer {

    /** 20 ms. */
    public static final int FRAME_SAMPLES = 160;

    private Mixer() {}

    /**
     * What somebody hears who hears some of the parties. Too loud a sum is cut off at full scale, it does not wrap.
     *
     * @param said a frame of each party
     * @param heard who of them is heard, in the same order
     * @param into overwritten with the sum
     */
    public static void mix(short[][] said, boolean[] heard, short[] into) {
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            int sum = 0;
            for (int party = 0; party < said.length; party++) {
                if (heard[party]) {
                    sum += said[party][i];
                }
            }
            into[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }
}

package org.otvet.switchboard.media;

/** Decoded sound of one party, taken a frame at a time: what a transcoder or a mixer reads. One thread. */
interface PcmSource {

    /** Of what {@link #next} gives, in Hz: 8,000 or 16,000. */
    int sampleRate();

    /**
     * Takes the next 20 ms; called every 20 ms.
     *
     * @param frame filled, with 16 bits linear, when the party says something
     * @return false when it says nothing: it sends no packets, or its first ones are still being gathered
     */
    boolean next(short[] frame, long nowNs);
}

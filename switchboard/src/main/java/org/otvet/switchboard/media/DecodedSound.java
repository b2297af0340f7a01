package org.otvet.switchboard.media;

import java.util.Arrays;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.SoundDecoder;

/**
 * What one party says, decoded: packets go in as they come, frames of 20 ms come out at a steady pace. What is missing is
 * made up; a party that pauses is silent; comfort noise (RFC 3389) is made as it was described. One thread.
 *
 * <p>When the buffer runs dry the sound is stretched by made-up frames, and so the delay grows as far as is needed; when
 * more is held than is needed, periods of it are cut out again.
 */
final class DecodedSound {

    private static final int FRAMES_PER_SECOND = 1000 / AudioCodec.FRAME_MS;
    private static final int STEP_MS = 10;

    /** After so much made-up sound in one piece the party counts as silent. */
    private static final int MOST_STRETCH_MS = 60;

    /** More than the target by this, for a second long, is too much. */
    private static final double SURPLUS_MS = 30;

    private final AudioCodec codec;
    private final int sampleRate;
    private final SoundDecoder decoder;
    private final JitterBuffer buffer;
    private final TimeScale scale;
    private final ComfortNoise noise = new ComfortNoise();
    private final int samplesPerMs;
    private final short[] decoded;
    private final short[] waiting;
    private int waitingFrom;
    private int waitingTo;
    private int packetSamples;
    private double packetMs;

    private boolean playing;
    private long gatheringSinceNs;
    private int stretchedMs;
    private double leastHeldMs = Double.MAX_VALUE;
    private int observed;
    private boolean surplus;
    private long concealedMs;

    DecodedSound(AudioCodec codec, int sampleRate) {
        this.codec = codec;
        this.sampleRate = sampleRate;
        this.decoder = codec.decoder(sampleRate);
        this.buffer = new JitterBuffer(codec.clockRate());
        this.scale = new TimeScale(sampleRate);
        this.samplesPerMs = sampleRate / 1000;
        this.decoded = new short[SoundDecoder.MAX_PACKET_MS * samplesPerMs];
        this.waiting = new short[4 * decoded.length];
        this.packetSamples = AudioCodec.FRAME_MS * samplesPerMs;
    }

    AudioCodec codec() {
        return codec;
    }

    /** Of what {@link #next} gives, in Hz: 8,000 or 16,000. */
    int sampleRate() {
        return sampleRate;
    }

    void put(int ssrc, int sequence, int timestamp, byte[] packet, int offset, int length, long arrivalNs) {
        noise.stop();
        packetMs = codec.duration(packet, offset, length) * 1000.0 / codec.clockRate();
        if (buffer.isEmpty()) {
            gatheringSinceNs = arrivalNs;
        }
        buffer.put(ssrc, sequence, timestamp, packet, offset, length, arrivalNs);
    }

    /** The party describes the noise of its pause. */
    void putNoise(byte[] payload, int offset, int length) {
        noise.start(payload, offset, length);
    }

    /**
     * Takes the next 20 ms; called every 20 ms.
     *
     * @param frame filled, with 16 bits linear, when the party says something
     * @return false when it says nothing: it sends no packets, or its first ones are still being gathered
     */
    boolean next(short[] frame, long nowNs) {
        int wanted = sampleRate / FRAMES_PER_SECOND;
        if (!playing) {
            // what is shorter than the target waits for no more than that long
            boolean early = buffer.heldMs() + packetMs < buffer.targetMs()
                    && (nowNs - gatheringSinceNs) / 1e6 < buffer.targetMs();
            if (buffer.isEmpty() || early) {
                return noise.next(frame, wanted);
            }
            playing = true;
            stretchedMs = 0;
        }
        while (waitingTo - waitingFrom < wanted) {
            if (!more()) {
                playing = false;
                int rest = waitingTo - waitingFrom;
                System.arraycopy(waiting, waitingFrom, frame, 0, rest);
                Arrays.fill(frame, rest, wanted, (short) 0);
                waitingFrom = waitingTo;
                return rest > 0 || noise.next(frame, wanted);
            }
        }
        System.arraycopy(waiting, waitingFrom, frame, 0, wanted);
        waitingFrom += wanted;
        observe();
        return true;
    }

    /** Decodes or makes up some more sound; false when the party has fallen silent. */
    private boolean more() {
        JitterBuffer.Packet packet = buffer.take();
        if (packet != null) {
            int samples = decoder.decode(packet.payload, 0, packet.length, decoded);
            if (samples > 0) {
                packetSamples = samples;
                stretchedMs = 0;
                append(samples);
            }
            return true;
        }
        if (buffer.isEmpty()) {
            if (stretchedMs >= MOST_STRETCH_MS) {
                return false;
            }
            stretchedMs += STEP_MS;
            makeUp(STEP_MS * samplesPerMs);
            return true;
        }
        if (buffer.heldMs() + packetMs < buffer.targetMs() && stretchedMs < MOST_STRETCH_MS) {
            // it may have been overtaken, and the network is known to do that
            stretchedMs += STEP_MS;
            makeUp(STEP_MS * samplesPerMs);
            return true;
        }
        JitterBuffer.Packet after = buffer.afterGap();
        buffer.skip();
        int missing = Math.min(packetSamples, MOST_STRETCH_MS * samplesPerMs);
        if (after != null && decoder.recover(after.payload, 0, after.length, decoded, packetSamples)) {
            append(packetSamples);
        } else if (stretchedMs < MOST_STRETCH_MS) {
            stretchedMs += missing / samplesPerMs;
            makeUp(missing);
        } else {
            Arrays.fill(decoded, 0, missing, (short) 0);
            append(missing);
        }
        return true;
    }

    private void makeUp(int samples) {
        int whole = Math.max(STEP_MS * samplesPerMs, samples - samples % (STEP_MS * samplesPerMs));
        decoder.conceal(decoded, whole);
        concealedMs += whole / samplesPerMs;
        append(whole);
    }

    private void append(int samples) {
        if (waitingFrom > 0) {
            System.arraycopy(waiting, waitingFrom, waiting, 0, waitingTo - waitingFrom);
            waitingTo -= waitingFrom;
            waitingFrom = 0;
        }
        int fitting = Math.min(samples, waiting.length - waitingTo);
        System.arraycopy(decoded, 0, waiting, waitingTo, fitting);
        waitingTo += fitting;
    }

    /** Once a second: when never less than a surplus was held, a period of the sound is cut out with each frame. */
    private void observe() {
        double heldMs = buffer.heldMs() + (double) (waitingTo - waitingFrom) / samplesPerMs;
        leastHeldMs = Math.min(leastHeldMs, heldMs);
        if (++observed >= FRAMES_PER_SECOND) {
            surplus = leastHeldMs - buffer.targetMs() > SURPLUS_MS;
            observed = 0;
            leastHeldMs = Double.MAX_VALUE;
        }
        if (surplus && heldMs > buffer.targetMs() + AudioCodec.FRAME_MS && shorten()) {
            surplus = heldMs - buffer.targetMs() > SURPLUS_MS;
        }
    }

    private boolean shorten() {
        while (waitingTo - waitingFrom < scale.needed() && !buffer.isEmpty() && more()) {
            // enough to cut a period out of
        }
        int cut = scale.shorten(waiting, waitingFrom, waitingTo);
        waitingTo -= cut;
        return cut > 0;
    }

    /** Sound made up so far, for lack of packets. */
    long concealedMs() {
        return concealedMs;
    }

    /** How much sound is held now, decoded or not. */
    double heldMs() {
        return buffer.heldMs() + (double) (waitingTo - waitingFrom) / samplesPerMs;
    }
}

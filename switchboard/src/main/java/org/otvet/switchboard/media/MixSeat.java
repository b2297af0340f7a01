package org.otvet.switchboard.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.mixer.Intake;
import org.otvet.switchboard.mixer.Mixer;
import org.otvet.switchboard.recording.RecordingChannel;

/** A leg's place in a mix: what its party says on the way in, and what it hears on the way out. */
final class MixSeat {

    private static final int MAX_PACKET_SAMPLES = 1_600;
    /** The source number of mixed sound in a recording. */
    private static final int OWN_SOURCE = 0;

    private static final long LEAD_NS = Intake.LEAD * 1_000_000L / G711.SAMPLES_PER_MS;

    final MediaMix mix;
    final AudioLeg leg;
    final Intake intake = new Intake();

    /** What the party says in the present step. The mix's thread. */
    final short[] said = new short[Mixer.FRAME_SAMPLES];

    private final short[] decoded = new short[MAX_PACKET_SAMPLES];
    private final byte[] encoded = new byte[Mixer.FRAME_SAMPLES];
    private @Nullable RecordingChannel recorded;
    private @Nullable RecordingChannel channel;

    MixSeat(MediaMix mix, AudioLeg leg) {
        this.mix = mix;
        this.leg = leg;
    }

    /** A packet of the party; false when it has to go directly. The leg's thread. */
    boolean say(G711 law, byte[] packet, int offset, int bytes, int ssrc, int timestamp) {
        int count = Math.min(bytes, MAX_PACKET_SAMPLES);
        for (int i = 0; i < count; i++) {
            decoded[i] = law.decode(packet[offset + i]);
        }
        return intake.write(ssrc, timestamp, decoded, count);
    }

    boolean isRecordedLeftOf(RecordingChannel right) {
        return Arrays.stream(leg.taps()).anyMatch(tap -> tap.isLeft() && tap.recording() == right.recording());
    }

    /** Writes mixed sound into the party's channel of a recording, where it came in. The mix's thread. */
    void record(RecordingChannel tap, short[] frame, int timestamp, long nowNs) {
        RecordingChannel into = channel;
        if (into == null || tap != recorded) {
            recorded = tap;
            into = tap.another();
            channel = into;
        }
        for (int i = 0; i < frame.length; i++) {
            encoded[i] = NarrowedSound.LAW.encode(frame[i]);
        }
        into.write(NarrowedSound.LAW, encoded, 0, frame.length, OWN_SOURCE, timestamp, nowNs - LEAD_NS);
    }
}

package org.otvet.switchboard.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.mixer.Mixer;
import org.otvet.switchboard.recording.RecordingChannel;

/**
 * A conversation of several legs. Each 20 ms one media thread takes a frame from every party and sends every party those
 * it hears. When only two are left who hear each other, what is still under way is sent and their packets go directly
 * again, as {@link MediaLeg#connect} lets them.
 *
 * <p>Who is in it is guarded by the engine's connections; the thread works by an immutable table.
 */
public final class MediaMix {

    /** Who is in it, and whom each of them hears, in the same order. */
    private record Table(MixSeat[] seats, boolean[][] hears) {

        static final Table EMPTY = new Table(new MixSeat[0], new boolean[0][]);

        @Nullable
        MixSeat seatOf(AudioLeg leg) {
            for (MixSeat seat : seats) {
                if (seat.leg == leg) {
                    return seat;
                }
            }
            return null;
        }

        boolean isPair() {
            return seats.length == 2 && hears[0][1] && hears[1][0];
        }

        Table without(AudioLeg leg) {
            int[] kept = IntStream.range(0, seats.length)
                    .filter(i -> seats[i].leg != leg)
                    .toArray();
            return new Table(
                    Arrays.stream(kept).mapToObj(i -> seats[i]).toArray(MixSeat[]::new),
                    Arrays.stream(kept)
                            .mapToObj(i -> {
                                boolean[] row = new boolean[kept.length];
                                for (int j = 0; j < kept.length; j++) {
                                    row[j] = hears[i][kept[j]];
                                }
                                return row;
                            })
                            .toArray(boolean[][]::new));
        }
    }

    private final MediaEngine engine;
    private final MediaThread thread;
    private final MediaThread.Ticking ticks = new Ticks();
    private final short[] sum = new short[Mixer.FRAME_SAMPLES];
    private volatile Table table = Table.EMPTY;
    private int timestamp;

    MediaMix(MediaEngine engine, MediaThread thread) {
        this.engine = engine;
        this.thread = thread;
    }

    /** True when nobody is in it; two who were left to each other are not. */
    public boolean isEmpty() {
        return table.seats.length == 0;
    }

    /**
     * Sets who is in it and whom each party hears. Those who come in lose their playbacks and earlier connections; those
     * who go are left in silence. Closed legs are left out.
     *
     * @throws IllegalArgumentException when a leg is of another engine
     */
    public void set(Map<MediaLeg, ? extends Set<? extends MediaLeg>> hearing) {
        List<AudioLeg> entering = new ArrayList<>();
        synchronized (engine.connections) {
            List<AudioLeg> legs = hearing.keySet().stream()
                    .map(engine::own)
                    .filter(leg -> !leg.isClosed())
                    .toList();
            Table before = table;
            if (before.seats.length == 0 && legs.size() == 2) {
                AudioLeg first = legs.getFirst();
                AudioLeg second = legs.getLast();
                if (hears(hearing, first, second) && hears(hearing, second, first)) {
                    if (!first.isConnectedWith(second)) {
                        first.connect(second);
                    }
                    return;
                }
            }
            for (MixSeat seat : before.seats) {
                if (!legs.contains(seat.leg)) {
                    seat.leg.sit(null);
                }
            }
            MixSeat[] seats = new MixSeat[legs.size()];
            boolean[][] hears = new boolean[seats.length][seats.length];
            for (int i = 0; i < seats.length; i++) {
                AudioLeg leg = legs.get(i);
                MixSeat known = before.seatOf(leg);
                if (known == null) {
                    known = new MixSeat(this, leg);
                    entering.add(leg);
                    leg.sit(known);
                }
                seats[i] = known;
                for (int j = 0; j < seats.length; j++) {
                    hears[i][j] = i != j && hears(hearing, leg, legs.get(j));
                }
            }
            entering.forEach(AudioLeg::leavePartner);
            become(new Table(seats, hears));
        }
        entering.forEach(MediaLeg::stopPlaying);
    }

    private static boolean hears(
            Map<MediaLeg, ? extends Set<? extends MediaLeg>> hearing, AudioLeg listener, AudioLeg speaker) {
        Set<? extends MediaLeg> heard = hearing.get(listener);
        return heard != null && heard.contains(speaker);
    }

    /** A leg goes out, for whatever reason; under the engine's connections. */
    void leave(AudioLeg leg) {
        become(table.without(leg));
    }

    /** Only these two go on, hearing each other; false when they are not both in it. Under the engine's connections. */
    boolean leaveTogether(AudioLeg first, AudioLeg second) {
        Table before = table;
        MixSeat one = before.seatOf(first);
        MixSeat other = before.seatOf(second);
        if (one == null || other == null) {
            return false;
        }
        for (MixSeat seat : before.seats) {
            if (seat != one && seat != other) {
                seat.leg.sit(null);
            }
        }
        become(new Table(new MixSeat[] {one, other}, new boolean[][] {{false, true}, {true, false}}));
        return true;
    }

    private void become(Table next) {
        boolean begins = table.seats.length == 0;
        table = next;
        if (next.isPair()) {
            thread.execute(() -> direct(next));
        } else if (begins && next.seats.length > 0) {
            thread.execute(() -> thread.tick(ticks));
        }
    }

    /** The pair hears what is under way at once, then packets go from one to the other. The thread. */
    private void direct(Table pair) {
        synchronized (engine.connections) {
            if (table == pair) {
                MixSeat one = pair.seats[0];
                MixSeat other = pair.seats[1];
                AudioLeg.partner(one.leg, other.leg);
                drain(one, other);
                drain(other, one);
                one.leg.sit(null);
                other.leg.sit(null);
                table = Table.EMPTY;
            }
        }
    }

    /** What comes while this goes on is sent too; what comes after it goes directly. */
    private void drain(MixSeat speaker, MixSeat hearer) {
        int at = timestamp;
        while (!speaker.intake.closeIfEmpty()) {
            long nowNs = System.nanoTime();
            speaker.intake.read(speaker.said);
            hearer.leg.outgoing.speak(thread, speaker.said, G711.SAMPLES_PER_SECOND, nowNs);
            at += Mixer.FRAME_SAMPLES;
            for (RecordingChannel tap : speaker.leg.taps()) {
                if (!tap.isLeft()) {
                    speaker.record(tap, speaker.said, at, nowNs);
                }
            }
        }
    }

    private void step(MediaThread via, long nowNs) {
        Table now = table;
        for (MixSeat seat : now.seats) {
            seat.intake.read(seat.said);
        }
        short[][] said = Arrays.stream(now.seats).map(seat -> seat.said).toArray(short[][]::new);
        timestamp += Mixer.FRAME_SAMPLES;
        for (int i = 0; i < now.seats.length; i++) {
            Mixer.mix(said, now.hears[i], sum);
            now.seats[i].leg.outgoing.speak(via, sum, G711.SAMPLES_PER_SECOND, nowNs);
            record(now, i, said, nowNs);
        }
    }

    /** The right side of a recording is the party itself with whomever the left side hears. */
    private void record(Table now, int party, short[][] said, long nowNs) {
        for (RecordingChannel tap : now.seats[party].leg.taps()) {
            if (tap.isLeft()) {
                continue;
            }
            boolean[] recorded = new boolean[said.length];
            for (int i = 0; i < said.length; i++) {
                if (now.seats[i].isRecordedLeftOf(tap)) {
                    recorded = now.hears[i].clone();
                }
            }
            recorded[party] = true;
            Mixer.mix(said, recorded, sum);
            now.seats[party].record(tap, sum, timestamp, nowNs);
        }
    }

    private final class Ticks implements MediaThread.Ticking {

        @Override
        public boolean tick(MediaThread via, long nowNs) {
            step(via, nowNs);
            return !isEmpty();
        }

        @Override
        public void missTicks(int missed) {
            timestamp += missed * Mixer.FRAME_SAMPLES;
            for (MixSeat seat : table.seats) {
                seat.leg.outgoing.missTicks(missed);
            }
        }
    }
}

package org.otvet.switchboard.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.otvet.switchboard.codec.AudioCodec;
import org.otvet.switchboard.codec.G711;

/** A sender, a network and a reader in virtual time. */
class DecodedSoundProperties {

    private static final long MS = 1_000_000L;
    private static final int HERTZ = 250;
    private static final int FRAME = 160;

    private record Arrival(long atNs, int number) {}

    /** What came out, in one piece, with zeros while nothing was said. */
    private record Heard(short[] samples, int silentFrames, long concealedMs, double mostHeldMs) {

        double rms(int fromMs, int toMs) {
            double sum = 0;
            for (int i = fromMs * 8; i < toMs * 8; i++) {
                sum += (double) samples[i] * samples[i];
            }
            return Math.sqrt(sum / ((toMs - fromMs) * 8));
        }
    }

    private static Heard hear(List<Arrival> arrivals, int seconds) {
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        DecodedSound sound = new DecodedSound(AudioCodec.PCMA, 8000);
        short[] all = new short[seconds * 8000];
        short[] frame = new short[FRAME];
        byte[] payload = new byte[FRAME];
        int next = 0;
        int silent = 0;
        double mostHeld = 0;
        for (int tick = 0; tick < seconds * 50; tick++) {
            long now = tick * 20 * MS;
            while (next < arrivals.size() && arrivals.get(next).atNs() <= now) {
                Arrival arrival = arrivals.get(next++);
                int number = arrival.number();
                for (int i = 0; i < FRAME; i++) {
                    double time = (double) (number * FRAME + i) / 8000;
                    payload[i] = G711.PCMA.encode((short) (8000 * Math.sin(2 * Math.PI * HERTZ * time)));
                }
                sound.put(7, (65_000 + number) & 0xFFFF, number * FRAME, payload, 0, FRAME, arrival.atNs());
            }
            if (sound.next(frame, now)) {
                System.arraycopy(frame, 0, all, tick * FRAME, FRAME);
            } else if (tick > 25) {
                silent++;
            }
            if (tick > 100) {
                mostHeld = Math.max(mostHeld, sound.heldMs());
            }
        }
        return new Heard(all, silent, sound.concealedMs(), mostHeld);
    }

    @Property(tries = 100)
    void reorderingAndJitterAreUndone(@ForAll @IntRange(max = 80) int jitterMs, @ForAll long seed) {
        Random random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            arrivals.add(new Arrival((i * 20L + 30) * MS + random.nextLong(jitterMs * MS + 1), i));
        }
        Heard heard = hear(arrivals, 10);
        assertThat(heard.silentFrames()).isZero();
        // while the buffer learns how bad the network is
        assertThat(heard.concealedMs()).isLessThanOrEqualTo(200 + 4L * jitterMs);
        for (int second = 2; second < 9; second++) {
            assertThat(heard.rms(second * 1000, second * 1000 + 1000)).isBetween(5000.0, 6300.0);
        }
        assertThat(heard.mostHeldMs()).isLessThan(jitterMs + 140.0);
    }

    @Property(tries = 50)
    void duplicatesChangeNothing(@ForAll @IntRange(max = 60) int laterMs, @ForAll long seed) {
        Random random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            arrivals.add(new Arrival(i * 20 * MS, i));
            if (random.nextBoolean()) {
                arrivals.add(new Arrival((i * 20 + laterMs) * MS, i));
            }
        }
        Heard heard = hear(arrivals, 5);
        assertThat(heard.silentFrames()).isZero();
        assertThat(heard.concealedMs()).isLessThanOrEqualTo(100);
        assertThat(heard.rms(1000, 4900)).isBetween(5400.0, 5900.0);
    }

    @Property(tries = 100)
    void aBurstOfLossIsBridgedAndThenAllIsWell(
            @ForAll @IntRange(min = 1, max = 15) int lost, @ForAll @IntRange(min = 100, max = 120) int from) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            if (i < from || i >= from + lost) {
                arrivals.add(new Arrival(i * 20 * MS, i));
            }
        }
        Heard heard = hear(arrivals, 8);
        assertThat(heard.rms(1000, 1900)).isBetween(5400.0, 5900.0);
        assertThat(heard.rms(4500, 7500)).isBetween(5400.0, 5900.0);
        assertThat(heard.concealedMs()).isBetween((long) Math.min(lost * 20, 60), lost * 20L + 120);
    }

    @Property(tries = 20)
    void anotherClockNeitherFillsTheBufferNorStarvesIt(@ForAll @IntRange(min = -50, max = 50) int driftPerTenThousand) {
        List<Arrival> arrivals = new ArrayList<>();
        double step = 20 * MS * (1 + driftPerTenThousand / 10_000.0);
        for (int i = 0; i * step < 60_000.0 * MS; i++) {
            arrivals.add(new Arrival((long) (i * step), i));
        }
        Heard heard = hear(arrivals, 60);
        assertThat(heard.silentFrames()).isZero();
        assertThat(heard.mostHeldMs()).isLessThan(140);
        for (int second = 2; second < 59; second++) {
            assertThat(heard.rms(second * 1000, second * 1000 + 1000)).isBetween(5000.0, 6300.0);
        }
    }

    @Property(tries = 100)
    void nothingBreaksIt(@ForAll long seed) {
        Random random = new Random(seed);
        DecodedSound sound = new DecodedSound(AudioCodec.values()[random.nextInt(4)], 8000);
        short[] frame = new short[FRAME];
        byte[] payload = new byte[2000];
        long now = 0;
        for (int i = 0; i < 2000; i++) {
            random.nextBytes(payload);
            now += random.nextLong(40 * MS);
            int length = random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(200);
            switch (random.nextInt(4)) {
                case 0 ->
                    sound.put(random.nextInt(2), random.nextInt(65_536), random.nextInt(), payload, 0, length, now);
                case 1 -> sound.put(1, i & 0xFFFF, i * FRAME, payload, 0, length, now);
                case 2 -> sound.putNoise(payload, 0, random.nextInt(4));
                default -> sound.next(frame, now);
            }
        }
        // 128 packets of 120 ms, and four packets' worth of decoded sound
        assertThat(sound.heldMs()).isBetween(0.0, 132 * 120.0);
    }

    @Example
    void thePauseOfAPartyIsSilentOrAsItSays() {
        DecodedSound sound = new DecodedSound(AudioCodec.PCMA, 8000);
        short[] frame = new short[FRAME];
        byte[] payload = new byte[FRAME];
        G711.PCMA.silence(payload, 0, FRAME);
        for (int i = 0; i < 20; i++) {
            sound.put(7, i, i * FRAME, payload, 0, FRAME, i * 20 * MS);
            sound.next(frame, i * 20 * MS);
        }
        boolean says = true;
        for (int i = 20; i < 40; i++) {
            says = sound.next(frame, i * 20 * MS);
        }
        assertThat(says).isFalse();

        sound.putNoise(new byte[] {40}, 0, 1);
        assertThat(sound.next(frame, 800 * MS)).isTrue();
        double sum = 0;
        for (int i = 0; i < 50; i++) {
            assertThat(sound.next(frame, 820 * MS)).isTrue();
            for (short sample : frame) {
                sum += (double) sample * sample;
            }
        }
        // -40 dB of full scale, within 3 dB
        assertThat(Math.sqrt(sum / 50 / FRAME)).isBetween(230.0, 464.0);

        sound.put(7, 20, 40 * FRAME, payload, 0, FRAME, 1000 * MS);
        sound.put(7, 21, 41 * FRAME, payload, 0, FRAME, 1020 * MS);
        sound.next(frame, 1020 * MS);
        sound.next(frame, 1040 * MS);
        for (int i = 0; i < 20; i++) {
            says = sound.next(frame, (1060 + i * 20) * MS);
        }
        assertThat(says).isFalse();
    }
}

package org.otvet.switchboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.switchboard.codec.G711;
import org.otvet.telephony.LegId;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingOrder;

class RecordedCallIT {

    private record Closed(long lengthMs, long bytes, String problem) {}

    @TempDir
    Path directory;

    private long mutedAtMs;

    @Test
    void eachPartyInItsChannelMutedPartySilentClosingALegEndsIt() throws Exception {
        Path file = directory.resolve("2026/11/call.wav");
        ArrayBlockingQueue<Closed> closed = new ArrayBlockingQueue<>(1);
        try (MediaEngine engine = new MediaEngine(MediaSettings.of(InetAddress.getLoopbackAddress(), 31700, 31719));
                RtpPeer alice = new RtpPeer("127.0.0.2", G711.PCMU, 440);
                RtpPeer bob = new RtpPeer("127.0.0.3", G711.PCMA, 660)) {
            engine.start();
            MediaLeg left = engine.createRtp(new MediaLegListener() {});
            MediaLeg right = engine.createRtp(new MediaLegListener() {});
            alice.follow(left.answer(alice.sdp(), null));
            bob.follow(right.answer(bob.sdp(), null));
            left.connect(right);
            await().atMost(Duration.ofSeconds(5)).until(() -> alice.hears(660) && bob.hears(440));

            engine.record(
                    new RecordingOrder(RecordingId.random(), LegId.random(), LegId.random(), file),
                    left,
                    right,
                    (_, lengthMs, bytes, problem) -> closed.add(new Closed(lengthMs, bytes, problem)));
            long begun = System.nanoTime();
            await().atMost(Duration.ofSeconds(10)).until(() -> Files.size(file) > 16 * 1000);
            mutedAtMs = (System.nanoTime() - begun) / 1_000_000;
            right.mute(true);
            // a second of what follows is in the file
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.size(file) > 16 * (mutedAtMs + 1_000));
            left.close();

            Closed end = closed.poll(10, TimeUnit.SECONDS);
            assertThat(end).isNotNull();
            assertThat(end.problem()).isEmpty();
            assertThat(end.lengthMs()).isGreaterThan(mutedAtMs + 1_000);
            assertThat(end.bytes()).isEqualTo(Files.size(file));
        }
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        short[][] channels = new short[2][wav.getInt(54) / 2];
        for (int i = 0; i < channels[0].length; i++) {
            channels[0][i] = G711.PCMU.decode(wav.get(58 + 2 * i));
            channels[1][i] = G711.PCMU.decode(wav.get(58 + 2 * i + 1));
        }
        int muted = (int) mutedAtMs * 8;
        assertThat(heard(channels[0], 800, muted + 6_400, 440)).isGreaterThan(0.7);
        assertThat(heard(channels[1], 800, muted - 2_400, 660)).isGreaterThan(0.7);
        assertThat(Goertzel.share(channels[1], muted + 1_600, 4_800, 660)).isZero();
    }

    /**
     * The share of 50 ms pieces in which the tone is nearly all there is. A long window would measure the phase, which
     * jumps where a busy machine made the sender late.
     */
    private static double heard(short[] channel, int from, int samples, int hertz) {
        int piece = 400;
        long good = IntStream.range(0, samples / piece)
                .filter(i -> Goertzel.share(channel, from + i * piece, piece, hertz) > 0.9)
                .count();
        return (double) good / (samples / piece);
    }
}

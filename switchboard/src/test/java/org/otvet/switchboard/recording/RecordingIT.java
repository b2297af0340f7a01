package org.otvet.switchboard.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.media.Goertzel;
import org.otvet.switchboard.prompt.WavFile;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;
import org.otvet.telephony.RecordingSeal;

class RecordingIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private record Closed(RecordingId id, long lengthMs, long bytes, String problem) {}

    @TempDir
    Path directory;

    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    private final Recorder recorder = new Recorder(now::get);
    private final ArrayBlockingQueue<Closed> closed = new ArrayBlockingQueue<>(10);
    private final RecordingListener listener =
            (id, lengthMs, bytes, problem) -> closed.add(new Closed(id, lengthMs, bytes, problem));

    @BeforeEach
    void start() {
        recorder.start();
    }

    @AfterEach
    void stop() {
        recorder.close();
    }

    private static RecordingPlace clear(Path file) {
        return new RecordingPlace(file, null);
    }

    private static byte[] tone(G711 law, int hertz, long sample, int length) {
        byte[] codes = new byte[length];
        for (int i = 0; i < length; i++) {
            codes[i] = law.encode((short) (8000 * Math.sin(2 * Math.PI * hertz * (sample + i) / 8000)));
        }
        return codes;
    }

    /** Both channels of a file, read by what stands in it, not by how we wrote it. */
    private static short[][] channels(Path file) throws IOException {
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        G711 law = wav.getShort(20) == 7 ? G711.PCMU : G711.PCMA;
        int bytes = wav.getInt(54);
        assertThat(wav.getInt(4)).isEqualTo(bytes + 50);
        assertThat(wav.capacity()).isGreaterThanOrEqualTo(58 + bytes);
        short[][] channels = new short[2][bytes / 2];
        for (int i = 0; i < bytes; i++) {
            channels[i % 2][i / 2] = law.decode(wav.get(58 + i));
        }
        return channels;
    }

    /** Feeds {@code ms} of sound as if it came now, without waiting for it. */
    private static void feed(RecordingChannel channel, G711 law, int hertz, long startNs, int fromMs, int toMs) {
        for (int ms = fromMs; ms < toMs; ms += 20) {
            channel.write(
                    law, tone(law, hertz, ms * 8L, 160), 0, 160, 7, 1000 + ms * 8, startNs + (ms + 20) * 1_000_000L);
        }
    }

    @Test
    void eachPartyHasItsChannelAtItsTime() throws Exception {
        Path file = directory.resolve("a/b/call.wav");
        RecordingId id = RecordingId.random();
        long start = now.get();
        Recording recording = recorder.open(id, clear(file), G711.PCMU, listener);
        feed(recording.left(), G711.PCMU, 440, start, 0, 1500);
        feed(recording.right(), G711.PCMA, 660, start, 500, 1500);
        now.set(start + 1_500_000_000L);
        recorder.stop(id);

        Closed end = closed.poll(10, TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        assertThat(end.problem()).isEmpty();
        assertThat(end.bytes()).isEqualTo(Files.size(file));
        assertThat(end.lengthMs()).isEqualTo(1500L);
        short[][] channels = channels(file);
        assertThat(Goertzel.share(channels[0], 800, 10_000, 440)).isGreaterThan(0.95);
        assertThat(Goertzel.share(channels[1], 4800, 6000, 660)).isGreaterThan(0.95);
        assertThat(Goertzel.share(channels[1], 0, 3900, 660)).isZero();
        assertThat(onset(channels[1]) - onset(channels[0])).isCloseTo(4000, within(320));
        assertThat(WavFile.read(file)).hasSameSizeAs(channels[0]);
    }

    private static int onset(short[] samples) {
        int i = 0;
        while (Math.abs(samples[i]) < 500) {
            i++;
        }
        return i;
    }

    @Test
    void lossIsSilenceAndLatePacketsFindTheirPlace() throws Exception {
        Path file = directory.resolve("call.wav");
        RecordingId id = RecordingId.random();
        long start = now.get();
        Recording recording = recorder.open(id, clear(file), G711.PCMA, listener);
        feed(recording.left(), G711.PCMA, 440, start, 0, 400);
        feed(recording.left(), G711.PCMA, 440, start, 600, 800);
        byte[] late = tone(G711.PCMA, 440, 400 * 8, 800);
        recording.left().write(G711.PCMA, late, 0, 800, 7, 1000 + 400 * 8, start + 700_000_000L);
        now.set(start + 800_000_000L);
        recorder.stop(id);

        assertThat(closed.poll(10, TimeUnit.SECONDS)).isNotNull();
        short[] left = channels(file)[0];
        assertThat(Goertzel.share(left, 400, 3400, 440)).isGreaterThan(0.99);
        assertThat(Goertzel.share(left, 4200, 500, 440)).isZero();
        assertThat(Goertzel.share(left, 4900, 1400, 440)).isGreaterThan(0.99);
    }

    @Test
    void nothingSaidInAPauseIsKeptAndTheRestStaysInItsPlace() throws Exception {
        Path file = directory.resolve("paused.wav");
        RecordingId id = RecordingId.random();
        long start = now.get();
        Recording recording = recorder.open(id, clear(file), G711.PCMA, listener);
        feed(recording.left(), G711.PCMA, 440, start, 0, 600);
        feed(recording.right(), G711.PCMA, 660, start, 0, 600);
        now.set(start + 600_000_000L);
        recorder.pause(id, true);
        recorder.pause(id, true);
        feed(recording.left(), G711.PCMA, 1000, start, 600, 1400);
        feed(recording.right(), G711.PCMA, 1000, start, 600, 1400);
        now.set(start + 1_400_000_000L);
        recorder.pause(id, false);
        recorder.pause(id, false);
        // said in the pause, but so late that its place was taken for a jump of the sender's clock
        byte[] late = tone(G711.PCMA, 1000, 700 * 8, 160);
        recording.left().write(G711.PCMA, late, 0, 160, 7, 1000 + 700 * 8, start + 1_450_000_000L);
        feed(recording.left(), G711.PCMA, 440, start, 1400, 1800);
        feed(recording.right(), G711.PCMA, 660, start, 1400, 1800);
        now.set(start + 1_800_000_000L);
        recorder.stop(id);

        Closed end = closed.poll(10, TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        assertThat(end.lengthMs()).isEqualTo(1800);
        assertThat(end.problem()).isEmpty();
        short[][] channels = channels(file);
        for (int side = 0; side < 2; side++) {
            int hertz = side == 0 ? 440 : 660;
            assertThat(Goertzel.share(channels[side], 400, 4400, hertz)).isGreaterThan(0.99);
            assertThat(Goertzel.share(channels[side], 11_200, 3200, hertz)).isGreaterThan(0.99);
            assertThat(channels[side]).satisfies(RecordingIT::silentInThePause);
        }
    }

    private static void silentInThePause(short[] samples) {
        short silence = G711.PCMA.decode(G711.PCMA.silence());
        for (int i = 4800; i < 11_200; i++) {
            assertThat(samples[i]).isEqualTo(silence);
        }
    }

    @Test
    void aRecordingMayBeginPaused() throws Exception {
        RecordingId id = RecordingId.random();
        Path file = directory.resolve("begun-paused.wav");
        long start = now.get();
        Recording recording = recorder.open(id, clear(file), G711.PCMU, listener);
        recording.pause();
        feed(recording.left(), G711.PCMU, 1000, start, 0, 500);
        now.set(start + 500_000_000L);
        recorder.stop(id);
        assertThat(closed.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(channels(file)[0]).hasSize(4000).containsOnly(G711.PCMU.decode(G711.PCMU.silence()));
    }

    @Test
    void aFastClockDoesNotDriftAway() throws Exception {
        RecordingId id = RecordingId.random();
        Path file = directory.resolve("drift.wav");
        long start = now.get();
        Recording recording = recorder.open(id, clear(file), G711.PCMU, listener);
        // two per cent fast: 20 ms too far after each second
        int packets = 90;
        for (int i = 0; i < packets; i++) {
            long arrival = start + (long) (i * 20_000_000L / 1.02);
            boolean last = i >= packets - 3;
            recording.left().write(G711.PCMU, tone(G711.PCMU, last ? 1000 : 440, 0, 160), 0, 160, 9, i * 160, arrival);
        }
        now.set(start + 1_900_000_000L);
        recorder.stop(id);
        assertThat(closed.poll(10, TimeUnit.SECONDS)).isNotNull();
        short[] left = channels(file)[0];
        int end = left.length - 1;
        while (Math.abs(left[end]) < 500) {
            end--;
        }
        assertThat(end / 8.0).isCloseTo((packets - 1) * 20 / 1.02, within(40.0));
    }

    @Test
    void fileIsPlayableWhileRecordingAndAfterAKill() throws Exception {
        Path file = directory.resolve("live.wav");
        long start = now.get();
        Recording recording = recorder.open(RecordingId.random(), clear(file), G711.PCMU, listener);
        feed(recording.left(), G711.PCMU, 440, start, 0, 1800);
        now.set(start + 2_500_000_000L);
        await().atMost(SOON).until(() -> Files.size(file) > 16 * 1900);

        byte[] asKilled = Files.readAllBytes(file);
        short[][] channels = channels(file);
        assertThat(channels[0].length).isGreaterThan(8 * 1500);
        assertThat(Goertzel.share(channels[0], 800, 8000, 440)).isGreaterThan(0.95);

        Path killed = directory.resolve("killed.wav");
        byte[] oldHead = asKilled.clone();
        ByteBuffer.wrap(oldHead)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(54, 0)
                .putInt(4, 50)
                .putInt(46, 0);
        Files.write(killed, java.util.Arrays.copyOf(oldHead, oldHead.length - 1));
        RecordingRepair.Repaired repaired = RecordingRepair.repair(killed);
        assertThat(repaired.lengthMs()).isEqualTo((asKilled.length - 60) / 16);
        assertThat(repaired.bytes()).isEqualTo(Files.size(killed));
        assertThat(Goertzel.share(channels(killed)[0], 800, 8000, 440)).isGreaterThan(0.95);
        assertThat(RecordingRepair.repair(killed)).isEqualTo(repaired);
    }

    @Test
    void aSealedFileIsPlayableWhileRecordingAndAfterAKill() throws Exception {
        Path file = directory.resolve("live.otvrec");
        byte[] key = new byte[RecordingSeal.KEY_BYTES];
        key[0] = 7;
        RecordingPlace place = new RecordingPlace(file, new RecordingSeal(key, new byte[] {1, 2, 3}));
        long start = now.get();
        RecordingId id = RecordingId.random();
        Recording recording = recorder.open(id, place, G711.PCMU, listener);
        feed(recording.left(), G711.PCMU, 440, start, 0, 1800);
        now.set(start + 1_900_000_000L);
        // all but the last second: 300 ms may come late, 256 ms make a chunk
        await().atMost(SOON).until(() -> Files.size(file) > 16 * 1300);

        try (SealedRecording live = SealedRecording.open(file, key)) {
            assertThat(live.ending()).isEqualTo(SealedRecording.Ending.CUT);
            assertThat(live.soundBytes()).isGreaterThan(16 * 1200);
            assertThat(Goertzel.share(left(live), 800, 8000, 440)).isGreaterThan(0.95);
        }
        Path killed = directory.resolve("killed.otvrec");
        byte[] asKilled = Files.readAllBytes(file);
        Files.write(killed, java.util.Arrays.copyOf(asKilled, asKilled.length - 7));
        RecordingRepair.Repaired repaired = SealedRecording.repair(killed, key);
        assertThat(SealedRecording.repair(killed, key)).isEqualTo(repaired);
        assertThat(repaired.bytes()).isEqualTo(Files.size(killed));
        try (SealedRecording closed = SealedRecording.open(killed, key)) {
            assertThat(closed.ending()).isEqualTo(SealedRecording.Ending.REPAIRED);
            assertThat(closed.soundBytes()).isEqualTo(16 * repaired.lengthMs());
            assertThat(Goertzel.share(left(closed), 800, 6000, 440)).isGreaterThan(0.95);
        }

        recorder.stop(id);
        Closed end = closed.poll(10, TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        assertThat(end.problem()).isEmpty();
        assertThat(end.lengthMs()).isEqualTo(1900);
        assertThat(end.bytes()).isEqualTo(Files.size(file));
        try (SealedRecording whole = SealedRecording.open(file, key)) {
            assertThat(whole.ending()).isEqualTo(SealedRecording.Ending.WHOLE);
            assertThat(whole.soundBytes()).isEqualTo(16 * 1900);
        }
        assertThat(SealedRecording.envelopeOf(file)).containsExactly(1, 2, 3);
    }

    private static short[] left(SealedRecording sealed) throws IOException {
        byte[] codes = new byte[(int) sealed.soundBytes()];
        sealed.read(0, codes, 0, codes.length);
        short[] left = new short[codes.length / 2];
        for (int i = 0; i < left.length; i++) {
            left[i] = sealed.law().decode(codes[2 * i]);
        }
        return left;
    }

    @Test
    void repairRefusesForeignFiles() throws Exception {
        Path foreign = Files.write(directory.resolve("x.wav"), new byte[100]);
        assertThatThrownBy(() -> RecordingRepair.repair(foreign)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RecordingRepair.repair(directory.resolve("none")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws Exception {
        Path file = Files.writeString(directory.resolve("taken.wav"), "precious");
        recorder.open(RecordingId.random(), clear(file), G711.PCMU, listener);
        Closed end = closed.poll(10, TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        assertThat(end.problem()).contains("exists already");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aFullDiskEndsTheRecordingWithAProblemAndNoOther() throws Exception {
        Recording broken = recorder.open(RecordingId.random(), clear(Path.of("/dev/full/x.wav")), G711.PCMU, listener);
        Recording good = recorder.open(RecordingId.random(), clear(directory.resolve("good.wav")), G711.PCMU, listener);
        Closed end = closed.poll(10, TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        assertThat(end.problem()).contains("/dev/full/x.wav");
        assertThat(broken.isStopped()).isTrue();
        feed(broken.left(), G711.PCMU, 440, now.get(), 0, 200);
        assertThat(good.isStopped()).isFalse();
        assertThat(recorder.isHealthy()).isTrue();
    }

    @Test
    void closingTheRecorderClosesItsFiles() {
        recorder.open(RecordingId.random(), clear(directory.resolve("1.wav")), G711.PCMU, listener);
        recorder.open(RecordingId.random(), clear(directory.resolve("2.wav")), G711.PCMU, listener);
        recorder.close();
        assertThat(closed)
                .hasSize(2)
                .allSatisfy(end -> assertThat(end.problem()).isEmpty());
    }
}

package org.otvet.switchboard.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.recording.SealedRecording.Ending;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingPlace;
import org.otvet.telephony.RecordingSeal;

/** Whatever is done to a sealed file is noticed, and whatever is read from it is what was written. */
class SealedRecordingProperties {

    private static final byte[] KEY = key(1);
    private static final byte[] ENVELOPE = {9, 8, 7, 6, 5, 4, 3};
    private static final int ENVELOPE_AT = SealedLayout.HEAD_BYTES;
    private static final int CHUNKS_AT = ENVELOPE_AT + ENVELOPE.length;

    private Path folder;

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("sealed");
    }

    @AfterProperty
    void removeFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[RecordingSeal.KEY_BYTES];
        new Random(seed).nextBytes(key);
        return key;
    }

    private static byte[] sound(int frames) {
        byte[] sound = new byte[frames * 2];
        new Random(frames).nextBytes(sound);
        return sound;
    }

    /** A file written in pieces of so many frames. */
    private Path written(byte[] sound, int pieceFrames, boolean finished) throws IOException {
        Path file = folder.resolve("a.otvrec");
        Files.deleteIfExists(file);
        RecordingPlace place = new RecordingPlace(file, new RecordingSeal(KEY, ENVELOPE));
        try (RecordingFile recording = RecordingFile.create(RecordingId.random(), place, G711.PCMA)) {
            for (int at = 0; at < sound.length; at += pieceFrames * 2) {
                recording.append(ByteBuffer.wrap(sound, at, Math.min(pieceFrames * 2, sound.length - at)));
                recording.settle();
            }
            if (finished) {
                recording.finish();
            }
            assertThat(recording.bytes()).isEqualTo(Files.size(file));
        }
        return file;
    }

    private static byte[] all(SealedRecording sealed) throws IOException {
        byte[] sound = new byte[(int) sealed.soundBytes()];
        sealed.read(0, sound, 0, sound.length);
        return sound;
    }

    @Property(tries = 60)
    void everyRangeIsWhatWasWritten(
            @ForAll @IntRange(max = 9_000) int frames,
            @ForAll @IntRange(min = 1, max = 5_000) int piece,
            @ForAll Random random)
            throws IOException {
        byte[] sound = sound(frames);
        try (SealedRecording sealed = SealedRecording.open(written(sound, piece, true), KEY)) {
            assertThat(sealed.ending()).isEqualTo(Ending.WHOLE);
            assertThat(sealed.law()).isEqualTo(G711.PCMA);
            assertThat(all(sealed)).isEqualTo(sound);
            for (int i = 0; i < 10; i++) {
                int from = random.nextInt(sound.length + 1);
                int length = random.nextInt(sound.length - from + 1);
                byte[] part = new byte[length + 2];
                sealed.read(from, part, 1, length);
                assertThat(Arrays.copyOfRange(part, 1, length + 1))
                        .isEqualTo(Arrays.copyOfRange(sound, from, from + length));
            }
            assertThatThrownBy(() -> sealed.read(sound.length, new byte[1], 0, 1))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Property(tries = 60)
    void anyTruncationIsNoticedAndWhatIsLeftPlays(@ForAll @IntRange(max = 7_000) int frames, @ForAll Random random)
            throws IOException {
        byte[] sound = sound(frames);
        Path file = written(sound, 500, true);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 20; i++) {
            int length = CHUNKS_AT + random.nextInt(whole.length - CHUNKS_AT);
            if (i == 0 && whole.length - CHUNKS_AT > SealedLayout.SEALED_CHUNK_BYTES) {
                length = CHUNKS_AT + SealedLayout.SEALED_CHUNK_BYTES;
            }
            Files.write(file, Arrays.copyOf(whole, length));
            try (SealedRecording cut = SealedRecording.open(file, KEY)) {
                assertThat(cut.ending()).isEqualTo(Ending.CUT);
                assertThat(all(cut)).isEqualTo(Arrays.copyOf(sound, (int) cut.soundBytes()));
            }
        }
    }

    @Property(tries = 60)
    void anyFlippedBitIsNoticed(@ForAll @IntRange(max = 5_000) int frames, @ForAll Random random) throws IOException {
        Path file = written(sound(frames), 700, true);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(whole.length);
            if (at >= ENVELOPE_AT && at < CHUNKS_AT) {
                // opened by its owner, who notices
                continue;
            }
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            assertThat(reads(file, KEY)).as("byte %d of %d", at, whole.length).isFalse();
        }
    }

    /** Whether a file opens, has its end, and all of it can be read. */
    private static boolean reads(Path file, byte[] key) {
        try (SealedRecording sealed = SealedRecording.open(file, key)) {
            all(sealed);
            return sealed.ending() != Ending.CUT;
        } catch (IOException e) {
            return false;
        }
    }

    @Property(tries = 30)
    void chunksCannotBeMovedRepeatedOrLeftOut(@ForAll @IntRange(min = 6_200, max = 9_000) int frames)
            throws IOException {
        Path file = written(sound(frames), 700, true);
        byte[] whole = Files.readAllBytes(file);
        int chunk = SealedLayout.SEALED_CHUNK_BYTES;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, CHUNKS_AT, swapped, CHUNKS_AT + chunk, chunk);
        System.arraycopy(whole, CHUNKS_AT + chunk, swapped, CHUNKS_AT, chunk);
        Files.write(file, swapped);
        assertThat(reads(file, KEY)).isFalse();
        byte[] without = Arrays.copyOf(whole, whole.length - chunk);
        System.arraycopy(whole, CHUNKS_AT + chunk, without, CHUNKS_AT, without.length - CHUNKS_AT);
        Files.write(file, without);
        assertThat(reads(file, KEY)).isFalse();
    }

    @Property(tries = 40)
    void aKilledRecordingIsRepairedFromWhereverItWasCut(
            @ForAll @IntRange(max = 7_000) int frames, @ForAll Random random) throws IOException {
        byte[] sound = sound(frames);
        Path file = written(sound, 500, false);
        byte[] left = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(left, CHUNKS_AT + random.nextInt(left.length - CHUNKS_AT + 1)));
        RecordingRepair.Repaired repaired = SealedRecording.repair(file, KEY);
        assertThat(SealedRecording.repair(file, KEY)).isEqualTo(repaired);
        assertThat(repaired.bytes()).isEqualTo(Files.size(file));
        try (SealedRecording sealed = SealedRecording.open(file, KEY)) {
            assertThat(sealed.ending()).isEqualTo(Ending.REPAIRED);
            assertThat(repaired.lengthMs()).isEqualTo(sealed.soundBytes() / 16);
            assertThat(all(sealed)).isEqualTo(Arrays.copyOf(sound, (int) sealed.soundBytes()));
        }
        assertThat(reads(file, KEY)).isTrue();
    }

    @Example
    void anotherKeyOpensNothing() throws IOException {
        Path file = written(sound(5_000), 700, true);
        assertThat(reads(file, key(2))).isFalse();
        assertThatThrownBy(() -> SealedRecording.repair(file, key(2))).isInstanceOf(DamagedRecordingException.class);
        assertThat(reads(file, KEY))
                .as("a repair with a wrong key changes nothing")
                .isTrue();
    }

    @Example
    void aWipedEnvelopeLeavesTheSoundToWhoeverHasTheKey() throws IOException {
        Path file = written(sound(5_000), 700, true);
        assertThat(SealedRecording.envelopeOf(file)).isEqualTo(ENVELOPE);
        SealedRecording.wipeEnvelope(file);
        SealedRecording.wipeEnvelope(file);
        assertThat(SealedRecording.envelopeOf(file)).hasSize(ENVELOPE.length).containsOnly(0);
        assertThat(reads(file, KEY)).isTrue();
    }

    @Example
    void aTailThatNeverReachedTheDiskIsCutOff() throws IOException {
        byte[] sound = sound(7_000);
        Path file = written(sound, 500, false);
        byte[] left = Files.readAllBytes(file);
        Arrays.fill(left, CHUNKS_AT + SealedLayout.SEALED_CHUNK_BYTES, left.length, (byte) 0);
        Files.write(file, left);
        SealedRecording.repair(file, KEY);
        try (SealedRecording sealed = SealedRecording.open(file, KEY)) {
            assertThat(sealed.ending()).isEqualTo(Ending.REPAIRED);
            assertThat(all(sealed)).isEqualTo(Arrays.copyOf(sound, SealedLayout.CHUNK_BYTES));
        }
    }

    @Example
    void aFileInClearIsNotTakenForASealedOne() throws IOException {
        Path file =
                Files.write(folder.resolve("b.wav"), WavHeader.of(G711.PCMA, 0).array());
        assertThat(SealedRecording.is(file)).isFalse();
        assertThatThrownBy(() -> SealedRecording.open(file, KEY)).isInstanceOf(IOException.class);
        assertThat(SealedRecording.is(Files.write(folder.resolve("c"), new byte[0])))
                .isFalse();
    }
}

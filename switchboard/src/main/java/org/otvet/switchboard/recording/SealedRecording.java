package org.otvet.switchboard.recording;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.recording.RecordingRepair.Repaired;
import org.otvet.switchboard.recording.SealedLayout.Kind;

/**
 * Reads an encrypted recording, as it is at the moment of opening, from any place; every byte given out was verified.
 * Not thread-safe.
 */
public final class SealedRecording implements AutoCloseable {

    /** How a recording ends. */
    public enum Ending {
        /** As its recorder wanted. */
        WHOLE,
        /** Closed after its recorder was gone. */
        REPAIRED,
        /** It has no end: it goes on, its recorder was killed, or something was cut off. */
        CUT
    }

    private final FileChannel channel;
    private final SecretKeySpec key;
    private final byte[] head;
    private final G711 law;
    private final long chunksAt;
    private final Cipher cipher = SealedLayout.cipher();
    private final byte[] sealed = new byte[SealedLayout.SEALED_CHUNK_BYTES];
    private final byte[] clear = new byte[SealedLayout.CHUNK_BYTES];
    private final long fullChunks;
    private final int lastBytes;
    private final Ending ending;
    private long loaded = -1;

    private SealedRecording(FileChannel channel, byte[] head, G711 law, byte[] key) throws IOException {
        this.channel = channel;
        this.head = head;
        this.law = law;
        this.key = new SecretKeySpec(key, "AES");
        this.chunksAt = SealedLayout.HEAD_BYTES + SealedLayout.envelopeBytes(head);
        long bytes = Math.max(0, channel.size() - chunksAt);
        this.fullChunks = bytes / SealedLayout.SEALED_CHUNK_BYTES;
        int rest = (int) (bytes % SealedLayout.SEALED_CHUNK_BYTES);
        if (opens(Kind.LAST, rest)) {
            ending = Ending.WHOLE;
        } else if (opens(Kind.LAST_BY_REPAIR, rest)) {
            ending = Ending.REPAIRED;
        } else {
            ending = Ending.CUT;
        }
        this.lastBytes = ending == Ending.CUT ? 0 : rest - SealedLayout.TAG_BYTES;
    }

    /** Whether a file begins as a sealed recording does. */
    public static boolean is(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return SealedLayout.lawOf(headOf(channel)) != null;
        }
    }

    /**
     * What its owner wrote into the file to find the key; all zero once it is wiped.
     *
     * @throws IOException also when it is no sealed recording
     */
    public static byte[] envelopeOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] envelope = new byte[SealedLayout.envelopeBytes(checked(file, headOf(channel)))];
            readFully(channel, ByteBuffer.wrap(envelope), SealedLayout.HEAD_BYTES);
            return envelope;
        }
    }

    /** Overwrites the envelope and waits for the disk: the file alone tells nothing from then on. Safe to repeat. */
    public static void wipeEnvelope(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(SealedLayout.envelopeBytes(checked(file, headOf(channel))));
            while (zeros.hasRemaining()) {
                channel.write(zeros, SealedLayout.HEAD_BYTES + (long) zeros.position());
            }
            channel.force(false);
        }
    }

    /** @throws IOException also when it is no sealed recording */
    public static SealedRecording open(Path file, byte[] key) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            byte[] head = checked(file, headOf(channel));
            return new SealedRecording(channel, head, law(head), key);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Closes a recording whose recorder was killed: what was half written is cut off, and an end is put there. Safe to
     * repeat; one that has an end is left as it is.
     *
     * @throws IOException when it cannot be read or written, is no sealed recording, or this is not its key
     */
    public static Repaired repair(Path file, byte[] key) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] head = checked(file, headOf(channel));
            SealedRecording found = new SealedRecording(channel, head, law(head), key);
            if (found.ending != Ending.CUT) {
                return found.repaired(found.soundBytes(), channel.size());
            }
            long whole = found.fullChunks;
            // after a power failure the file may be longer than what reached the disk
            while (whole > 0 && !found.opensFull(whole - 1)) {
                whole--;
            }
            if (whole == 0 && found.fullChunks > 0) {
                throw new DamagedRecordingException(file + " cannot be opened with its key");
            }
            long end = found.chunksAt + whole * SealedLayout.SEALED_CHUNK_BYTES;
            channel.truncate(end);
            byte[] last = found.lastChunk(whole);
            ByteBuffer bytes = ByteBuffer.wrap(last);
            while (bytes.hasRemaining()) {
                channel.write(bytes, end + bytes.position());
            }
            return found.repaired(whole * SealedLayout.CHUNK_BYTES, end + last.length);
        }
    }

    private Repaired repaired(long soundBytes, long bytes) {
        return new Repaired(soundBytes / WavHeader.FRAME_BYTES / G711.SAMPLES_PER_MS, bytes);
    }

    private byte[] lastChunk(long number) throws IOException {
        try {
            SealedLayout.aim(cipher, Cipher.ENCRYPT_MODE, key, head, Kind.LAST_BY_REPAIR, number);
            return cipher.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IOException("The end of the recording could not be encrypted", e);
        }
    }

    public G711 law() {
        return law;
    }

    /** Two-channel G.711, left and right in turn. */
    public long soundBytes() {
        return fullChunks * SealedLayout.CHUNK_BYTES + lastBytes;
    }

    public Ending ending() {
        return ending;
    }

    /**
     * Reads sound.
     *
     * @throws DamagedRecordingException when one of the chunks it lies in is not what was written
     * @throws EOFException beyond the end
     */
    public void read(long position, byte[] into, int offset, int length) throws IOException {
        if (position < 0 || position + length > soundBytes()) {
            throw new EOFException("the recording has " + soundBytes() + " bytes of sound");
        }
        long at = position;
        int done = 0;
        while (done < length) {
            load(at / SealedLayout.CHUNK_BYTES);
            int within = (int) (at % SealedLayout.CHUNK_BYTES);
            int bytes = Math.min(length - done, SealedLayout.CHUNK_BYTES - within);
            System.arraycopy(clear, within, into, offset + done, bytes);
            at += bytes;
            done += bytes;
        }
    }

    private void load(long chunk) throws IOException {
        if (chunk == loaded) {
            return;
        }
        loaded = -1;
        boolean last = chunk == fullChunks;
        boolean opened = last
                ? opens(ending == Ending.REPAIRED ? Kind.LAST_BY_REPAIR : Kind.LAST, lastBytes + SealedLayout.TAG_BYTES)
                : opensFull(chunk);
        if (!opened) {
            throw new DamagedRecordingException("The recording is damaged at second "
                    + chunk * SealedLayout.CHUNK_BYTES / WavHeader.FRAME_BYTES / G711.SAMPLES_PER_SECOND);
        }
        loaded = chunk;
    }

    private boolean opensFull(long chunk) throws IOException {
        return opens(Kind.FULL, chunk, SealedLayout.SEALED_CHUNK_BYTES);
    }

    private boolean opens(Kind kind, int bytes) throws IOException {
        return bytes >= SealedLayout.TAG_BYTES && opens(kind, fullChunks, bytes);
    }

    private boolean opens(Kind kind, long chunk, int bytes) throws IOException {
        readFully(channel, ByteBuffer.wrap(sealed, 0, bytes), chunksAt + chunk * SealedLayout.SEALED_CHUNK_BYTES);
        try {
            SealedLayout.aim(cipher, Cipher.DECRYPT_MODE, key, head, kind, chunk);
            cipher.doFinal(sealed, 0, bytes, clear, 0);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] checked(Path file, byte[] head) throws IOException {
        if (SealedLayout.lawOf(head) == null) {
            throw new IOException(file + " is not a recording sealed by this program");
        }
        return head;
    }

    private static G711 law(byte[] head) throws IOException {
        G711 law = SealedLayout.lawOf(head);
        if (law == null) {
            throw new IOException("not a sealed recording");
        }
        return law;
    }

    private static byte[] headOf(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(SealedLayout.HEAD_BYTES);
        while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
            // until the head is whole or the file ends
        }
        return Arrays.copyOf(head.array(), head.position());
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position() - start) < 0) {
                throw new EOFException("the recording became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package org.otvet.switchboard.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.otvet.switchboard.codec.G711;
import org.otvet.switchboard.recording.SealedLayout.Kind;
import org.otvet.telephony.RecordingId;
import org.otvet.telephony.RecordingSeal;

/**
 * An encrypted file as {@link SealedLayout} says. A chunk is written when it is full, a quarter of a second after its
 * first sound; nothing is ever written twice under one nonce.
 */
final class SealedRecordingFile extends RecordingFile {

    private final Cipher cipher = SealedLayout.cipher();
    private final SecretKeySpec key;
    private final byte[] head;
    private final byte[] envelope;
    private final byte[] pending = new byte[SealedLayout.CHUNK_BYTES];
    private final byte[] sealed = new byte[SealedLayout.SEALED_CHUNK_BYTES];
    private int pendingBytes;
    private long chunks;
    private long end;

    SealedRecordingFile(FileChannel channel, RecordingId id, G711 law, RecordingSeal seal) {
        super(channel);
        this.key = new SecretKeySpec(seal.key(), "AES");
        this.envelope = seal.envelope();
        this.head = SealedLayout.head(id.value(), law, envelope.length);
    }

    @Override
    void begin() throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate(head.length + envelope.length);
        beginning.put(head).put(envelope).flip();
        end = beginning.remaining();
        writeFully(beginning, 0);
    }

    @Override
    void write(ByteBuffer sound) throws IOException {
        while (sound.hasRemaining()) {
            int bytes = Math.min(sound.remaining(), pending.length - pendingBytes);
            sound.get(pending, pendingBytes, bytes);
            pendingBytes += bytes;
            if (pendingBytes == pending.length) {
                seal(Kind.FULL);
            }
        }
    }

    private void seal(Kind kind) throws IOException {
        int bytes;
        try {
            SealedLayout.aim(cipher, Cipher.ENCRYPT_MODE, key, head, kind, chunks);
            bytes = cipher.doFinal(pending, 0, pendingBytes, sealed, 0);
        } catch (GeneralSecurityException e) {
            throw new IOException("A chunk of the recording could not be encrypted", e);
        }
        chunks++;
        pendingBytes = 0;
        long at = end;
        end += bytes;
        writeFully(ByteBuffer.wrap(sealed, 0, bytes), at);
    }

    @Override
    void settle() {}

    @Override
    void finish() throws IOException {
        seal(Kind.LAST);
    }

    @Override
    long bytes() {
        return end;
    }
}

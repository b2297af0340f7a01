package org.otvet.server.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.otvet.telephony.RecordingSeal;

/**
 * Makes a key for each recording and wraps it in an envelope: AES-256-GCM under the first of the master keys, bound to the
 * recording. Older master keys still open what they have sealed. Thread-safe.
 */
final class RecordingKeys {

    private static final byte VERSION = 1;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int ENVELOPE_BYTES = 1 + ID_BYTES + NONCE_BYTES + RecordingSeal.KEY_BYTES + TAG_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final List<MasterKey> masters;

    /** @param masters at least one, each of {@value RecordingSeal#KEY_BYTES} bytes; the first seals */
    RecordingKeys(List<byte[]> masters) {
        if (masters.isEmpty()) {
            throw new IllegalArgumentException("no master key");
        }
        this.masters = masters.stream().map(MasterKey::new).toList();
    }

    /** Thrown when an envelope cannot be opened, with one clear line. */
    static final class NoKeyException extends IOException {

        private static final long serialVersionUID = 1;

        NoKeyException(String message) {
            super(message);
        }
    }

    private static final class MasterKey {

        private final byte[] id;
        private final SecretKeySpec key;

        MasterKey(byte[] bytes) {
            if (bytes.length != RecordingSeal.KEY_BYTES) {
                throw new IllegalArgumentException(
                        "a master key has " + RecordingSeal.KEY_BYTES + " bytes, not " + bytes.length);
            }
            this.key = new SecretKeySpec(bytes, "AES");
            this.id = Arrays.copyOf(hash("otvet master key of recordings", bytes), ID_BYTES);
        }
    }

    /** A fresh key for a recording that begins. */
    RecordingSeal seal(UUID recording) {
        byte[] key = new byte[RecordingSeal.KEY_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(key);
        random.nextBytes(nonce);
        MasterKey master = masters.getFirst();
        try {
            byte[] wrapped =
                    cipher(Cipher.ENCRYPT_MODE, master, nonce, recording).doFinal(key);
            byte[] envelope = ByteBuffer.allocate(ENVELOPE_BYTES)
                    .put(VERSION)
                    .put(master.id)
                    .put(nonce)
                    .put(wrapped)
                    .array();
            return new RecordingSeal(key, envelope);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /**
     * The key in an envelope.
     *
     * @throws NoKeyException when its master key is not here, it is of another recording, or it was changed
     */
    byte[] open(UUID recording, byte[] envelope) throws NoKeyException {
        if (envelope.length != ENVELOPE_BYTES || envelope[0] != VERSION) {
            throw new NoKeyException("recording " + recording + " has no key any more");
        }
        byte[] id = Arrays.copyOfRange(envelope, 1, 1 + ID_BYTES);
        MasterKey master = masters.stream()
                .filter(known -> Arrays.equals(known.id, id))
                .findFirst()
                .orElseThrow(
                        () -> new NoKeyException("master key " + HexFormat.of().formatHex(id) + " of recording "
                                + recording + " is not among the keys given"));
        byte[] nonce = Arrays.copyOfRange(envelope, 1 + ID_BYTES, 1 + ID_BYTES + NONCE_BYTES);
        int wrappedAt = 1 + ID_BYTES + NONCE_BYTES;
        try {
            return cipher(Cipher.DECRYPT_MODE, master, nonce, recording)
                    .doFinal(envelope, wrappedAt, envelope.length - wrappedAt);
        } catch (GeneralSecurityException e) {
            throw new NoKeyException("the key of recording " + recording + " was changed or is of another one");
        }
    }

    private static Cipher cipher(int mode, MasterKey master, byte[] nonce, UUID recording)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master.key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(("otvet recording " + recording).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hash(String purpose, byte[] bytes) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.UTF_8));
            return digest.digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

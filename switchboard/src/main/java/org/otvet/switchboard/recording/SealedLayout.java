package org.otvet.switchboard.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.otvet.switchboard.codec.G711;

/**
 * A sealed recording: a head of {@value #HEAD_BYTES} bytes (magic, version, law, length of a chunk, id of the recording,
 * length of the envelope), the envelope, then chunks of two-channel G.711 under AES-256-GCM, each with its tag. All chunks but
 * the last are full; the last is shorter, perhaps empty, and says so. The nonce of a chunk is its kind and its number,
 * the head is authenticated with each; so no chunk can be changed, moved, left out, or cut off unnoticed. The envelope
 * is not: it can be wiped.
 */
final class SealedLayout {

    static final int HEAD_BYTES = 32;
    static final int CHUNK_BYTES = 4_096;
    static final int TAG_BYTES = 16;
    static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

    private static final byte[] MAGIC = "OTVREC".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final byte MU_LAW = 0;
    private static final byte A_LAW = 8;
    private static final int ENVELOPE_LENGTH_AT = 28;

    private SealedLayout() {}

    /** What a chunk is; part of its nonce. */
    enum Kind {
        FULL(0),
        LAST(1),
        /** The last one, written after the process that recorded was gone. */
        LAST_BY_REPAIR(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    static byte[] head(UUID recording, G711 law, int envelopeBytes) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        head.put(MAGIC).put(VERSION).put(law == G711.PCMA ? A_LAW : MU_LAW);
        head.putInt(CHUNK_BYTES);
        head.putLong(recording.getMostSignificantBits()).putLong(recording.getLeastSignificantBits());
        head.putShort((short) envelopeBytes);
        return head.array();
    }

    /** The law of a file with this beginning, null when it is no sealed recording that this version reads. */
    static @Nullable G711 lawOf(byte[] head) {
        if (head.length < HEAD_BYTES
                || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || head[6] != VERSION
                || ByteBuffer.wrap(head).getInt(8) != CHUNK_BYTES) {
            return null;
        }
        return switch (head[7]) {
            case A_LAW -> G711.PCMA;
            case MU_LAW -> G711.PCMU;
            default -> null;
        };
    }

    static int envelopeBytes(byte[] head) {
        return Short.toUnsignedInt(ByteBuffer.wrap(head).getShort(ENVELOPE_LENGTH_AT));
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /** Makes the cipher ready for one chunk. */
    static void aim(Cipher cipher, int mode, SecretKeySpec key, byte[] head, Kind kind, long number)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12).putInt(kind.code).putLong(number).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(head);
    }
}

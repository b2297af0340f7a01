package org.otvet.telephony;

/** A key for one recording alone, and what is written into its file so that the key can be found again. */
public final class RecordingSeal {

    /** Length of a key in bytes (AES-256). */
    public static final int KEY_BYTES = 32;
    /** The most an envelope may have, in bytes. */
    public static final int MOST_ENVELOPE_BYTES = 1_024;

    private final byte[] key;
    private final byte[] envelope;

    /**
     * @param key {@value #KEY_BYTES} bytes, used for no other recording, ever
     * @param envelope the key under another key, as its owner needs it to open the file; written in clear
     */
    public RecordingSeal(byte[] key, byte[] envelope) {
        if (key.length != KEY_BYTES || envelope.length > MOST_ENVELOPE_BYTES) {
            throw new IllegalArgumentException(
                    "a key of " + key.length + " bytes in an envelope of " + envelope.length + " bytes");
        }
        this.key = key.clone();
        this.envelope = envelope.clone();
    }

    public byte[] key() {
        return key.clone();
    }

    public byte[] envelope() {
        return envelope.clone();
    }
}

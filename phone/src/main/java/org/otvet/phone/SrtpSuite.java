package org.otvet.phone;

/** What encrypts a telephone's sound with keys in the descriptions (RFC 4568, RFC 6188). */
public enum SrtpSuite {
    AES_CM_128_HMAC_SHA1_80(16, 10),
    AES_CM_128_HMAC_SHA1_32(16, 4),
    AES_256_CM_HMAC_SHA1_80(32, 10);

    static final int SALT_BYTES = 14;

    final int keyBytes;
    final int tagBytes;

    SrtpSuite(int keyBytes, int tagBytes) {
        this.keyBytes = keyBytes;
        this.tagBytes = tagBytes;
    }
}

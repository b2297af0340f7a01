package org.otvet.switchboard.sdp;

import java.util.Optional;
import java.util.stream.Stream;

/** What encrypts a stream whose key stands in its description (RFC 4568 section 6.2, RFC 6188, RFC 7714). */
public enum SdesSuite {
    AES_CM_128_HMAC_SHA1_80(16, 14, 10),
    AES_256_CM_HMAC_SHA1_80(32, 14, 10),
    AEAD_AES_256_GCM(32, 12, 16),
    AEAD_AES_128_GCM(16, 12, 16),
    AES_CM_128_HMAC_SHA1_32(16, 14, 4),
    AES_256_CM_HMAC_SHA1_32(32, 14, 4);

    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SdesSuite(int keyBytes, int saltBytes, int tagBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    /** Of the authentication tag of sound; reports carry a full one. */
    public int tagBytes() {
        return tagBytes;
    }

    /** Whether encryption and authentication are one (RFC 7714). */
    public boolean isAead() {
        return saltBytes == 12;
    }

    static Optional<SdesSuite> named(String name) {
        return Stream.of(values())
                .filter(suite -> suite.name().equalsIgnoreCase(name))
                .findFirst();
    }
}

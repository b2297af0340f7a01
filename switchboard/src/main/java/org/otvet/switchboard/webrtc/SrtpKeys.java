package org.otvet.switchboard.webrtc;

import org.bouncycastle.tls.SRTPProtectionProfile;

/**
 * What a DTLS handshake agreed on for SRTP (RFC 5764 section 4.2), from the server's side.
 *
 * @param profile the protection profile's number
 */
public record SrtpKeys(int profile, byte[] clientKey, byte[] serverKey, byte[] clientSalt, byte[] serverSalt) {

    /** What we take, best first. */
    static final int[] PROFILES = {
        SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM,
        SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80,
        SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM
    };

    static int keyBytes(int profile) {
        return profile == SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM ? 32 : 16;
    }

    static int saltBytes(int profile) {
        return profile == SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80 ? 14 : 12;
    }

    /** Bytes of keying material to export. */
    static int materialBytes(int profile) {
        return 2 * (keyBytes(profile) + saltBytes(profile));
    }

    static SrtpKeys of(int profile, byte[] material) {
        int key = keyBytes(profile);
        int salt = saltBytes(profile);
        return new SrtpKeys(
                profile,
                slice(material, 0, key),
                slice(material, key, key),
                slice(material, 2 * key, salt),
                slice(material, 2 * key + salt, salt));
    }

    private static byte[] slice(byte[] from, int offset, int length) {
        byte[] slice = new byte[length];
        System.arraycopy(from, offset, slice, 0, length);
        return slice;
    }

    @Override
    public String toString() {
        return "SrtpKeys[profile " + profile + "]";
    }
}

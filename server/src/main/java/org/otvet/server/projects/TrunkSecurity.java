package org.otvet.server.projects;

import java.util.Locale;
import org.otvet.server.platform.SoundEncryption;

/**
 * How a trunk is secured.
 *
 * @param certificate SHA-256 of the one certificate the carrier is taken by, 64 upper-case hex digits; empty when it must
 *     be signed by a known authority
 */
public record TrunkSecurity(SoundEncryption encryption, String certificate) {

    public static final TrunkSecurity USUAL = new TrunkSecurity(SoundEncryption.OPTIONAL, "");

    /** Fingerprints are written in many ways; told apart by their digits. */
    static String digitsOf(String fingerprint) {
        return fingerprint.replaceAll("[:\\s-]", "").toUpperCase(Locale.ROOT);
    }
}

package org.otvet.telephony;

/**
 * How a line to a carrier is secured.
 *
 * @param certificate SHA-256 of the one certificate the carrier is taken by, 64 upper-case hex digits; empty when it must
 *     be signed by a known authority and made out to the name in the trunk's address
 */
public record LineSecurity(MediaEncryption media, String certificate) {

    public static final LineSecurity USUAL = new LineSecurity(MediaEncryption.OPTIONAL, "");
}

package org.otvet.switchboard.media;

import org.otvet.switchboard.sdp.Protections;
import org.otvet.telephony.MediaEncryption;

/**
 * How the sound of a SIP leg may be encrypted.
 *
 * @param secretSignalling whether a key in a description is read by nobody on the way
 */
public record Encryption(MediaEncryption wanted, boolean secretSignalling) {

    /** What holds where nothing else is said. */
    public static final Encryption USUAL = new Encryption(MediaEncryption.OPTIONAL, false);

    Protections taken() {
        boolean any = wanted != MediaEncryption.OFF;
        return new Protections(wanted != MediaEncryption.REQUIRED, any && secretSignalling, any, false);
    }

    /** Whether our offers hold keys. */
    boolean offersKeys() {
        return wanted != MediaEncryption.OFF && secretSignalling;
    }

    /** Whether our offers ask for a handshake: the one way left to demand encryption over signalling that others read. */
    boolean offersHandshake() {
        return wanted == MediaEncryption.REQUIRED && !secretSignalling;
    }
}

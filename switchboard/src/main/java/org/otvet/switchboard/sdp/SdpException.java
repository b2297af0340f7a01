package org.otvet.switchboard.sdp;

/** A session description that cannot be used; the message says why in one line without line breaks. */
public class SdpException extends Exception {

    public SdpException(String message) {
        super(message);
    }
}

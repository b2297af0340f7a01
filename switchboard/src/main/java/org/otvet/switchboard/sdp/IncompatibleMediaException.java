package org.otvet.switchboard.sdp;

/** A well-formed description with which no common audio is possible (SIP 488). */
public class IncompatibleMediaException extends SdpException {

    public IncompatibleMediaException(String message) {
        super(message);
    }
}

package org.otvet.switchboard.sip.message;

/** The bytes, or one header's value, are not what RFC 3261 section 25 allows. Made without a stack trace: cheap. */
public final class SipParseException extends Exception {

    private static final long serialVersionUID = 1L;

    public SipParseException(String message) {
        super(message, null, false, false);
    }
}

package org.otvet.switchboard.sip.message;

/** A response. */
public final class SipResponse extends SipMessage {

    private final int status;
    private final String reason;

    SipResponse(int status, String reason, byte[] data, int[] slots, int headers, int bodyStart, int bodyEnd) {
        super(data, slots, headers, bodyStart, bodyEnd);
        this.status = status;
        this.reason = reason;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    @Override
    String startLine() {
        return status + " " + reason;
    }
}

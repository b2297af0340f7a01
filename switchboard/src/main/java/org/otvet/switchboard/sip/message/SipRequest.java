package org.otvet.switchboard.sip.message;

/** A request. */
public final class SipRequest extends SipMessage {

    private final String method;
    private final String uri;

    SipRequest(String method, String uri, byte[] data, int[] slots, int headers, int bodyStart, int bodyEnd) {
        super(data, slots, headers, bodyStart, bodyEnd);
        this.method = method;
        this.uri = uri;
    }

    /** Case-sensitive, as {@link Methods} names the known ones. */
    public String method() {
        return method;
    }

    public String uri() {
        return uri;
    }

    public boolean is(String candidate) {
        return method.equals(candidate);
    }

    @Override
    String startLine() {
        return method + " " + uri;
    }
}

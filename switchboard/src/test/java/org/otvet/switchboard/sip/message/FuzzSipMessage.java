package org.otvet.switchboard.sip.message;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Any bytes are a message, a message with a defect, or no SIP; what is answered to it is one message and no more. */
public final class FuzzSipMessage {

    private static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.1", 5060);

    private FuzzSipMessage() {}

    public static void fuzzerTestOneInput(byte[] data) {
        SipMessage message;
        try {
            message = SipParser.parse(data.clone());
        } catch (SipParseException e) {
            return;
        }
        for (int i = 0; i < message.headerCount(); i++) {
            message.nameAt(i);
            message.valueAt(i);
        }
        for (HeaderName name : HeaderName.values()) {
            message.values(name);
            message.lists(name, "timer");
        }
        message.extensionHeaders(32, 512);
        message.contentType();
        message.bodyText();
        message.toString();
        if (message instanceof SipRequest request) {
            answer(request);
        }
    }

    /** Nobody's header may add a message to ours, whether we accept it or refuse it. */
    private static void answer(SipRequest request) {
        byte[] bytes = Responses.begin(new MessageWriter(), request, FROM, 400, "Bad Request", "tag")
                .body("", "")
                .toBytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r", "");
        if (text.indexOf("\n\n") != text.length() - 2) {
            throw new IllegalStateException("an answer with something behind its head");
        }
    }
}

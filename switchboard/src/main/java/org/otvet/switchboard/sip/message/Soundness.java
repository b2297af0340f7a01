package org.otvet.switchboard.sip.message;

import org.jspecify.annotations.Nullable;

/** What every message must have before anybody works with it (RFC 3261 sections 8.1.1 and 16.3). */
final class Soundness {

    private static final long CSEQ_LIMIT = (1L << 31) - 1;
    private static final int LONGEST_ID = 512;

    private Soundness() {}

    static void check(SipMessage message, @Nullable Defect found) {
        message.defect = found;
        int via = message.find(HeaderName.VIA, 0);
        if (via >= 0) {
            topVia(message, via);
        } else {
            fail(message, "Via Missing");
        }
        message.callId = single(message, HeaderName.CALL_ID, "Call-ID");
        if (message.callId.length() > LONGEST_ID) {
            fail(message, "Call-ID Too Long");
            message.callId = "";
        }
        message.fromTag = tag(message, HeaderName.FROM, "From");
        message.toTag = tag(message, HeaderName.TO, "To");
        cseq(message);
        maxForwards(message);
        if (message instanceof SipRequest request) {
            requestLine(request);
        }
    }

    private static void topVia(SipMessage message, int index) {
        String value = message.valueAt(index);
        try {
            int comma = value.indexOf(',');
            message.topVia =
                    Via.parse(comma < 0 ? value : value.substring(0, comma).strip());
            if (message.topVia.branch().length() > LONGEST_ID) {
                fail(message, "Via Branch Too Long");
            }
            if (comma >= 0) {
                // A separator without anything behind it is a broken list, not a long one.
                Via.parse(first(value.substring(comma + 1).strip()));
            }
        } catch (SipParseException e) {
            fail(message, "Malformed Via");
        }
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma).strip();
    }

    private static String single(SipMessage message, HeaderName name, String text) {
        int index = message.find(name, 0);
        if (index < 0) {
            fail(message, text + " Missing");
            return "";
        }
        if (message.find(name, index + 1) >= 0) {
            fail(message, "Several " + text + " Headers");
        }
        String value = message.valueAt(index);
        if (value.isEmpty()) {
            fail(message, text + " Empty");
        }
        return value;
    }

    private static String tag(SipMessage message, HeaderName name, String text) {
        String value = single(message, name, text);
        if (value.isEmpty()) {
            return "";
        }
        try {
            NameAddr address = NameAddr.parse(value);
            String tag = address.tag();
            if (tag.length() > LONGEST_ID) {
                fail(message, text + " Tag Too Long");
                return "";
            }
            return tag;
        } catch (SipParseException e) {
            fail(message, "Malformed " + text);
            return "";
        }
    }

    private static void cseq(SipMessage message) {
        String value = single(message, HeaderName.CSEQ, "CSeq");
        int digits = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            digits++;
        }
        int method = Parameters.skipBlank(value, digits);
        try {
            message.cseq = Texts.number(value.substring(0, digits), CSEQ_LIMIT);
        } catch (SipParseException e) {
            fail(message, "Malformed CSeq");
        }
        if (method == digits || method == value.length()) {
            fail(message, "Malformed CSeq");
            return;
        }
        message.cseqMethod = Methods.canonical(value.substring(method));
    }

    private static void maxForwards(SipMessage message) {
        int index = message.find(HeaderName.MAX_FORWARDS, 0);
        if (index < 0) {
            return;
        }
        if (message.find(HeaderName.MAX_FORWARDS, index + 1) >= 0) {
            fail(message, "Several Max-Forwards Headers");
        }
        try {
            Texts.number(message.valueAt(index), 255);
        } catch (SipParseException e) {
            fail(message, "Malformed Max-Forwards");
        }
    }

    private static void requestLine(SipRequest request) {
        String uri = request.uri();
        if (SipUri.schemeOf(uri).isEmpty() || !isUri(uri)) {
            fail(request, "Malformed Request-URI");
        } else if (uri.regionMatches(true, 0, "sip:", 0, 4)) {
            try {
                SipUri.parse(uri);
            } catch (SipParseException e) {
                fail(request, "Malformed Request-URI");
            }
        }
        if (!request.cseqMethod.equals(request.method())) {
            fail(request, "CSeq Method Differs");
        }
    }

    private static boolean isUri(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127) {
                return false;
            }
        }
        return true;
    }

    private static void fail(SipMessage message, String reason) {
        if (message.defect == null) {
            message.defect = Defect.bad(reason);
        }
    }
}

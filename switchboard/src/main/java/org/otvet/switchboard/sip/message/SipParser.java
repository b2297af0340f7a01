package org.otvet.switchboard.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads SIP messages. One pass over the bytes, no recursion, no regular expression: the time grows with the length and
 * nothing else. What can be read but must be refused comes back with a {@link Defect}, so that the sender gets an
 * answer; what is not SIP at all is an exception.
 */
public final class SipParser {

    /** More header lines than this are refused. */
    public static final int MOST_HEADERS = 256;

    private static final int MOST_START_LINE = 8_192;
    private static final int STATUS_LINE_MINIMUM = 11;

    private SipParser() {}

    /**
     * Reads one message that fills the array. Bytes behind its Content-Length are ignored (RFC 3261 section 18.3).
     *
     * @param data is kept and must not change any more
     * @throws SipParseException when there is nothing one could answer to
     */
    public static SipMessage parse(byte[] data) throws SipParseException {
        int start = 0;
        while (start < data.length && (data[start] == '\r' || data[start] == '\n')) {
            start++;
        }
        int lineEnd = indexOf(data, start, '\n');
        if (lineEnd < 0 || lineEnd - start > MOST_START_LINE) {
            throw new SipParseException("no start line");
        }
        Headers headers = new Headers(data, lineEnd + 1);
        headers.read();
        int textEnd = lineEnd > start && data[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        return startsWithVersion(data, start, textEnd)
                ? response(data, start, textEnd, headers)
                : request(data, start, textEnd, headers);
    }

    private static SipMessage response(byte[] data, int start, int end, Headers headers) throws SipParseException {
        if (end - start < STATUS_LINE_MINIMUM
                || data[start + 7] != ' '
                || (end - start > STATUS_LINE_MINIMUM && data[start + 11] != ' ')) {
            throw new SipParseException("malformed status line");
        }
        int status = 0;
        for (int i = start + 8; i < start + 11; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new SipParseException("malformed status");
            }
            status = status * 10 + digit;
        }
        if (status < 100 || status > 699) {
            throw new SipParseException("status out of range");
        }
        int reasonStart = Math.min(end, start + 12);
        String reason = status == 200 && end - reasonStart == 2
                ? "OK"
                : new String(data, reasonStart, end - reasonStart, StandardCharsets.UTF_8);
        SipResponse response =
                new SipResponse(status, reason, data, headers.slots, headers.count, headers.bodyStart, headers.bodyEnd);
        Soundness.check(response, headers.defect);
        return response;
    }

    private static SipMessage request(byte[] data, int start, int end, Headers headers) throws SipParseException {
        int methodEnd = start;
        while (methodEnd < end && Texts.isTokenByte(data[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == start || methodEnd == end || data[methodEnd] != ' ') {
            throw new SipParseException("malformed request line");
        }
        int versionStart = end;
        while (versionStart > methodEnd && data[versionStart - 1] != ' ') {
            versionStart--;
        }
        String method = Methods.of(data, start, methodEnd);
        Defect lineDefect = null;
        int uriEnd = versionStart - 1;
        if (versionStart == end) {
            // Blanks after the version: find what stands before them, and refuse.
            lineDefect = Defect.bad("Malformed Request-Line");
            uriEnd = end;
        } else if (!isVersion(data, versionStart, end)) {
            if (end - versionStart < 4 || !Texts.equalsAscii("SIP/", data, versionStart)) {
                throw new SipParseException("not SIP");
            }
            lineDefect = new Defect(505, "Version Not Supported");
        }
        String uri = uriEnd <= methodEnd + 1
                ? ""
                : new String(data, methodEnd + 1, uriEnd - methodEnd - 1, StandardCharsets.UTF_8);
        SipRequest request =
                new SipRequest(method, uri, data, headers.slots, headers.count, headers.bodyStart, headers.bodyEnd);
        Soundness.check(request, lineDefect == null ? headers.defect : lineDefect);
        return request;
    }

    private static boolean startsWithVersion(byte[] data, int start, int end) {
        return end - start >= 8 && isVersion(data, start, start + 7) && data[start + 7] == ' ';
    }

    private static boolean isVersion(byte[] data, int start, int end) {
        return end - start == 7
                && (data[start] | 0x20) == 's'
                && (data[start + 1] | 0x20) == 'i'
                && (data[start + 2] | 0x20) == 'p'
                && data[start + 3] == '/'
                && data[start + 4] == '2'
                && data[start + 5] == '.'
                && data[start + 6] == '0';
    }

    static int indexOf(byte[] data, int from, char wanted) {
        for (int i = from; i < data.length; i++) {
            if (data[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The header section of one message while it is read. */
    private static final class Headers {

        private final byte[] data;
        private int at;
        private int[] slots = new int[20 * SipMessage.SLOT];
        private int count;
        private int bodyStart;
        private int bodyEnd;
        private @org.jspecify.annotations.Nullable Defect defect;

        Headers(byte[] data, int at) {
            this.data = data;
            this.at = at;
        }

        void read() {
            int contentLength = -1;
            while (at < data.length) {
                if (data[at] == '\n' || (data[at] == '\r' && at + 1 < data.length && data[at + 1] == '\n')) {
                    at += data[at] == '\n' ? 1 : 2;
                    break;
                }
                int lineStart = at;
                int end = lineEnd();
                if (count == MOST_HEADERS) {
                    fail("Too Many Headers");
                    break;
                }
                header(lineStart, end);
                if (count > 0 && slots[(count - 1) * SipMessage.SLOT] == HeaderName.CONTENT_LENGTH.ordinal()) {
                    if (contentLength >= 0) {
                        fail("Several Content-Length Headers");
                    }
                    contentLength = contentLength();
                }
            }
            bodyStart = Math.min(at, data.length);
            bodyEnd = data.length;
            if (contentLength >= 0) {
                if (contentLength > data.length - bodyStart) {
                    fail("Content-Length Exceeds Message");
                } else {
                    bodyEnd = bodyStart + contentLength;
                }
            }
        }

        /** Moves behind the line and its folds and gives where its text ends. */
        private int lineEnd() {
            int i = at;
            int length = data.length;
            while (i < length) {
                byte b = data[i];
                if (b == '\n') {
                    if (i + 1 < length && (data[i + 1] == ' ' || data[i + 1] == '\t')) {
                        i++;
                        continue;
                    }
                    at = i + 1;
                    return i > 0 && data[i - 1] == '\r' ? i - 1 : i;
                }
                if (b >= 0 && b < ' ' && b != '\t' && !isEscaped(i) && !(b == '\r' && isBefore(i, '\n'))) {
                    fail("Control Character in Header");
                }
                i++;
            }
            at = length;
            fail("Header Not Ended");
            return length;
        }

        /** A quoted-pair may hold any octet but CR and LF (RFC 3261 section 25.1). */
        private boolean isEscaped(int i) {
            return data[i - 1] == '\\' && data[i] != '\r';
        }

        private boolean isBefore(int i, char next) {
            return i + 1 < data.length && data[i + 1] == next;
        }

        private void header(int start, int end) {
            int nameEnd = start;
            while (nameEnd < end && Texts.isTokenByte(data[nameEnd])) {
                nameEnd++;
            }
            int colon = nameEnd;
            while (colon < end && (data[colon] == ' ' || data[colon] == '\t')) {
                colon++;
            }
            if (nameEnd == start || colon >= end || data[colon] != ':') {
                fail("Malformed Header");
                return;
            }
            int valueStart = colon + 1;
            while (valueStart < end && data[valueStart] <= ' ' && data[valueStart] >= 0) {
                valueStart++;
            }
            int valueEnd = end;
            while (valueEnd > valueStart && data[valueEnd - 1] <= ' ' && data[valueEnd - 1] >= 0) {
                valueEnd--;
            }
            int slot = count * SipMessage.SLOT;
            if (slot == slots.length) {
                slots = Arrays.copyOf(slots, slots.length * 2);
            }
            slots[slot] = HeaderName.of(data, start, nameEnd).ordinal();
            slots[slot + 1] = start;
            slots[slot + 2] = nameEnd;
            slots[slot + 3] = valueStart;
            slots[slot + 4] = valueEnd;
            count++;
        }

        private int contentLength() {
            int slot = (count - 1) * SipMessage.SLOT;
            int value = 0;
            for (int i = slots[slot + 3]; i < slots[slot + 4]; i++) {
                int digit = data[i] - '0';
                if (digit < 0 || digit > 9 || value > 100_000_000) {
                    fail("Malformed Content-Length");
                    return 0;
                }
                value = value * 10 + digit;
            }
            if (slots[slot + 3] == slots[slot + 4]) {
                fail("Malformed Content-Length");
            }
            return value;
        }

        private void fail(String reason) {
            if (defect == null) {
                defect = Defect.bad(reason);
            }
        }
    }
}

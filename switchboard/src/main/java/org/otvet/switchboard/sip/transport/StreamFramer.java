package org.otvet.switchboard.sip.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into SIP messages by Content-Length (RFC 3261 section 18.3). Pure. After {@link #isBroken()} the
 * stream cannot be understood any more and must be closed.
 */
final class StreamFramer {

    private static final int MOST_HEADER_BYTES = 32_768;

    private final int most;
    private byte[] data = new byte[2_048];
    private int start;
    private int end;
    private int scanned;
    private int messageEnd = -1;
    private boolean broken;
    private int keepAlives;

    /** @param most bytes of the largest message that is taken */
    StreamFramer(int most) {
        this.most = most;
    }

    void add(byte[] source, int offset, int length) {
        if (data.length - end < length) {
            int used = end - start;
            byte[] larger = used + length > data.length ? new byte[Math.max(data.length * 2, used + length)] : data;
            System.arraycopy(data, start, larger, 0, used);
            data = larger;
            scanned -= start;
            messageEnd -= messageEnd < 0 ? 0 : start;
            end = used;
            start = 0;
        }
        System.arraycopy(source, offset, data, end, length);
        end += length;
    }

    /** The next whole message, null when more bytes are needed. */
    byte @Nullable [] next() {
        if (broken) {
            return null;
        }
        if (messageEnd < 0) {
            if (!skipBlankLines()) {
                return null;
            }
            int headerEnd = headerEnd();
            if (headerEnd < 0) {
                broken = end - start > Math.min(MOST_HEADER_BYTES, most);
                return null;
            }
            int length = contentLength(headerEnd);
            if (length < 0 || headerEnd - start + (long) length > most) {
                // The parser finds the same fault in the header section alone, and the sender hears of it.
                broken = true;
                return Arrays.copyOfRange(data, start, headerEnd);
            }
            messageEnd = headerEnd + length;
        }
        if (messageEnd > end) {
            return null;
        }
        byte[] message = Arrays.copyOfRange(data, start, messageEnd);
        start = messageEnd;
        scanned = start;
        messageEnd = -1;
        return message;
    }

    /** True when the stream cannot be cut any further. */
    boolean isBroken() {
        return broken;
    }

    /** True while the beginning of a message waits for its rest. */
    boolean isPartial() {
        return end > start;
    }

    /** Double CRLFs between messages since the last call: each wants a CRLF back (RFC 5626 section 4.4.1). */
    int takeKeepAlives() {
        int taken = keepAlives;
        keepAlives = 0;
        return taken;
    }

    /** False while nothing but line ends is there; of those only what may begin a double CRLF is kept. */
    private boolean skipBlankLines() {
        int i = start;
        while (i < end && (data[i] == '\r' || data[i] == '\n')) {
            if (data[i] == '\n' && i - start >= 3) {
                keepAlives++;
                start = i + 1;
            }
            i++;
        }
        start = i < end ? i : Math.max(start, end - 3);
        scanned = Math.max(scanned, start);
        return i < end;
    }

    private int headerEnd() {
        for (int i = scanned; i + 1 < end; i++) {
            if (data[i] == '\n'
                    && (data[i + 1] == '\n' || (data[i + 1] == '\r' && i + 2 < end && data[i + 2] == '\n'))) {
                return data[i + 1] == '\n' ? i + 2 : i + 3;
            }
        }
        scanned = Math.max(start, end - 3);
        return -1;
    }

    /** Value of the one Content-Length, 0 when there is none, -1 when it is broken or there are several. */
    private int contentLength(int headerEnd) {
        int found = -2;
        for (int i = start; i < headerEnd; i++) {
            if (data[i] == '\n') {
                int value = valueOfContentLength(i + 1, headerEnd);
                if (value >= -1) {
                    if (found >= -1) {
                        return -1;
                    }
                    found = value;
                }
            }
        }
        return found == -2 ? 0 : found;
    }

    /** -2 when the line is another header. */
    private int valueOfContentLength(int lineStart, int headerEnd) {
        int i = lineStart;
        if (startsWith("content-length", i, headerEnd)) {
            i += 14;
        } else if (startsWith("l", i, headerEnd)) {
            i += 1;
        } else {
            return -2;
        }
        i = skipBlank(i, headerEnd);
        if (i >= headerEnd || data[i] != ':') {
            return -2;
        }
        i = skipBlank(i + 1, headerEnd);
        int value = 0;
        int digits = 0;
        while (i < headerEnd && data[i] >= '0' && data[i] <= '9') {
            value = Math.min(100_000_000, value * 10 + data[i] - '0');
            digits++;
            i++;
        }
        i = skipBlank(i, headerEnd);
        boolean ended = i < headerEnd && (data[i] == '\r' || data[i] == '\n');
        return digits == 0 || !ended ? -1 : value;
    }

    private boolean startsWith(String name, int at, int limit) {
        if (at + name.length() > limit) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((data[at + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** True at the line end of a header that goes on in the next line. */
    private boolean isFold(int i, int limit) {
        int feed = data[i] == '\r' ? i + 1 : i;
        return feed + 1 < limit && data[feed] == '\n' && (data[feed + 1] == ' ' || data[feed + 1] == '\t');
    }

    private int skipBlank(int from, int limit) {
        int i = from;
        while (i < limit && (data[i] == ' ' || data[i] == '\t' || isFold(i, limit))) {
            i++;
        }
        return i;
    }
}
